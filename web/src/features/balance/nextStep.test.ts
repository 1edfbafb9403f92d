import { expect, it } from "vitest";
import { balance } from "../../lib/examples";
import { type Evidence, nextStep } from "./nextStep";

const evidence: Evidence = {
  ...balance,
  uncoded: { activities: 0, withoutHours: 0, interviewsWithoutMentions: 0 },
  interviews: { count: 21, coded: 21 },
};

it("mends the weakest evidence first", () => {
  const both = { ...evidence, uncoded: { activities: 0, withoutHours: 14, interviewsWithoutMentions: 6 } };
  expect(nextStep("p", both, 3)).toEqual({
    why: "fourteen activities have no hours yet, so the row of hours rests on the rest.",
    label: "Add hours to 14 activities",
    href: "/programmes/p/activities?missing=hours",
  });
});

it("codes interviews when everything done stands", () => {
  const some = { ...evidence, uncoded: { ...evidence.uncoded, interviewsWithoutMentions: 6 } };
  expect(nextStep("p", some, 0)).toMatchObject({
    why: "six of 21 interviews are not coded yet, so the first row rests on fifteen.",
    label: "Code 6 interviews",
  });
});

it("begins an empty programme with an agenda, and asks for a second coder when all else is there", () => {
  const empty = { ...evidence, streams: [], interviews: { count: 0, coded: 0 } };
  expect(nextStep("p", empty, 0).label).toBe("Paste an agenda");
  expect(nextStep("p", evidence, 4).label).toBe("Re-rate 4 activities without seeing the first coding");
  expect(nextStep("p", evidence, 0).label).toBe("Log a meeting");
});
