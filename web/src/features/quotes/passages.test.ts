import { describe, expect, it } from "vitest";
import { blocksOf } from "../../lib/typed";
import { type Mark, passageOf, runsOf, sentencesOf, shownAt, trimmed } from "./passages";

const notes = "# Ward\r\nShe said *the ward* rings too late. Nobody had asked.\n\n- lend **two** nurses";

describe("passages", () => {
  it("keeps the place of every piece, whatever signs stand around it", () => {
    for (const piece of blocksOf(notes).flatMap((block) => block.lines.flat())) {
      expect(notes.slice(piece.at, piece.at + piece.text.length)).toBe(piece.text);
    }
    expect(blocksOf(notes).map((block) => block.kind)).toEqual(["h", "p", "ul"]);
  });

  it("cuts a piece where marks start and end, also where they overlap", () => {
    const mark = (id: string, start: number, end: number): Mark => ({ id, start, end, number: 1, label: id });
    const runs = runsOf({ text: "abcdefgh", at: 10 }, [mark("one", 12, 15), mark("two", 14, 30), mark("far", 40, 50)]);
    expect(runs.map((run) => [run.text, run.marks.map((it) => it.id).join("+")])).toEqual([
      ["ab", ""],
      ["cd", "one"],
      ["e", "one+two"],
      ["fgh", "two"],
    ]);
    expect(runs[1]?.starts.map((it) => it.id)).toEqual(["one"]);
    expect(runs[2]?.ends.map((it) => it.id)).toEqual(["one"]);
    expect(runs[3]?.ends).toEqual([]);
  });

  it("cuts around words that were sought, across marks and signs", () => {
    const mark = { id: "one", start: 12, end: 15, number: 1, label: "one" };
    const runs = runsOf({ text: "abcdefgh", at: 10 }, [mark], { start: 14, end: 16 });
    expect(runs.map((run) => [run.text, run.isFound, run.marks.length])).toEqual([
      ["ab", false, 0],
      ["cd", false, 1],
      ["e", true, 1],
      ["f", true, 0],
      ["gh", false, 0],
    ]);
    const emphasis = notes.indexOf("*the ward*");
    expect(shownAt(notes, { start: emphasis, end: emphasis + 10 })).toBe(emphasis + 1);
    expect(shownAt(notes, { start: notes.length + 5, end: notes.length + 9 })).toBeUndefined();
  });

  it("finds sentences without the spaces around them", () => {
    expect(
      sentencesOf("One here.  Two?\nThree").map(({ start, end }) => "One here.  Two?\nThree".slice(start, end)),
    ).toEqual(["One here.", "Two?", "Three"]);
    expect(trimmed("   ", { start: 0, end: 3 })).toBeUndefined();
  });

  it("tells what a selection covers from the pieces that it touches", () => {
    document.body.innerHTML = `<div><p><span data-at="0">She said </span><a>1</a><em><span data-at="10">the ward</span></em></p></div>`;
    const root = document.body.firstElementChild as Element;
    const [first, second] = [...root.querySelectorAll("span")].map((it) => it.firstChild as Text);
    const range = document.createRange();
    range.setStart(first as Text, 4);
    range.setEnd(second as Text, 3);
    expect(passageOf(root, range, "She said *the ward*")).toEqual({ start: 4, end: 13 });
    range.selectNodeContents(root);
    expect(passageOf(root, range, "She said *the ward*")).toEqual({ start: 0, end: 18 });
    range.setStart(first as Text, 8);
    range.setEnd(first as Text, 9);
    expect(passageOf(root, range, "She said *the ward*")).toBeUndefined();
  });
});
