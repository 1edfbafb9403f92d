import { type Ref, useMemo } from "react";
import { Typed } from "../../components/Typed";
import type { Piece } from "../../lib/typed";
import { type Mark, runsOf } from "./passages";

type Props = { text: string; marks: readonly Mark[]; opened?: string; ref?: Ref<HTMLDivElement> };

/** Notes with their passages in place: underlined, tinted in the theme's colour, and each numbered where it ends. */
export function CodedText({ text, marks, opened, ref }: Props) {
  const piece = useMemo(() => {
    return (it: Piece) =>
      runsOf(it, marks).map((run) => (
        <span key={run.at} className="run">
          {run.starts.map((mark) => (
            <span key={mark.id} id={`quote-${mark.id}`} className="quote-start" tabIndex={-1} />
          ))}
          {run.marks[0] ? (
            <mark
              className={run.marks.some((mark) => mark.id === opened) ? "coded opened" : "coded"}
              data-at={run.at}
              style={{ "--theme": run.marks[0].colour } as React.CSSProperties}
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
  }, [marks, opened]);
  return (
    <div ref={ref} className="coded-text">
      <Typed text={text} piece={piece} />
    </div>
  );
}
