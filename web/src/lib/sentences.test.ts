import { describe, expect, it } from "vitest";
import { balance } from "./examples";
import type { Figure, Stream, Together } from "./figures";
import {
  apart,
  balanceSentence,
  loggedSentence,
  portfolioSentence,
  quickWinSentence,
  roomSentence,
  ruleWords,
  type Signal,
  sentenceText,
  targetWords,
  tenths,
  trendSentence,
} from "./sentences";

const hours: Stream = {
  stream: "hours",
  said: false,
  n: 34,
  total: 800,
  effectiveN: 30,
  grade: "reportable",
  peopleShare: 0.15,
  band: { low: 0.08, high: 0.27 },
  shares: [],
};

const mentions = balance.streams.find((s) => s.said) as Stream;

function together(low: number, share: number, high: number): Together {
  return { ...balance.together, peopleShare: share, band: { low, high } };
}

describe("the balance in a sentence", () => {
  it("says where the talk and where the effort goes, with the band and the records", () => {
    expect(sentenceText(balanceSentence({ streams: [mentions, hours], together: balance.together }))).toBe(
      "They talk about people and spend on structure. Three quarters of what people say is about people; " +
        "about a sixth of the hours go there (between 8% and 27%, from 34 records).",
    );
  });

  it("quotes the best evidenced deed when hours are too few", () => {
    expect(balanceSentence(balance).evidence).toContain("about a sixth of agenda time goes there");
  });

  it("claims no side for a band that crosses the middle", () => {
    const { finding } = balanceSentence({ streams: [mentions, hours], together: together(0.3, 0.45, 0.6) });
    expect(finding).toBe("More is said about people than done.");
  });

  it("says of overlapping bands that they cannot be told apart", () => {
    const { finding } = balanceSentence({ streams: [mentions, hours], together: together(0.4, 0.6, 0.7) });
    expect(finding).toBe("What is said and what is done cannot be told apart yet.");
  });

  it("says when people come first in both", () => {
    const { finding } = balanceSentence({ streams: [mentions, hours], together: together(0.6, 0.7, 0.8) });
    expect(finding).toBe("People come first in what is said and in what is done.");
  });

  it("gives no share for too few, whatever came with it", () => {
    const leaked = { ...hours, grade: "tooFew" as const };
    const few: Together = { ...balance.together, grade: "tooFew", peopleShare: 0.2 };
    const text = sentenceText(balanceSentence({ streams: [mentions, leaked], together: few }));
    expect(text).toBe(
      "They talk about people; too little is logged to say what is done. " +
        "Three quarters of what people say is about people (between 66% and 83%, from 100 mentions).",
    );
  });

  it("says why there is nothing", () => {
    const none: Together = {
      ...balance.together,
      grade: "nothing",
      peopleShare: undefined,
      band: undefined,
      reason: "No activity is logged.",
    };
    expect(sentenceText(balanceSentence({ streams: [], together: none }))).toBe(
      "Nothing can be said about the balance yet. No activity is logged.",
    );
  });
});

it("says that two figures differ only when their bands do not touch", () => {
  expect(apart({ low: 0.5, high: 0.6 }, { low: 0.1, high: 0.5 })).toBe("overlapping");
  expect(apart({ low: 0.51, high: 0.6 }, { low: 0.1, high: 0.5 })).toBe("above");
  expect(apart({ low: 0.1, high: 0.2 }, { low: 0.3, high: 0.5 })).toBe("below");
  expect(apart(undefined, { low: 0.3, high: 0.5 })).toBe("overlapping");
});

it("places a figure against the target by its band", () => {
  expect(targetWords(hours, 0.4)).toBe("below the local target of 40%");
  expect(targetWords(hours, 0.2)).toBe("not distinguishable from the local target of 20%");
  expect(targetWords(hours, 0.05)).toBe("above the local target of 5%");
});

