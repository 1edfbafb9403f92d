import { expect, it } from "vitest";
import { comparisonWords } from "./comparison";

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
