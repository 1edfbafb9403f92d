import { Button } from "nhsuk-react-components";
import { type ReactNode, useState } from "react";
import { Anchor } from "../../components/Anchor";
import { MoreButton } from "../../components/MoreButton";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { Waiting } from "../../components/Waiting";
import { api } from "../../lib/api";
import { dayWords } from "../../lib/dates";
import { mayDo, useSession } from "../../lib/session";
import type { Contribution, Discussion, Programme } from "../../lib/shapes";
import { discussionKinds, wordFor } from "../../lib/vocabulary";
import { plural } from "../../lib/words";
import { CreateContribution } from "./CreateContribution";
import { OneContribution } from "./OneContribution";

export type ContributionFilter = { uncoded?: true; consent?: "given" };

type Props = {
  programme: Pick<Programme, "id" | "name">;
  id: string;
  filter: ContributionFilter;
  /** True while a passage is coded: its button is then the page's one next step. */
  isBusy: boolean;
  /** Where passages are coded: what stands beneath the words of one contribution. */
  coding: (contribution: Contribution, mayCode: boolean) => ReactNode;
};

/** What was said in a discussion, in its order: coded here, and here people's consent is recorded. */
export function GetDiscussion({ programme, id, filter, isBusy, coding }: Props) {
  const session = useSession();
  const [made, setMade] = useState(0);
  const discussion = api.useQuery("get", "/programmes/{programmeId}/discussions/{id}", {
    params: { path: { programmeId: programme.id, id } },
  });
  const contributions = api.useInfiniteQuery(
    "get",
    "/programmes/{programmeId}/discussions/{discussionId}/contributions",
    { params: { path: { programmeId: programme.id, discussionId: id }, query: { limit: 50, ...filter } } },
    { pageParamName: "cursor", initialPageParam: null, getNextPageParam: (page) => page.next ?? undefined },
  );
  const error = discussion.error ?? contributions.error;
  if (error && !(discussion.data && contributions.data)) return <ProblemPage error={error} />;
  if (!discussion.data) return <Waiting what="the discussion" />;

  const base = `/programmes/${programme.id}/discussions`;
  const here = `${base}/${id}`;
  const mayWrite = mayDo(session, "interviews:write");
  const items = contributions.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <PageHead
        title={discussion.data.title}
        trail={[
          { label: programme.name, href: `/programmes/${programme.id}` },
          { label: "Discussions", href: base },
        ]}
        about={aboutWords(discussion.data)}
        next={isBusy ? undefined : nextStep(discussion.data, here, mayWrite)}
      />
      {discussion.data.invitation && (
        <section className="section">
          <h2>What people were asked and told</h2>
          <p className="as-typed">{discussion.data.invitation}</p>
        </section>
      )}
      <p className="actions">
        {mayWrite && discussion.data.contributions > 0 && <Anchor href={`${here}/import`}>Import a file</Anchor>}
        {mayWrite && <Anchor href={`${here}/edit`}>Change what is said about it</Anchor>}
        {discussion.data.sourceLink && (
          <a href={discussion.data.sourceLink} rel="noreferrer">
            Read it where it was held
          </a>
        )}
      </p>
      <section className="section">
        <h2>What was said</h2>
        <nav className="filters" aria-label="Which contributions">
          {filters.map((it) => (
            <Anchor
              key={it.label}
              href={`${here}${it.search}`}
              aria-current={
                it.filter.uncoded === filter.uncoded && it.filter.consent === filter.consent ? "true" : undefined
              }
            >
              {it.label}
            </Anchor>
          ))}
        </nav>
        {!items && <Waiting what="the contributions" />}
        {items?.length === 0 && (
          <p>
            {filter.uncoded || filter.consent
              ? "None of this kind."
              : "Nothing is here yet. Import a file, or add one by hand."}
          </p>
        )}
        {items && items.length > 0 && (
          <ol className="contributions">
            {items.map((contribution) => (
              <OneContribution
                key={contribution.id}
                programmeId={programme.id}
                contribution={contribution}
                mayWrite={mayWrite}
                coding={contribution.text ? coding(contribution, mayWrite) : <p>The words were erased.</p>}
              />
            ))}
          </ol>
        )}
        <MoreButton what="contributions" query={contributions} />
      </section>
      {mayWrite && (
        <CreateContribution key={made} programmeId={programme.id} discussionId={id} onMade={() => setMade(made + 1)} />
      )}
    </>
  );
}

const filters: { label: string; search: string; filter: ContributionFilter }[] = [
  { label: "All", search: "", filter: {} },
  { label: "Not coded yet", search: "?uncoded=true", filter: { uncoded: true } },
  { label: "May be quoted", search: "?consent=given", filter: { consent: "given" } },
];

function aboutWords({ kind, heldOn, contributions, coded }: Discussion): string {
  const many = `${contributions} ${plural(contributions, "contribution", "contributions")}, ${coded} coded`;
  return `${wordFor(discussionKinds, kind)}, ${dayWords(heldOn)}. ${contributions === 0 ? "Nothing imported yet" : many}.`;
}

/** First what was said, then what it was about. */
function nextStep(discussion: Discussion, here: string, mayWrite: boolean) {
  if (discussion.contributions === 0) {
    return mayWrite
      ? {
          why: "nothing that was said is here yet. The file is shown row by row before anything is kept.",
          action: (
            <Button href={`${here}/import`} asElement={Anchor}>
              Import a file
            </Button>
          ),
        }
      : undefined;
  }
  const left = discussion.contributions - discussion.coded;
  return {
    why: `the report says what it was about${left > 0 && mayWrite ? `; ${left} ${plural(left, "contribution is", "contributions are")} not coded yet` : ""}.`,
    action: (
      <Button href={`${here}/report`} asElement={Anchor}>
        Read the report
      </Button>
    ),
  };
}
