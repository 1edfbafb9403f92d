import type { ReactNode } from "react";
import { ThemeName } from "../../components/ThemeName";
import { useThemes } from "../../lib/everything";
import type { Quote } from "../../lib/shapes";
import { confidentialities, wordFor } from "../../lib/vocabulary";

type Props = {
  quotes: readonly { quote: Quote; number: number }[];
  level: string;
  mayCode: boolean;
  beside?: (quote: Quote) => ReactNode;
  onOpen: (quote: Quote) => void;
  onChange: (quote: Quote) => void;
};

/** The passages of the notes by number: the words, their themes, and the way to their place. */
export function ListQuotes({ quotes, level, mayCode, beside, onOpen, onChange }: Props) {
  const themes = useThemes();
  return (
    <ol className="passages">
      {quotes.map(({ quote, number }) => (
        <li key={quote.id} id={`passage-${quote.id}`} tabIndex={-1}>
          {quote.start === undefined && <span id={`quote-${quote.id}`} tabIndex={-1} />}
          <p className="passage-head">
            <span className="coded-number" aria-hidden="true">
              {number}
            </span>
            <span className="nhsuk-u-visually-hidden">Passage {number}: </span>
            <span className="passage-themes">
              {quote.themeIds.map((id) => (
                <ThemeName key={id} theme={themes.data?.find((it) => it.id === id)} />
              ))}
            </span>
          </p>
          <p className="passage-excerpt">
            {quote.textHeld
              ? "The words are not open to you."
              : quote.text
                ? `“${quote.text}”`
                : "The words were erased."}
          </p>
          <p className="note">
            {[
              quote.createdBy.name,
              quote.isBlind && "your second coding",
              quote.effectiveConfidentiality !== level &&
                `read by: ${wordFor(confidentialities, quote.effectiveConfidentiality).toLowerCase()}`,
              quote.mayBeQuoted ? "may be quoted" : "not to be quoted outside",
              !quote.textHeld && quote.start === undefined && "no longer in the notes",
            ]
              .filter(Boolean)
              .join(" · ")}
          </p>
          <div className="passage-ways">
            {quote.start !== undefined && (
              <button type="button" className="quiet-button" onClick={() => onOpen(quote)}>
                Show in the notes<span className="nhsuk-u-visually-hidden">, passage {number}</span>
              </button>
            )}
            {mayCode && !quote.textHeld && (
              <button type="button" className="quiet-button" onClick={() => onChange(quote)}>
                Change<span className="nhsuk-u-visually-hidden"> passage {number}</span>
              </button>
            )}
          </div>
          {beside?.(quote)}
        </li>
      ))}
    </ol>
  );
}
