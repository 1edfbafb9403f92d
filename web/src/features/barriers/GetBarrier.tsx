import { useQueryClient } from "@tanstack/react-query";
import { Button, SummaryList } from "nhsuk-react-components";
import { Anchor } from "../../components/Anchor";
import { Asking } from "../../components/Asking";
import { BarrierSteps } from "../../components/ConstraintMap";
import { MoreButton } from "../../components/MoreButton";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { Waiting } from "../../components/Waiting";
import { api } from "../../lib/api";
import { dayWords } from "../../lib/dates";
import { problemWords } from "../../lib/problem";
import { mayDo, useSession } from "../../lib/session";
import type { Barrier, BarrierEvidence, Programme } from "../../lib/shapes";
import { commitmentStatuses, wordFor } from "../../lib/vocabulary";

type Props = { programme: Pick<Programme, "id" | "name">; id: string };

/** One barrier: whose it is, how far they have come, what stands behind it and what speaks against it. */
export function GetBarrier({ programme, id }: Props) {
  const session = useSession();
  const { data: barrier, error } = api.useQuery("get", "/programmes/{programmeId}/barriers/{id}", {
    params: { path: { programmeId: programme.id, id } },
  });
  if (error && !barrier) return <ProblemPage error={error} />;
  if (!barrier) return <Waiting what="the barrier" />;

  const base = `/programmes/${programme.id}`;
  const mayWrite = mayDo(session, "interviews:write");
  return (
    <>
      <PageHead
        title={barrier.name}
        trail={[
          { label: programme.name, href: base },
          { label: "What stands in the way", href: `${base}/barriers` },
        ]}
        about={[barrier.systemName, barrier.organisationName].filter(Boolean).join(", ")}
        next={mayWrite ? nextStep(barrier, `${base}/barriers/${id}/edit`) : undefined}
      />
      <section className="section">
        <h2>How far it has come</h2>
        <BarrierSteps barrier={barrier} />
        <SummaryList>
          {rowsOf(barrier).map(([key, value]) => (
            <SummaryList.Row key={key}>
              <SummaryList.Key>{key}</SummaryList.Key>
              <SummaryList.Value className="as-typed">{value}</SummaryList.Value>
            </SummaryList.Row>
          ))}
        </SummaryList>
        {mayWrite && (
          <p>
            <Anchor href={`${base}/barriers/${id}/edit`}>Change this barrier</Anchor>
          </p>
        )}
      </section>
      <div className="columns barrier-evidence">
        <Evidence base={base} barrier={barrier} programmeId={programme.id} stand="supports" mayWrite={mayWrite} />
        <Evidence base={base} barrier={barrier} programmeId={programme.id} stand="counters" mayWrite={mayWrite} />
      </div>
    </>
  );
}

function rowsOf(barrier: Barrier): [string, string][] {
  return [
    ["What belongs to it", barrier.definition ?? "Not stated"],
    ["Who can do something", barrier.ownerName ?? "Nobody named yet"],
    ...(barrier.answer ? [["What they said", barrier.answer] as [string, string]] : []),
  ];
}

function nextStep(barrier: Barrier, href: string) {
  const steps: Record<string, { why: string; label: string }> = {
    noticed: {
      why: barrier.ownerName
        ? `${barrier.ownerName} can do something about it, and has not been asked.`
        : "find out who can do something about it, and ask them.",
      label: "Note that you asked",
    },
    ownerAsked: { why: "the owner was asked. Note what they answer.", label: "Note the answer" },
    answered: {
      why: "the owner answered. When it stands in nobody’s way any more, say so.",
      label: "Mark it as removed",
    },
  };
  const step = steps[barrier.status];
  return (
    step && {
      why: step.why,
      action: (
        <Button href={href} asElement={Anchor}>
          {step.label}
        </Button>
      ),
    }
  );
}

type EvidenceProps = {
  base: string;
  programmeId: string;
  barrier: Barrier;
  stand: "supports" | "counters";
  mayWrite: boolean;
};

