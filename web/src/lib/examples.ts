import type { Balance, Stream } from "./figures";
import type { Proportion, SayDo } from "./interviewFigures";

/** A balance with every kind of row, for tests: made up, after the story of an MSK pathway. */
function stream(part: Partial<Stream> & Pick<Stream, "stream">): Stream {
  return { said: false, n: 0, total: 0, effectiveN: 0, grade: "nothing", shares: [], ...part };
}

export const balance: Balance = {
  programmeId: "0193a000-0000-7000-8000-000000000001",
  methodVersion: "1.2",
  sequence: 7,
  computedAt: "2023-11-30T02:10:00.000Z",
  target: 0.4,
  streams: [
    stream({
      stream: "mentions",
      said: true,
      n: 100,
      total: 100,
      effectiveN: 100,
      grade: "reportable",
      peopleShare: 0.75,
      band: { low: 0.66, high: 0.83 },
    }),
    stream({
      stream: "activities",
      n: 40,
      total: 40,
      effectiveN: 40,
      grade: "reportable",
      peopleShare: 0.3,
      band: { low: 0.18, high: 0.45 },
    }),
    stream({
      stream: "agendaMinutes",
      n: 86,
      total: 1200,
      effectiveN: 61,
      grade: "reportable",
      peopleShare: 0.15,
      band: { low: 0.07, high: 0.26 },
    }),
    stream({
      stream: "milestones",
      n: 24,
      total: 24,
      effectiveN: 24,
      grade: "indicative",
      peopleShare: 0.1667,
      band: { low: 0.06, high: 0.35 },
    }),
    stream({
      stream: "money",
      n: 31,
      total: 50_000_000,
      effectiveN: 18,
      grade: "indicative",
      peopleShare: 0.1,
      band: { low: 0.02, high: 0.3 },
    }),
    stream({
      stream: "hours",
      n: 12,
      total: 600,
      effectiveN: 9.1,
      grade: "tooFew",
      band: { low: 0.03, high: 0.48 },
      reason: "Twelve records carry the weight of nine.",
    }),
  ],
  together: {
    streamsScored: 4,
    streamsWithRecords: 5,
    coverage: 0.8,
    grade: "indicative",
    peopleShare: 0.18,
    band: { low: 0.08, high: 0.35 },
    evenness: 0.71,
    closeness: 0.6,
  },
  quickWin: { share: 0.5, n: 40, unknownHorizon: 0, lean: 0.2, leanBand: { low: 0.05, high: 0.33 }, lift: 1.2 },
  talkEffortGap: { reason: "Hours cannot be scored." },
  room: { agendaMinutes: 1200, minutesWithGroupPresent: 720, share: 0.6 },
  backfill: { hoursAsked: 400, hoursBackfilled: 60, share: 0.15 },
  logged: { knownBudgetPence: 80_000_000, loggedPence: 48_000_000, budgetShare: 0.6, loggedMinutes: 1200, loggedBy: 2 },
  capital: { moneyPence: 0, n: 0 },
  agreement: { alpha: 0.81, rated: 20, asked: 20, coders: 2, words: "agreed well" },
};

const share = (x: number, n: number, low: number, high: number): Proportion => ({
  value: x / n,
  x,
  n,
  wilson: { low, high },
  grade: n < 30 ? "indicative" : "reportable",
});

/** Twenty-one who all agree, and four who acted: the definition's own case, for tests. */
export const sayDo: SayDo = {
  n: 21,
  withStance: 21,
  endorsed: 21,
  asked: 14,
  notAsked: 7,
  askedUnknown: 0,
  committed: 9,
  acted: 4,
  nobodyWasAsked: false,
  commitments: {
    kept: 4,
    partial: 1,
    missed: 3,
    untold: 1,
    unchecked: 1,
    notYetDue: 3,
    withdrawn: 0,
  },
  chain: { endorsed: 21, asked: 14, committed: 9, kept: 4, pending: 2 },
  endorsement: share(21, 21, 0.8454, 1),
  commitmentRate: share(9, 21, 0.2447, 0.6345),
  keptRate: share(4, 10, 0.1682, 0.6873),
  conversion: share(4, 21, 0.0767, 0.4),
  conversionAmongAsked: share(4, 14, 0.1172, 0.5465),
  gap: { pSay: 1, pDo: 0.1905, gap: 0.8095, low: 0.5491, high: 0.9233, n: 21 },
  bounds: { low: 0.3077, high: 0.5385, n: 13 },
  withPartial: {
    keptRate: share(5, 10, 0.2366, 0.7634),
    conversion: share(5, 21, 0.1063, 0.4509),
    gap: { pSay: 1, pDo: 0.2381, gap: 0.7619, low: 0.5, high: 0.89, n: 21 },
  },
  grade: "indicative",
};
