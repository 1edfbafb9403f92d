import { Fragment, type ReactNode } from "react";
import { type Block, blocksOf, type Piece } from "../lib/typed";

type Props = {
  text: string;
  /** How a piece of the text is shown; as it is unless told. */
  piece?: (piece: Piece) => ReactNode;
};

/** Notes as they were typed, with Markdown's paragraphs, headings, lists and emphasis. Never HTML, never a link. */
export function Typed({ text, piece = (it) => it.text }: Props) {
  return <div className="typed">{blocksOf(text).map((block, index) => render(block, index, piece))}</div>;
}

function render({ kind, lines }: Block, key: number, piece: (piece: Piece) => ReactNode): ReactNode {
  const line = (pieces: Piece[]) =>
    pieces.map((it) => {
      const As = it.as ?? Fragment;
      return <As key={it.at}>{piece(it)}</As>;
    });
  if (kind === "ul" || kind === "ol") {
    const List = kind;
    return (
      <List key={key}>
        {lines.map((pieces, index) => (
          <li key={index}>{line(pieces)}</li>
        ))}
      </List>
    );
  }
  return (
    <p key={key}>
      {lines.map((pieces, index) => (
        <Fragment key={index}>
          {index > 0 && <br />}
          {kind === "h" ? <strong>{line(pieces)}</strong> : line(pieces)}
        </Fragment>
      ))}
    </p>
  );
}
