import { describe, expect, it } from "vitest";
import { list, numberWord, shareWords } from "./words";

describe("shares in words", () => {
  it.each([
    [0.75, "three quarters"],
    [0.15, "about a sixth"],
    [0.1667, "a sixth"],
    [0.5, "half"],
    [0.1, "a tenth"],
    [0.28, "28%"],
    [0.45, "45%"],
    [0.001, "almost none"],
    [0.999, "almost all"],
  ])("says %d as %s", (share, words) => {
    expect(shareWords(share)).toBe(words);
  });

  it("is never further than two points from what was counted", () => {
    const value: Record<string, number> = { tenth: 0.1, sixth: 1 / 6, fifth: 0.2, quarter: 0.25, third: 1 / 3 };
    for (let share = 0.01; share < 0.36; share += 0.001) {
      const word = shareWords(share).split(" ").pop() ?? "";
      if (value[word] !== undefined) expect(Math.abs(value[word] - share)).toBeLessThan(0.02);
    }
  });
});

it("says small numbers in words and large ones in figures", () => {
  expect([0, 1, 14, 20, 21, 1200].map(numberWord)).toEqual(["none", "one", "fourteen", "twenty", "21", "1,200"]);
});

it("joins a list as people do", () => {
  expect(list(["a"])).toBe("a");
  expect(list(["a", "b", "c"])).toBe("a, b and c");
});
