import type { ReactNode } from "react";
import type { Sentence } from "../lib/sentences";

type Props = {
  /** The small grey name above the sentence. */
  name: string;
  sentence: Sentence;
  children: ReactNode;
  /** What stands under the picture: its table twin first, then links and notes. */
  footer?: ReactNode;
  /** Where a link may lead to it. */
  id?: string;
};

/** A picture with its name, its sentence and its table: a rule, no box. */
export function Picture({ name, sentence, children, footer, id }: Props) {
  return (
    <section className="picture" id={id} aria-label={name}>
      <p className="picture-name">{name}</p>
      <h2 className="picture-sentence">
        <strong>{sentence.finding}</strong> {sentence.evidence}
      </h2>
      {children}
      {footer && <div className="picture-footer">{footer}</div>}
    </section>
  );
}
