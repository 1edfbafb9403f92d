import { describe, expect, it } from "vitest";
import { sayDo } from "./examples";
import type { Proportion, SayDo } from "./interviewFigures";
import {
  actedWords,
  agreementSentence,
  changeSentence,
  commitmentsWords,
  coverageSentence,
  echoSentence,
  gapSentence,
  halfYearWords,
  notOpenSentence,
  quartersSentence,
  quarterWords,
  saturationSentence,
  sayDoRows,
  sayDoSentence,
} from "./interviewSentences";
import { sentenceText } from "./sentences";

const counts = (part: Partial<SayDo>) => sentenceText(sayDoSentence({ ...sayDo, ...part }));
const chain = (endorsed: number, asked: number, committed: number, kept: number, pending = 0) => ({
  endorsed,
  asked,
  committed,
  kept,
  pending,
});

describe("said, asked, committed, kept", () => {
  it("tells the story of the 21", () => {
    expect(counts({})).toBe(
      "All 21 leaders agree. Fourteen were asked to act, nine committed, and four have kept a promise.",
    );
  });

  it("says that nobody was asked when nobody was", () => {
    expect(counts({ n: 7, withStance: 7, endorsed: 7, nobodyWasAsked: true, chain: chain(7, 0, 0, 0) }).trim()).toBe(
      "All seven leaders agree; nobody was asked to act.",
    );
  });

  it("does not say that nobody was asked where it is only not known", () => {
    expect(counts({ n: 7, withStance: 7, endorsed: 7, chain: chain(7, 0, 0, 0) })).toBe(
      "All seven leaders agree. Nobody who agrees is known to have been asked to act.",
    );
  });

  it("leaves out of “all” those whose view is not known", () => {
    expect(counts({ withStance: 18, endorsed: 18, chain: chain(18, 1, 0, 0) })).toBe(
      "All eighteen leaders whose view is known agree. One was asked to act; none committed.",
    );
  });

  it("counts the few who agree among those who do not", () => {
    expect(counts({ n: 12, withStance: 12, endorsed: 1, chain: chain(1, 1, 1, 0) })).toBe(
      "One of twelve leaders agrees. One was asked to act, one committed, and none has kept a promise yet.",
    );
  });

  it("says why nothing can be said", () => {
    expect(counts({ n: 0, withStance: 0, endorsed: 0 }).trim()).toBe("Nobody has been interviewed yet.");
    expect(counts({ withStance: 0, endorsed: 0 })).toBe(
      "Whether they agree is not known of any of the 21. No interview records a stance.",
    );
  });

  it("says why each place is empty, and what is not yet due", () => {
    expect(sayDoRows(sayDo).map((row) => [row.count, row.hollow, row.note])).toEqual([
      [21, undefined, undefined],
      [14, undefined, "7 were not asked"],
      [9, undefined, "5 were asked and made none"],
      [4, 2, "2 not yet due, 3 not kept"],
    ]);
    expect(
      sayDoRows({ ...sayDo, withStance: 18, endorsed: 17, askedUnknown: 2, chain: chain(17, 16, 15, 15) }).map(
        (row) => row.note,
      ),
    ).toEqual([
      "1 does not, 3 not known",
      "1 was not asked, or it is not known",
      "1 was asked and made none",
      undefined,
    ]);
  });

  it("gives every share its interval", () => {
    expect(actedWords(sayDo)).toBe(
      "Of the 21 who agree, 19% have acted (8–40%). Of the 14 who were asked, 29% (12–55%).",
    );
  });

  it("counts commitments one by one, and what is not known of them", () => {
    expect(commitmentsWords(sayDo)).toEqual([
      "Of 13 commitments, 10 are due: 4 kept, 1 in part, 3 missed, 1 of which nobody has told and 1 said to be kept but not checked by anybody else. 3 are not yet due.",
      "Of those due, 40% (17–69%) are kept.",
      "When all are due, between 31% and 54% of all that were made will have been kept.",
      "Were a partly kept one counted as kept, it would be 50% (24–76%).",
    ]);
  });
});

describe("the gap", () => {
  it("is told in points, with its interval", () => {
    expect(sentenceText(gapSentence(sayDo.gap))).toBe(
      "What is said runs 81 points ahead of what is done. Between 55 and 92 points, from 21 conversations.",
    );
  });

  it("claims nothing where the interval holds none", () => {
    expect(sentenceText(gapSentence({ gap: 0.1, low: -0.05, high: 0.3, n: 12 }))).toBe(
      "What is said and what is done cannot be told apart. The gap lies between −5 and 30 points, from 12 conversations.",
    );
  });

  it("turns round where more is done than said", () => {
    expect(gapSentence({ gap: -0.5, low: -0.7, high: -0.2, n: 12 })).toEqual({
      finding: "What is done runs 50 points ahead of what is said.",
      evidence: "Between 20 and 70 points, from 12 conversations.",
    });
  });

  it("gives its reason", () => {
    expect(gapSentence({ n: 0, reason: "nothing yet, because no interview has been logged" }).evidence).toBe(
      "Nothing yet, because no interview has been logged.",
    );
  });
});

describe("change between half-years", () => {
  const change = { n: 21, actedBefore: 3, actedAfter: 15, onlyBefore: 1, onlyAfter: 13 };

  it("is said only where chance would not have it", () => {
    expect(sentenceText(changeSentence({ ...change, p: 0.0018 }))).toBe(
      "More began to act than ceased. Of 21 followed through both half-years, thirteen began to act and one ceased (McNemar’s exact p 0.002).",
    );
    expect(changeSentence({ ...change, onlyAfter: 3, p: 0.625 }).finding).toBe(
      "No more began to act than chance would have it.",
    );
  });
});