describe("ten boxes", () => {
  it("is none or all only when it is exactly so", () => {
    expect([0, 0.01, 0.44, 0.96, 1].map(tenths)).toEqual([0, 1, 4, 9, 10]);
  });

  it("says who was missing from the room", () => {
    expect(sentenceText(roomSentence(balance.room))).toBe(
      "In 4 of 10 agenda minutes nobody from the groups who must change was in the room (1,200 minutes).",
    );
    expect(sentenceText(roomSentence({ agendaMinutes: 60, minutesWithGroupPresent: 0, share: 0 }))).toBe(
      "In no agenda minute was anybody from the groups who must change in the room (60 minutes).",
    );
    expect(
      roomSentence({ agendaMinutes: 0, minutesWithGroupPresent: 0, reason: "No agenda is logged." }).evidence,
    ).toBe("No agenda is logged.");
  });

  it("says how much is logged, and by how many", () => {
    expect(sentenceText(loggedSentence(balance.logged))).toBe(
      "60% of the known budget is logged, by two people. What is missing could move these beams.",
    );
  });

  it("names those without a horizon", () => {
    expect(sentenceText(quickWinSentence({ share: 0.5, n: 40, unknownHorizon: 2 }, 3))).toBe(
      "Half of the activities are structural quick wins, over in three months. Two without a horizon are left out.",
    );
  });
});

describe("a trend", () => {
  const points = (flags: Record<number, Signal[]>, values: number[]) =>
    values.map((value, i) => ({
      period: `2023-${String(i + 1).padStart(2, "0")}`,
      value,
      flags: flags[i] ?? [],
    }));

  it("names each rule that holds, and where", () => {
    const shift: Signal[] = ["shift"];
    const trend = {
      points: points(
        { 2: shift, 3: shift, 4: shift, 5: shift, 6: shift, 7: shift, 8: ["shift", "outside"] },
        [0.1, 0.1, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.4],
      ),
      mean: 0.15,
      lower: 0.02,
      upper: 0.3,
      trialLimits: false,
    };
    expect(ruleWords(trend)).toEqual([
      "September 2023 (above) lies outside the limits.",
      "Seven in a row above the average since March 2023.",
    ]);
    expect(trendSentence(trend).finding).toBe("Around 15%, with signals of change.");
  });

  it("counts the first point of a run with the direction of its next step", () => {
    const t: Signal[] = ["trend"];
    const flags = Object.fromEntries(Array.from({ length: 7 }, (_, i) => [i, t]));
    const values = [0.1, 0.11, 0.12, 0.13, 0.14, 0.15, 0.16];
    expect(ruleWords({ points: points(flags, values), mean: 0.13, trialLimits: true })).toEqual([
      "Seven in a row rising from January 2023.",
    ]);
  });

  it("says steady when no rule holds, and owns that limits are on trial", () => {
    const trend = { points: points({}, [0.1, 0.12, 0.11]), mean: 0.11, lower: 0, upper: 0.3, trialLimits: true };
    expect(sentenceText(trendSentence(trend))).toBe(
      "Steady at about 11% over 3 months. No point is a signal of change. The limits are on trial until there are 12 points.",
    );
  });

  it("gives no trend without points", () => {
    expect(trendSentence({ points: [], trialLimits: true }).finding).toBe("No trend yet.");
  });
});

it("counts over a portfolio without ranking it", () => {
  const f = (low: number, peopleShare: number, high: number): Figure => ({
    grade: "reportable",
    peopleShare,
    band: { low, high },
  });
  const rows = [
    { said: f(0.6, 0.7, 0.8), done: f(0.1, 0.2, 0.3), target: 0.4 },
    { said: f(0.6, 0.7, 0.8), done: f(0.5, 0.6, 0.7), target: 0.6 },
    { said: null, done: { grade: "tooFew" as const }, target: 0.5 },
  ];
  expect(sentenceText(portfolioSentence(rows))).toBe(
    "In one of the two programmes that can be compared, more is said about people than done. " +
      "In one, deeds lie below the programme’s own target; in the other one they cannot be told from it.",
  );
});
