import { expect, it } from "vitest";
import { comparisonWords, saidAndKept } from "./comparison";

const none = { belowTarget: 0, notToldFromTarget: 0, aboveTarget: 0, saidAndDone: 0, moreSaidThanDone: 0 };

it("says how many programmes an average rests on, and why there is none", () => {
  expect(comparisonWords({ ...none, n: 10, of: 12, mean: 0.26, low: 0.2, high: 0.32 })).toBe(
    "Over the ten of twelve programmes that can be scored, people’s share of what is done is 26% on average (between 20% and 32% for all of them).",
  );
  expect(comparisonWords({ ...none, n: 12, of: 12, mean: 0.26, low: 0.26, high: 0.26 })).toBe(
    "Over all twelve programmes, people’s share of what is done is 26% on average.",
  );
  expect(
    comparisonWords({ ...none, n: 0, of: 3, reason: "nothing yet, because no programme has a people share" }),
  ).toBe("Nothing yet, because no programme has a people share.");
});

it("sets what was kept beside what was said, or says why not", () => {
  expect(saidAndKept({ n: 21, endorsed: 21, asked: 14, committed: 9, kept: 4 }).words).toBe("21 agree, 4 kept");
  expect(saidAndKept({ n: 12, endorsed: 1, asked: 1, committed: 0, kept: 0 }).words).toBe("1 agrees, 0 kept");
  expect(saidAndKept({ n: 0, endorsed: 0 })).toEqual({ words: "nobody met yet", isReason: true });
  expect(saidAndKept({ reason: "fewer than 10 conversations" })).toEqual({
    words: "fewer than 10 conversations",
    isReason: true,
  });
});
