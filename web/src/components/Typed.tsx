import { Fragment, type ReactNode } from "react";

/** Notes as they were typed, with Markdown's paragraphs, headings, lists and emphasis. Never HTML, never a link. */
export function Typed({ text }: { text: string }) {
  return <div className="typed">{blocks(text).map((block, index) => render(block, index))}</div>;
}

type Block = { kind: "p" | "h" | "ul" | "ol"; lines: string[] };

const bullet = /^\s*[-*•]\s+/;
const number = /^\s*\d{1,3}[.)]\s+/;
const heading = /^#{1,6}\s+/;

function blocks(text: string): Block[] {
  const found: Block[] = [];
  let isNew = true;
  for (const line of text.replaceAll("\r\n", "\n").split("\n")) {
    if (!line.trim()) {
      isNew = true;
      continue;
    }
    const kind = heading.test(line) ? "h" : bullet.test(line) ? "ul" : number.test(line) ? "ol" : "p";
    const before = found.at(-1);
    const words = line.replace(kind === "h" ? heading : kind === "ul" ? bullet : kind === "ol" ? number : "", "");
    if (before && before.kind === kind && kind !== "h" && (!isNew || kind !== "p")) before.lines.push(words);
    else found.push({ kind, lines: [words] });
    isNew = false;
  }
  return found;
}

function render({ kind, lines }: Block, key: number): ReactNode {
  if (kind === "ul" || kind === "ol") {
    const List = kind;
    return (
      <List key={key}>
        {lines.map((line, index) => (
          <li key={index}>{emphasis(line)}</li>
        ))}
      </List>
    );
  }
  return (
    <p key={key}>
      {lines.map((line, index) => (
        <Fragment key={index}>
          {index > 0 && <br />}
          {kind === "h" ? <strong>{emphasis(line)}</strong> : emphasis(line)}
        </Fragment>
      ))}
    </p>
  );
}

/** **strong**, *emphasis* and _emphasis_; a star or a stroke on its own stays what it is. */
function emphasis(line: string): ReactNode[] {
  return line.split(/(\*\*[^*\s][^*]*\*\*|\*[^*\s][^*]*\*|(?<!\w)_[^_\s][^_]*_(?!\w))/).map((part, index) => {
    if (index % 2 === 0) return part;
    if (part.startsWith("**")) return <strong key={index}>{part.slice(2, -2)}</strong>;
    return <em key={index}>{part.slice(1, -1)}</em>;
  });
}