function Evidence({ base, programmeId, barrier, stand, mayWrite }: EvidenceProps) {
  const queries = useQueryClient();
  const found = api.useInfiniteQuery(
    "get",
    "/programmes/{programmeId}/barriers/{barrierId}/evidence",
    { params: { path: { programmeId, barrierId: barrier.id }, query: { stand, limit: 50 } } },
    { pageParamName: "cursor", initialPageParam: null, getNextPageParam: (page) => page.next ?? undefined },
  );
  const remove = api.useMutation("delete", "/programmes/{programmeId}/barriers/{barrierId}/evidence/{id}", {
    onSettled: () => queries.invalidateQueries(),
  });
  const items = found.data?.pages.flatMap((page) => page.items);
  return (
    <section className="section">
      <h2>{stand === "supports" ? "What stands behind it" : "What speaks against it"}</h2>
      {found.error && <p>{problemWords(found.error)}</p>}
      {!items && !found.error && <Waiting what="what was put to it" />}
      {items?.length === 0 && (
        <p>
          {stand === "supports"
            ? "Nothing yet. It is put here from a meeting, a commitment or a passage."
            : "Nothing yet. Look for it: whoever acted in spite of it tells most."}
        </p>
      )}
      {items && items.length > 0 && (
        <ul className="records">
          {items.map((item) => (
            <li key={item.id}>
              <div>
                <Words item={item} base={base} />
              </div>
              {mayWrite && (
                <Asking
                  label="Take away"
                  about={nameOf(item)}
                  question="It stands here no more; the meeting, commitment or passage itself stays."
                  confirm="Take it away"
                  isPending={remove.isPending}
                  onConfirm={() =>
                    remove.mutate({
                      params: {
                        path: { programmeId, barrierId: barrier.id, id: item.id },
                        header: { "If-Match": `"v${item.version}"` },
                      },
                    })
                  }
                />
              )}
            </li>
          ))}
        </ul>
      )}
      <MoreButton what="of them" query={found} />
      <p role="status">{remove.error ? problemWords(remove.error) : ""}</p>
    </section>
  );
}

function Words({ item, base }: { item: BarrierEvidence; base: string }) {
  const meeting = item.interviewId ? `${base}/interviews/${item.interviewId}` : undefined;
  if (item.quoteId) {
    return (
      <>
        {item.text ? (
          <blockquote className="as-typed">{item.text}</blockquote>
        ) : (
          <p>A passage whose words are held back here.</p>
        )}
        {meeting && (
          <p className="note">
            <Anchor href={`${meeting}#quote-${item.quoteId}`}>Open it in its place</Anchor>
            {item.heldAt && `, ${dayWords(item.heldAt)}`}
          </p>
        )}
      </>
    );
  }
  if (item.commitmentId) {
    return (
      <>
        <Anchor className="record-name" href={`${base}/commitments/${item.commitmentId}`}>
          {item.text ?? "A commitment whose words are held back"}
        </Anchor>
        <p className="note">
          Commitment, {wordFor(commitmentStatuses, item.commitmentStatus ?? "").toLowerCase()}
          {item.dueOn && `, by ${dayWords(item.dueOn)}`}
        </p>
      </>
    );
  }
  return meeting ? (
    <Anchor className="record-name" href={meeting}>
      Meeting of {item.heldAt ? dayWords(item.heldAt) : "a day not told"}
    </Anchor>
  ) : (
    <p>A meeting that is not open to you.</p>
  );
}

function nameOf(item: BarrierEvidence): string {
  if (item.quoteId) return item.text ? `the passage “${item.text.slice(0, 60)}”` : "a passage";
  if (item.commitmentId) return item.text ? `the commitment “${item.text.slice(0, 60)}”` : "a commitment";
  return `the meeting of ${item.heldAt ? dayWords(item.heldAt) : "a day not told"}`;
}