describe("saturation", () => {
  const headline = { base: 4, runLength: 2, threshold: 0.05, interviews: 10, baseThemes: 37, runs: [] };

  it("says after how many, and how far the order matters", () => {
    expect(
      sentenceText(
        saturationSentence(
          { ...headline, at: 6, point: "6+2" },
          { shuffles: 1000, reached: 1000, median: 7, low: 5, high: 9 },
        ),
      ),
    ).toBe(
      "New themes ran dry after six conversations. The two that followed brought no more than 5% of the first themes (6+2). Over 1,000 shuffled orders the middle is 7, between 5 and 9 in nine of ten.",
    );
  });

  it("tells too few from still coming", () => {
    expect(
      saturationSentence({ ...headline, reason: "nothing yet, because 2 interviews have been coded" }).finding,
    ).toBe("Too few conversations are coded to tell.");
    expect(saturationSentence({ ...headline, runs: [{ from: 5, to: 6, new: 7, ratio: 0.19 }] }).finding).toBe(
      "Conversations still bring new themes.",
    );
  });
});

describe("coverage", () => {
  it("begins with who is missing", () => {
    expect(
      sentenceText(
        coverageSentence({
          withNobody: ["Ambulance", "Voluntary sector"],
          sectors: 5,
          propositions: [{ asked: 21 }, { asked: 3 }],
        }),
      ),
    ).toBe(
      "Nobody from Ambulance or Voluntary sector has been interviewed. Of no proposition can it be said that all agree.",
    );
  });

  it("lets “all agree” be said where everybody was heard", () => {
    expect(coverageSentence({ withNobody: [], sectors: 4, propositions: [{ asked: 21, allAgree: true }] })).toEqual({
      finding: "All four sectors have been heard.",
      evidence: "Of the one proposition it can be said that all who were asked agree.",
    });
  });
});

it("says how well coders agree, or that it is not known", () => {
  const agreement = { known: true, inWords: "coders agree well", figures: { interviews: 5, units: 60, alpha: 0.81 } };
  expect(sentenceText(agreementSentence(agreement))).toBe(
    "Coders agree well. Krippendorff’s alpha is 0.810, from 5 interviews coded twice without seeing each other’s codes.",
  );
  expect(agreementSentence({ ...agreement, figures: null })).toEqual({ finding: "Coders agree well.", evidence: "" });
  expect(
    sentenceText(agreementSentence({ ...agreement, known: false, reason: "nothing yet, because nobody coded" })),
  ).toBe("Whether two people code alike is not known. Nothing yet, because nobody coded.");
});

describe("the echo guard", () => {
  const cannot = { led: 6, ledEndorsed: 6, cannotDiscriminate: true };
  const can = { led: 6, ledEndorsed: 5, cannotDiscriminate: false };
  const tooFew = { led: 2, ledEndorsed: 2, cannotDiscriminate: false };

  it("says when a question can draw nothing but a yes", () => {
    expect(echoSentence([cannot]).finding).toBe(
      "The question cannot tell those who would act from those who are polite.",
    );
    expect(echoSentence([cannot, can, can]).finding).toBe(
      "One of three questions cannot tell those who would act from those who are polite.",
    );
    expect(echoSentence([cannot, cannot]).finding).toBe(
      "No question can tell those who would act from those who are polite.",
    );
  });

  it("claims the contrary only of questions that have drawn something else", () => {
    expect(echoSentence([can]).finding).toBe("The question can draw something other than a yes.");
    expect(echoSentence([can, can]).finding).toBe("Each question can draw something other than a yes.");
    expect(echoSentence([can, null]).finding).toBe("One of two questions can draw something other than a yes.");
    expect(echoSentence([tooFew, null]).finding).toBe("Whether a question can draw anything but a yes is not known.");
  });
});

describe("quarters", () => {
  const quarter = (period: string, value: number, low: number, high: number) => ({
    period,
    n: 12,
    conversion: { value, wilson: { low, high } },
  });

  it("differ only where their intervals do not overlap", () => {
    expect(quartersSentence([quarter("2023-Q1", 0.1, 0.02, 0.3), quarter("2023-Q2", 0.3, 0.1, 0.6)]).finding).toBe(
      "Acting does not differ from quarter to quarter that can be told.",
    );
    expect(quartersSentence([quarter("2022-Q4", 0.1, 0.02, 0.3), quarter("2023-Q2", 0.8, 0.5, 0.95)]).evidence).toBe(
      "Most of those met in April to June 2023, fewest of those met in October to December 2022: their intervals do not overlap.",
    );
    expect(quartersSentence([{ period: "2023-Q1" }]).finding).toBe("Too few in any quarter to show.");
  });

  it("are named in words", () => {
    expect([quarterWords("2026-Q1"), halfYearWords("2025-H2"), quarterWords("later")]).toEqual([
      "January to March 2026",
      "July to December 2025",
      "later",
    ]);
  });
});

it("says why records are not shown", () => {
  expect(notOpenSentence("interviews are open only to those who work on the programme")).toBe(
    "The records are not open to you: interviews are open only to those who work on the programme.",
  );
  expect(notOpenSentence("not shown, because it stands on fewer than 10 interviews")).toBe(
    "Not shown, because it stands on fewer than 10 interviews.",
  );
});

it("does not speak of a share that is not there", () => {
  const none: Proportion = { x: 0, n: 0, grade: "nothing", reason: "nothing yet, because nobody is known to endorse" };
  expect(actedWords({ conversion: none, conversionAmongAsked: none })).toBe("");
});
