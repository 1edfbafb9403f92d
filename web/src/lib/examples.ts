import type { Balance, Stream } from "./figures";

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
