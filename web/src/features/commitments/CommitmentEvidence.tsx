import { useQueryClient } from "@tanstack/react-query";
import { Asking } from "../../components/Asking";
import { api } from "../../lib/api";
import { asProblem, problemWords } from "../../lib/problem";
import { ifMatch } from "../../lib/records";
import type { Commitment } from "../../lib/shapes";

type Props = { commitment: Commitment; onRemoved: (commitment: Commitment) => void };

/** What the evidence makes of the claim, and the way to take it out; what was claimed stands, unchecked. */
export function CommitmentEvidence({ commitment, onRemoved }: Props) {
  const queries = useQueryClient();
  const remove = api.useMutation("delete", "/programmes/{programmeId}/commitments/{id}/evidence", {
    onSuccess: async (left) => {
      onRemoved(left);
      await queries.invalidateQueries();
    },
  });
  const path = { programmeId: commitment.programmeId, id: commitment.id };
  const hasEvidence = Boolean(commitment.evidence || commitment.evidenceLink);
  return (
    <>
      {commitment.status === "kept" && <p>{checkedWords(commitment, hasEvidence)}</p>}
      {hasEvidence && (
        <Asking
          label="Remove the evidence"
          question="The evidence, its link and who looked at it go for good. What was claimed stands, and counts as unchecked."
          confirm="Remove the evidence"
          isPending={remove.isPending}
          onConfirm={() => remove.mutate({ params: { path, header: ifMatch(commitment) } })}
        />
      )}
      <p role="status">
        {remove.error != null &&
          (asProblem(remove.error).status === 412
            ? "Somebody else saved this since you opened it. Open the page again, then decide."
            : problemWords(remove.error))}
        {remove.isSuccess && "The evidence is removed."}
      </p>
    </>
  );
}

function checkedWords({ isChecked }: Commitment, hasEvidence: boolean): string {
  if (isChecked) return "Kept, with evidence that somebody looked at: it counts as kept.";
  return hasEvidence
    ? "Said to be kept. Nobody has looked at the evidence yet, so it does not count as kept."
    : "Said to be kept, without evidence: it does not count as kept.";
}
