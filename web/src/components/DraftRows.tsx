import { clockWords, dayWords, today } from "../lib/dates";
import type { Draft } from "../lib/drafts";
import { Anchor } from "./Anchor";

type Props = {
  drafts: readonly Draft[];
  /** What the draft waits for, if it is not the person: "will be sent when you are connected". */
  waitsFor: (draft: Draft) => string | undefined;
  onClear?: (draft: Draft) => void;
};

/** What was typed on this device and is not with the service. */
export function DraftRows({ drafts, waitsFor, onClear }: Props) {
  return (
    <ul className="rows">
      {drafts.map((draft) => (
        <li className="row" key={draft.form}>
          <div>
            {draft.href ? (
              <Anchor className="row-name" href={draft.href}>
                {draft.title}
              </Anchor>
            ) : (
              <strong>{draft.title}</strong>
            )}
            <p className="note">
              {whenWords(draft.savedAt)}
              {waitsFor(draft) && `, ${waitsFor(draft)}`}
            </p>
          </div>
          {onClear && (
            <button
              type="button"
              className="quiet-button"
              aria-label={`Clear ${draft.title}`}
              onClick={() => onClear(draft)}
            >
              Clear
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

function whenWords(time: number): string {
  const day = today(0, time) === today() ? "Today" : dayWords(new Date(time).toISOString());
  return `${day} at ${clockWords(time)}`;
}
