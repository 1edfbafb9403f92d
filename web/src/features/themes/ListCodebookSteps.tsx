import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Asking } from "../../components/Asking";
import { MoreButton } from "../../components/MoreButton";
import { ProblemSummary } from "../../components/ProblemSummary";
import { api } from "../../lib/api";
import { dayWords } from "../../lib/dates";
import type { CodebookStep } from "../../lib/shapes";

/** What was done to the codebook, newest first. The newest that stands can be taken back. */
export function ListCodebookSteps({ mayUndo }: { mayUndo: boolean }) {
  const queries = useQueryClient();
  const [told, setTold] = useState("");
  const [attempt, setAttempt] = useState(0);
  const steps = api.useInfiniteQuery(
    "get",
    "/codebook/steps",
    { params: { query: { limit: 5 } } },
    { pageParamName: "cursor", initialPageParam: null, getNextPageParam: (page) => page.next ?? undefined },
  );
  const undo = api.useMutation("post", "/codebook/steps/{id}/undo");
  const items = steps.data?.pages.flatMap((page) => page.items);
  if (!items || items.length === 0) return null;

  async function takeBack(step: CodebookStep) {
    setTold("");
    try {
      await undo.mutateAsync({ params: { path: { id: step.id } } });
      setTold(`Taken back: ${step.summary}.`);
      await queries.invalidateQueries();
    } catch {
      setAttempt((n) => n + 1);
    }
  }

  return (
    <section className="section">
      <h2>What was done to the codebook</h2>
      {undo.error && <ProblemSummary key={attempt} error={undo.error} />}
      <p role="status">{told}</p>
      <ul className="rows">
        {items.map((step) => (
          <li className="row" key={step.id}>
            <div>
              <p className={step.undoneAt ? "codebook-undone" : undefined}>{step.summary}</p>
              <p className="note">
                {step.madeBy.name ?? "Somebody"}, {dayWords(step.madeAt)}
                {step.undoneAt && ` · taken back by ${step.undoneBy?.name ?? "somebody"}, ${dayWords(step.undoneAt)}`}
              </p>
            </div>
            {mayUndo && step.canBeUndone && (
              <Asking
                label="Take this back"
                about={step.summary}
                question={`${step.summary}: take this back, with everything that was recoded by it?`}
                confirm="Take it back"
                isPending={undo.isPending}
                onConfirm={() => void takeBack(step)}
              />
            )}
          </li>
        ))}
      </ul>
      <MoreButton what="steps" query={steps} />
    </section>
  );
}
