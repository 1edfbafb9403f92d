import { expect, test } from "vitest";
import type { CodebookTheme } from "../../lib/shapes";
import { countWords } from "./countWords";
import { findWrong, possibleParents, themeRequest, themeValues } from "./themeValues";

const theme = (id: string, parentId?: string): CodebookTheme => ({
  id,
  name: id,
  isCodable: true,
  dimension: "P1",
  parentId,
  depth: parentId ? 2 : 1,
  version: 1,
});

test("a theme cannot be put beneath itself or what is beneath it", () => {
  const book = [theme("a"), theme("b", "a"), theme("c", "b"), theme("d")];
  expect(possibleParents(book, "a").map((it) => it.id)).toEqual(["d"]);
  expect(possibleParents(book, "b").map((it) => it.id)).toEqual(["a", "d"]);
  expect(possibleParents(book).map((it) => it.id)).toEqual(["a", "b", "c", "d"]);
});

test("a theme needs a name and a dimension, and what is left empty is left out", () => {
  expect(Object.keys(findWrong(themeValues()))).toEqual(["name", "dimension"]);
  expect(themeRequest({ ...themeValues(), name: " Trust ", dimension: "P1" })).toEqual({
    name: "Trust",
    isCodable: true,
    dimension: "P1",
  });
});

test("counts are told in words, and nothing is told where the reader is told nothing", () => {
  expect(countWords({ quotes: 0, interviews: 0 })).toBe("Nothing is coded with it yet");
  expect(countWords({ quotes: 1, interviews: 2 })).toBe("1 quote · 2 meetings");
  expect(countWords({})).toBe("");
});
