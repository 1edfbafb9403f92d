import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Asking } from "../../components/Asking";
import { api } from "../../lib/api";
import { clockWords, dayWords } from "../../lib/dates";
import { asProblem, problemWords } from "../../lib/problem";
import { ifMatch } from "../../lib/records";
import type { Contribution } from "../../lib/shapes";
import { consents, wordFor } from "../../lib/vocabulary";

type Props = { programmeId: string; contribution: Contribution; mayWrite: boolean; coding: ReactNode };

/** One voice: the words, the coding beneath them, and whether they may be repeated. */
export function OneContribution({ programmeId, contribution, mayWrite, coding }: Props) {
  const queries = useQueryClient();
  const settings = { onSettled: () => queries.invalidateQueries() };
  const path = { programmeId, discussionId: contribution.discussionId, id: contribution.id };
  const revise = api.useMutation(
    "put",
    "/programmes/{programmeId}/discussions/{discussionId}/contributions/{id}",
    settings,
  );
  const remove = api.useMutation(
    "delete",
    "/programmes/{programmeId}/discussions/{discussionId}/contributions/{id}",
    settings,
  );
  const error = revise.error ?? remove.error;
  const record = (consent: Contribution["consent"]) =>
    revise.mutate({ params: { path, header: ifMatch(contribution) }, body: { consent, saidAt: contribution.saidAt } });
  const about = `contribution ${contribution.position}`;

  return (
    <li id={`contribution-${contribution.id}`} value={contribution.position}>
      <div className="contribution-head">
        <p className="note" role="status">
          {whoWords(contribution)} · consent to be quoted: {wordFor(consents, contribution.consent).toLowerCase()}.
          {error != null &&
            ` ${asProblem(error).status === 412 ? "Somebody else changed it just now; it stands here as it is. Choose again." : problemWords(error)}`}
        </p>
        {mayWrite && (
          <div className="actions">
            {steps[contribution.consent]?.map(([consent, label]) => (
              <button
                key={consent}
                type="button"
                className="quiet-button"
                disabled={revise.isPending}
                onClick={() => record(consent)}
              >
                {label}
                <span className="nhsuk-u-visually-hidden"> for {about}</span>
              </button>
            ))}
            <Asking
              label="Remove"
              about={about}
              question="The words and what was coded in them go for good."
              confirm="Remove this contribution"
              isPending={remove.isPending}
              onConfirm={() => remove.mutate({ params: { path, header: ifMatch(contribution) } })}
            />
          </div>
        )}
      </div>
      {coding}
    </li>
  );
}

/** What may become of each consent, in one tap. */
const steps: Record<string, [Contribution["consent"], string][]> = {
  notAsked: [
    ["given", "They agree to be quoted"],
    ["refused", "They refuse"],
  ],
  given: [["withdrawn", "Withdraw consent"]],
  refused: [["given", "They agree after all"]],
  withdrawn: [["given", "They agree again"]],
};

function whoWords({ author, authorHeld, saidAt }: Contribution): string {
  const who = author ?? (authorHeld ? "Named, and held back without consent" : "Nobody named");
  return saidAt ? `${who} · ${dayWords(saidAt)}, ${clockWords(saidAt)}` : who;
}
