import { expect, it } from "vitest";
import { sayDo } from "../../lib/examples";
import type { Tally } from "../../lib/interviewFigures";
import { nextStep } from "./nextStep";

const tally = (part: Partial<Tally>) => ({
  ...sayDo,
  commitments: { ...sayDo.commitments, untold: 0, unchecked: 0, ...part },
});

it("asks first, then hears what came of it, then has it checked", () => {
  const label = (figures: typeof sayDo) => nextStep("p", figures).label;
  expect(nextStep("p", { ...sayDo, nobodyWasAsked: true }).why).toContain("nobody was asked to act");
  expect(label(tally({ untold: 2 }))).toBe("Tell what came of 2");
  expect(label(tally({ unchecked: 1 }))).toBe("Check 1 commitment");
  expect(label({ ...tally({}), withStance: 20 })).toBe("Open the meetings");
  expect(nextStep("p", tally({})).why).toBe("seven who agree were not asked to act. Meet again, and ask.");
  expect(label({ ...tally({}), n: 0 })).toBe("Log a meeting");
});
