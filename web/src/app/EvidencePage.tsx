import { Anchor } from "../components/Anchor";
import { ProblemPage } from "../components/ProblemPage";
import { Waiting } from "../components/Waiting";
import { ReviseActivity } from "../features/activities/ReviseActivity";
import { GetBalanceEvidence, type Sort, TogetherEvidence } from "../features/balance/GetBalanceEvidence";
import { nextStep } from "../features/balance/nextStep";
import { api } from "../lib/api";
import { streamOrder } from "../lib/figures";
import { mayDo, useSession } from "../lib/session";

type Props = {
  programmeId: string;
  stream: string;
  asOf?: string;
  sort: Sort;
  onSort: (sort: Sort) => void;
};

/** The evidence behind one figure; an activity is corrected in place, an interview on its own page. */
export function EvidencePage({ programmeId, stream, asOf, sort, onSort }: Props) {
  const session = useSession();
  const programme = api.useQuery("get", "/programmes/{id}", { params: { path: { id: programmeId } } });
  if (programme.error) return <ProblemPage error={programme.error} onRetry={programme.refetch} />;
  if (!programme.data) return <Waiting what="the programme" />;
  const about = { programmeId, programmeName: programme.data.name, asOf };
  if (stream === "together") return <TogetherEvidence {...about} />;
  const known = streamOrder.find((name) => name === stream);
  if (!known) return <ProblemPage error={{ title: "Not found", status: 404, code: "not-found" }} />;
  const mayWrite = mayDo(session, "programmes:write");
  return (
    <GetBalanceEvidence
      {...about}
      stream={known}
      sort={sort}
      onSort={onSort}
      next={(evidence) => {
        if (!mayWrite || asOf) return undefined;
        const step = nextStep(programmeId, evidence, 0);
        // Only a step that strengthens this row stands beside it.
        const path = known === "mentions" ? "/interviews" : "/activities";
        return step.href.includes(path) && (known === "hours" || !step.href.includes("hours")) ? step : undefined;
      }}
      correct={
        mayWrite
          ? (recordId, kind, onDone) =>
              kind === "activity" ? (
                <ReviseActivity programmeId={programmeId} id={recordId} onDone={onDone} inline />
              ) : (
                <p>
                  A meeting is corrected on its own page:{" "}
                  <Anchor href={`/programmes/${programmeId}/interviews/${recordId}/edit`}>open it</Anchor>.
                </p>
              )
          : undefined
      }
    />
  );
}
