import { useState } from "react";
import { ListMemos } from "./ListMemos";

type Props = { programme: { id: string }; interviewId: string; quoteId: string; text: string; mayWrite: boolean };

/** What coders think of a passage: read, and written, only where somebody asks for it. */
export function OpenMemos({ programme, interviewId, quoteId, text, mayWrite }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="nhsuk-details memos" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">
          Memos<span className="nhsuk-u-visually-hidden"> on the passage “{text.slice(0, 60)}”</span>
        </span>
      </summary>
      <div className="nhsuk-details__text">
        {isOpen && (
          <ListMemos
            programme={programme}
            about={{ quoteId }}
            words="What coders think of this passage."
            readers="Whoever may read the passage reads it."
            mayWrite={mayWrite}
            href={`/programmes/${programme.id}/interviews/${interviewId}#quote-${quoteId}`}
          />
        )}
      </div>
    </details>
  );
}
