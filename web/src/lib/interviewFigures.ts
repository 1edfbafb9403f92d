import type { Band, Grade } from "./figures";

/** The shapes of figures that stand on conversations: an interview with its follow-ups is one. */

export type Proportion = {
  value?: number | null;
  x: number;
  n: number;
  wilson?: Band | null;
  grade: Grade;
  reason?: string | null;
};

/** Commitments, one by one, by how they stand. All but the last two are due; withdrawing one does not unmake it. */
export type Tally = {
  kept: number;
  partial: number;
  missed: number;
  untold: number;
  unchecked: number;
  notYetDue: number;
  withdrawn: number;
};

export function dueOf({ kept, partial, missed, untold, unchecked }: Tally): number {
  return kept + partial + missed + untold + unchecked;
}

export function madeOf(tally: Tally): number {
  return dueOf(tally) + tally.notYetDue + tally.withdrawn;
}

/** Conversations from word to deed, each a part of the one before. */
export type Chain = { endorsed: number; asked: number; committed: number; kept: number; pending: number };

export type Difference = {
  pSay?: number | null;
  pDo?: number | null;
  gap?: number | null;
  low?: number | null;
  high?: number | null;
  n: number;
  reason?: string | null;
};

export type SayDo = {
  n: number;
  withStance: number;
  endorsed: number;
  asked: number;
  notAsked: number;
  askedUnknown: number;
  committed: number;
  acted: number;
  nobodyWasAsked: boolean;
  commitments: Tally;
  chain: Chain;
  endorsement: Proportion;
  commitmentRate: Proportion;
  keptRate: Proportion;
  conversion: Proportion;
  conversionAmongAsked: Proportion;
  gap: Difference;
  bounds: { low?: number | null; high?: number | null; n: number; reason?: string | null };
  withPartial: { keptRate: Proportion; conversion: Proportion; gap: Difference };
  grade: Grade;
};

export type ActingChange = {
  n: number;
  actedBefore: number;
  actedAfter: number;
  onlyBefore: number;
  onlyAfter: number;
  p?: number | null;
  reason?: string | null;
};

export type Saturation = {
  base: number;
  runLength: number;
  threshold: number;
  interviews: number;
  baseThemes: number;
  runs: { from: number; to: number; new: number; ratio?: number | null }[];
  at?: number | null;
  point?: string | null;
  reason?: string | null;
};

export type OrderBand = {
  shuffles: number;
  reached: number;
  median?: number | null;
  low?: number | null;
  high?: number | null;
  reason?: string | null;
};

export type ThemeAgreement = { name: string; units: number; disagreements: number };

export type CodingAgreement = {
  known: boolean;
  inWords: string;
  /** Withheld where the interviews are too few for this reader, though the words are known. */
  figures?: {
    interviews: number;
    units: number;
    alpha?: number | null;
    kappa?: { kappa?: number | null } | null;
  } | null;
  reason?: string | null;
};
