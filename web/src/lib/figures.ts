/** The shapes of figures that the pictures draw: what the API gives for a balance of focus. */

export type StreamName = "mentions" | "activities" | "hours" | "money" | "agendaMinutes" | "milestones";
export type Grade = "reportable" | "indicative" | "tooFew" | "nothing";
export type Band = { low: number; high: number };
export type DimensionShare = { dimension: string; share: number };

/** What every drawn share has in common. Without a share there is only the band, or nothing yet. */
export type Figure = {
  grade: Grade;
  peopleShare?: number | null;
  band?: Band | null;
  reason?: string | null;
};

export type Stream = Figure & {
  stream: StreamName;
  said: boolean;
  n: number;
  total: number;
  effectiveN: number;
  distinguishableFromTarget?: boolean | null;
  closeness?: number | null;
  blockCloseness?: number | null;
  evenness?: number | null;
  shares: DimensionShare[];
};

export type Together = Figure & {
  streamsScored: number;
  streamsWithRecords: number;
  coverage: number;
  evenness?: number | null;
  closeness?: number | null;
};

export type Room = {
  agendaMinutes: number;
  minutesWithGroupPresent: number;
  share?: number | null;
  reason?: string | null;
};

export type Logged = {
  knownBudgetPence?: number | null;
  loggedPence: number;
  budgetShare?: number | null;
  knownCalendarMinutes?: number | null;
  loggedMinutes: number;
  calendarShare?: number | null;
  loggedBy: number;
  reason?: string | null;
};

export type QuickWin = {
  share?: number | null;
  n: number;
  unknownHorizon: number;
  lean?: number | null;
  leanBand?: Band | null;
  lift?: number | null;
  reason?: string | null;
};

export type Balance = {
  programmeId: string;
  methodVersion: string;
  sequence: number;
  computedAt: string;
  asOf?: string | null;
  target: number;
  streams: Stream[];
  together: Together;
  quickWin: QuickWin;
  talkEffortGap: { value?: number | null; reason?: string | null };
  room: Room;
  backfill: { hoursAsked: number; hoursBackfilled: number; share?: number | null; reason?: string | null };
  logged: Logged;
  capital: { moneyPence: number; n: number; peopleShare?: number | null; reason?: string | null };
  agreement: { alpha?: number | null; rated: number; asked: number; coders: number; words: string };
};

/** Words stand first, then deeds in the order in which they are read. */
export const streamOrder: readonly StreamName[] = [
  "mentions",
  "activities",
  "hours",
  "agendaMinutes",
  "milestones",
  "money",
];

export const streamLabel: Record<StreamName, string> = {
  mentions: "Mentions",
  activities: "Activities",
  hours: "Hours",
  agendaMinutes: "Agenda time",
  milestones: "Milestones",
  money: "Money",
};

/** A note after the label, where the plain name would mislead. */
export const streamNote: Partial<Record<StreamName, string>> = {
  mentions: "in interviews",
  money: "running cost",
};

/** What the records behind a stream are called, one and many. */
const recordNames: Record<StreamName, [string, string]> = {
  mentions: ["mention", "mentions"],
  activities: ["activity", "activities"],
  hours: ["record", "records"],
  agendaMinutes: ["item", "items"],
  milestones: ["milestone", "milestones"],
  money: ["line", "lines"],
};

export function restsOn(stream: StreamName, n: number): string {
  return `${count(n)} ${recordNames[stream][n === 1 ? 0 : 1]}`;
}

export const gradeWords: Record<Grade, string> = {
  reportable: "reportable",
  indicative: "indicative",
  tooFew: "too few",
  nothing: "nothing yet",
};

/** A share is shown only when its grade allows it, whatever else came. */
export function scored(figure: Figure): figure is Figure & { peopleShare: number } {
  return (figure.grade === "reportable" || figure.grade === "indicative") && typeof figure.peopleShare === "number";
}

const wholeNumber = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });
const oneDecimal = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 1 });

/** Records may count by fraction (a split focus), so one decimal is kept where there is one. */
export function count(value: number): string {
  return oneDecimal.format(value);
}

export function percent(share: number): string {
  return `${wholeNumber.format(share * 100)}%`;
}

/** "8–27%": for columns. */
export function bandFigure(band: Band): string {
  return `${wholeNumber.format(band.low * 100)}–${wholeNumber.format(band.high * 100)}%`;
}

/** "between 8% and 27%": for sentences. */
export function bandWords(band: Band): string {
  return `between ${percent(band.low)} and ${percent(band.high)}`;
}

export function pounds(pence: number): string {
  const whole = Math.round(pence / 100);
  return `£${wholeNumber.format(whole)}`;
}
