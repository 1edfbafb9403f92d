import { expect, it } from "vitest";
import {
  focusWords,
  giveRest,
  peopleShare,
  rest,
  shareRest,
  splitProblem,
  step,
  toFocus,
  toSplit,
  total,
} from "./focus";

const dimensions = [
  { code: "S1", name: "digital", block: "structure" },
  { code: "P1", name: "trust", block: "people" },
  { code: "P2", name: "learning", block: "people" },
];
const order = dimensions.map((d) => d.code);

it("adds up what is typed and says what is left", () => {
  expect(total({ S1: "60", P1: " 15 %", P2: "" })).toBe(75);
  expect(rest({ S1: "60", P1: "15" })).toBe(25);
  expect(total({ S1: "half" })).toBeNaN();
});

it("shares the rest among those that have something, and never above 100", () => {
  expect(shareRest({ S1: "60", P1: "15" }, order)).toEqual({ S1: "73", P1: "27" });
  expect(total(shareRest({ S1: "33.33", P1: "33.33", P2: "1" }, order))).toBe(100);
  expect(shareRest({}, order)).toEqual({});
  expect(giveRest({ S1: "60" }, "P1")).toEqual({ S1: "60", P1: "40" });
});

it("steps by ten within what is left", () => {
  expect(step({ S1: "95" }, "P1", 10)).toEqual({ S1: "95", P1: "5" });
  expect(step({ P1: "5" }, "P1", -10)).toEqual({ P1: "" });
});

it("says in words why a split cannot be saved, and lets an empty one be", () => {
  expect(splitProblem({})).toBeUndefined();
  expect(splitProblem({ S1: "60" })).toBe("The split reaches 60 of 100: 40 are still to share.");
  expect(splitProblem({ S1: "60", P1: "60" })).toBe("The split is 120, more than 100.");
  expect(splitProblem({ S1: "x" })).toBe("Use numbers only, such as 40.");
});

it("makes typed thirds sum to exactly one", () => {
  const focus = toFocus({ S1: "33.33", P1: "33.33", P2: "33.34" });
  expect(focus.reduce((sum, f) => sum + f.share, 0)).toBeCloseTo(1, 12);
  expect(toSplit([{ dimension: "S1", share: 1 / 3 }])).toEqual({ S1: "33.33" });
});

it("names a split in words, the largest first", () => {
  const nameOf = (code: string) => dimensions.find((d) => d.code === code)?.name ?? code;
  expect(focusWords([], nameOf)).toBe("not coded");
  expect(focusWords([{ dimension: "P1", share: 1 }], nameOf)).toBe("trust");
  expect(focusWords(toFocus({ P1: "20", S1: "80" }), nameOf)).toBe("digital 80%, trust 20%");
  expect(peopleShare({ S1: "60", P1: "20" }, dimensions)).toBe(0.25);
});
