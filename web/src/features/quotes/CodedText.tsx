import { type Ref, useMemo } from "react";
import { Typed } from "../../components/Typed";
import { type FoundPlace, foundId } from "../../lib/foundPlace";
import type { Piece } from "../../lib/typed";
import { type Mark, type Run, runsOf, shownAt } from "./passages";

type Props = {
  text: string;
  marks: readonly Mark[];
  opened?: string;
  /** Words that a search led to. */
  found?: FoundPlace;
  ref?: Ref<HTMLDivElement>;
};

/** Notes with their passages in place: underlined, tinted in the theme's colour, and each numbered where it ends. */
export function CodedText({ text, marks, opened, found, ref }: Props) {
  const piece = useMemo(() => {
    const foundAt = found && shownAt(text, found);
    return (it: Piece) =>
      runsOf(it, marks, found).map((run) => (
        <span key={run.at} className="run">
          {run.starts.map((mark) => (
            <span key={mark.id} id={`quote-${mark.id}`} className="quote-start" tabIndex={-1} />
          ))}
          {run.marks[0] || run.isFound ? (
            <mark
              id={found && run.at === foundAt ? foundId(found) : undefined}
              tabIndex={found && run.at === foundAt ? -1 : undefined}
              className={classOf(run, opened)}
              data-at={run.at}
              style={{ "--theme": run.marks[0]?.colour } as React.CSSProperties}
            >
              {run.text}
            </mark>
          ) : (
            <span data-at={run.at}>{run.text}</span>
          )}
          {run.ends.map((mark) => (
            <a
              key={mark.id}
              className="coded-number"
              href={`#passage-${mark.id}`}
              aria-label={`Passage ${mark.number}: ${mark.label}`}
            >
              {mark.number}
            </a>
          ))}
        </span>
      ));
  }, [text, marks, opened, found]);
  return (
    <div ref={ref} className="coded-text">
      <Typed text={text} piece={piece} />
    </div>
  );
}

function classOf({ marks, isFound }: Run, opened?: string): string {
  const isOpened = marks.some((mark) => mark.id === opened);
  return [marks.length > 0 && "coded", isOpened && "opened", isFound && "found"].filter(Boolean).join(" ");
}
