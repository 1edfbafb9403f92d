/** Notes as blocks of lines, each piece with the place where it stands in the text: Markdown's paragraphs, headings, lists and emphasis. */

export type Piece = { text: string; at: number; as?: "strong" | "em" };
export type Block = { kind: "p" | "h" | "ul" | "ol"; lines: Piece[][] };

const bullet = /^\s*[-*•]\s+/;
const number = /^\s*\d{1,3}[.)]\s+/;
const heading = /^#{1,6}\s+/;

export function blocksOf(text: string): Block[] {
  const found: Block[] = [];
  let isNew = true;
  let at = 0;
  for (const whole of text.split("\n")) {
    const start = at;
    at += whole.length + 1;
    const line = whole.endsWith("\r") ? whole.slice(0, -1) : whole;
    if (!line.trim()) {
      isNew = true;
      continue;
    }
    const kind = heading.test(line) ? "h" : bullet.test(line) ? "ul" : number.test(line) ? "ol" : "p";
    const before = found.at(-1);
    const sign = kind === "h" ? heading : kind === "ul" ? bullet : kind === "ol" ? number : undefined;
    const skipped = sign ? (sign.exec(line)?.[0].length ?? 0) : 0;
    const pieces = piecesOf(line.slice(skipped), start + skipped);
    if (before && before.kind === kind && kind !== "h" && (!isNew || kind !== "p")) before.lines.push(pieces);
    else found.push({ kind, lines: [pieces] });
    isNew = false;
  }
  return found;
}

/** **strong**, *emphasis* and _emphasis_; a star or a stroke on its own stays what it is. */
function piecesOf(line: string, start: number): Piece[] {
  const pieces: Piece[] = [];
  let at = start;
  line.split(/(\*\*[^*\s][^*]*\*\*|\*[^*\s][^*]*\*|(?<!\w)_[^_\s][^_]*_(?!\w))/).forEach((part, index) => {
    const signs = index % 2 === 0 ? 0 : part.startsWith("**") ? 2 : 1;
    const text = part.slice(signs, part.length - signs);
    if (text) pieces.push({ text, at: at + signs, as: signs === 0 ? undefined : signs === 2 ? "strong" : "em" });
    at += part.length;
  });
  return pieces;
}
