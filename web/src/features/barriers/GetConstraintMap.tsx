import { Button } from "nhsuk-react-components";
import { Anchor } from "../../components/Anchor";
import { ConstraintMap, ConstraintMapTable } from "../../components/ConstraintMap";
import { PageHead } from "../../components/PageHead";
import { Picture } from "../../components/Picture";
import { ProblemPage } from "../../components/ProblemPage";
import { Waiting } from "../../components/Waiting";
import { api } from "../../lib/api";
import { mayDo, useSession } from "../../lib/session";
import type { Programme, ConstraintMap as Shape } from "../../lib/shapes";
import { plural } from "../../lib/words";
import { mapSentence } from "./mapWords";

type Props = { programme: Pick<Programme, "id" | "name"> };

/** What keeps people from acting, by the system that owns it. */
export function GetConstraintMap({ programme }: Props) {
  const session = useSession();
  const { data: map, error } = api.useQuery("get", "/programmes/{programmeId}/barriers/map", {
    params: { path: { programmeId: programme.id } },
  });
  if (error && !map) return <ProblemPage error={error} />;
  if (!map) return <Waiting what="the barriers" />;

  const base = `/programmes/${programme.id}`;
  const mayWrite = mayDo(session, "interviews:write");
  const hasBarriers = map.systems.length > 0;
  return (
    <>
      <PageHead
        title="What stands in the way"
        trail={[
          { label: "Programmes", href: "/programmes" },
          { label: programme.name, href: base },
        ]}
        about="People who agree and do not act are seldom indifferent. A barrier belongs to a system, and a system has an owner who can be asked."
        next={mayWrite ? nextStep(map, base) : undefined}
      />
      {hasBarriers ? (
        <Picture
          name="Systems, barriers, steps"
          sentence={mapSentence(map)}
          footer={
            <>
              <ConstraintMapTable systems={map.systems} />
              <Anchor href={`${base}/non-actions`}>What was not done</Anchor>
              {mayWrite && <Anchor href={`${base}/barriers/new`}>Name another barrier</Anchor>}
            </>
          }
        >
          <ConstraintMap systems={map.systems} href={(id) => `${base}/barriers/${id}`} />
        </Picture>
      ) : (
        <p>
          No barrier is named yet. Name one when a second person tells you of the same thing; then put to it what people
          said, and what they promised and could not do.
        </p>
      )}
    </>
  );
}

/** First a barrier, then what stands behind it, then whoever owns it. */
function nextStep({ systems, nonActionsUncoded, nonActionsHeld }: Shape, base: string) {
  const step = (why: string, href: string, label: string) => ({
    why,
    action: (
      <Button href={href} asElement={Anchor}>
        {label}
      </Button>
    ),
  });
  const barriers = systems.flatMap((it) => it.barriers);
  if (barriers.length === 0) {
    return step("the first barrier that two people spoke of.", `${base}/barriers/new`, "Name a barrier");
  }
  const mine = nonActionsUncoded - nonActionsHeld;
  if (mine > 0) {
    const things = plural(mine, "thing that was not done stands", "things that were not done stand");
    return step(`${mine} ${things} behind no barrier yet.`, `${base}/non-actions`, "Put them to barriers");
  }
  const unasked = barriers.find((it) => it.status === "noticed" && it.conversations > 0);
  return unasked
    ? step(
        `nobody has asked the owner of “${unasked.name}” yet.`,
        `${base}/barriers/${unasked.id}/edit`,
        "Note that you asked",
      )
    : undefined;
}
