import { blocksOf, type Piece } from "../../lib/typed";

/** Where words stand in notes, in UTF-16 units, as the API counts. */
export type Passage = { start: number; end: number };

export type Mark = Passage & { id: string; number: number; label: string; colour?: string };

/** A run of a piece under the same marks; `starts` and `ends` are those that begin before it or end after it. */
export type Run = { text: string; at: number; marks: Mark[]; starts: Mark[]; ends: Mark[]; isFound: boolean };

/** A piece cut wherever a mark starts or ends, and around words that were sought. */
export function runsOf(piece: Piece, marks: readonly Mark[], found?: Passage): Run[] {
  const end = piece.at + piece.text.length;
  const here = marks.filter((mark) => mark.start < end && mark.end > piece.at);
  const places = found ? [...here, found] : here;
  const cuts = [...new Set([piece.at, end, ...places.flatMap((it) => [it.start, it.end])])]
    .filter((at) => at >= piece.at && at <= end)
    .sort((a, b) => a - b);
  return cuts.slice(0, -1).map((at, index) => {
    const until = cuts[index + 1] ?? end;
    return {
      text: piece.text.slice(at - piece.at, until - piece.at),
      at,
      marks: here.filter((mark) => mark.start < until && mark.end > at),
      starts: here.filter((mark) => mark.start === at),
      ends: here.filter((mark) => mark.end === until),
      isFound: found !== undefined && found.start < until && found.end > at,
    };
  });
}

/** Where a passage begins on the page: signs such as the stars of an emphasis are not shown. */
export function shownAt(text: string, { start, end }: Passage): number | undefined {
  const pieces = blocksOf(text).flatMap((block) => block.lines.flat());
  const first = pieces.find((piece) => piece.at < end && piece.at + piece.text.length > start);
  return first && Math.max(first.at, start);
}

/** The passage without the spaces around it; undefined where nothing is left. */
export function trimmed(text: string, { start, end }: Passage): Passage | undefined {
  const words = text.slice(start, end);
  const from = start + (words.length - words.trimStart().length);
  const until = end - (words.length - words.trimEnd().length);
  return from < until ? { start: from, end: until } : undefined;
}

/** What a selection on the page covers, told by the pieces that carry their place in `data-at`. */
export function passageOf(root: Element, range: Range, text: string): Passage | undefined {
  let found: Passage | undefined;
  for (const element of root.querySelectorAll<HTMLElement>("[data-at]")) {
    const node = element.firstChild;
    if (!(node instanceof Text) || !range.intersectsNode(node)) continue;
    const at = Number(element.dataset.at);
    const start = at + (node === range.startContainer ? range.startOffset : 0);
    const end = at + (node === range.endContainer ? range.endOffset : node.data.length);
    if (start >= end) continue;
    found = { start: found?.start ?? start, end };
  }
  return found && trimmed(text, found);
}

/** Every sentence of the notes with its place, for whoever chooses without a pointer. */
export function sentencesOf(text: string): Passage[] {
  const segmenter = new Intl.Segmenter("en-GB", { granularity: "sentence" });
  const found: Passage[] = [];
  let at = 0;
  for (const line of text.split("\n")) {
    for (const { segment, index } of segmenter.segment(line)) {
      const place = trimmed(text, { start: at + index, end: at + index + segment.length });
      if (place) found.push(place);
    }
    at += line.length + 1;
  }
  return found;
}
