import { periodWords } from "./dates";
import {
  type Balance,
  type Band,
  bandWords,
  type Figure,
  type Logged,
  percent,
  type QuickWin,
  type Room,
  restsOn,
  type Stream,
  type StreamName,
  scored,
} from "./figures";
import { capital, list, numberWord, plural, shareWords } from "./words";

/** The first claim is the finding (set bold), the rest is its evidence. */
export type Sentence = { finding: string; evidence: string };

export function sentenceText({ finding, evidence }: Sentence): string {
  return evidence ? `${finding} ${evidence}` : finding;
}

type Side = "people" | "structure" | "neither";

/** On one side only when the whole band lies there. */
function side(figure: Figure): Side | undefined {
  if (!scored(figure) || !figure.band) return undefined;
  if (figure.band.low > 0.5) return "people";
  if (figure.band.high < 0.5) return "structure";
  return "neither";
}

/** Two figures differ only when their bands do not overlap. */
export function apart(a: Band | null | undefined, b: Band | null | undefined): "above" | "below" | "overlapping" {
  if (!a || !b) return "overlapping";
  if (a.low > b.high) return "above";
  if (a.high < b.low) return "below";
  return "overlapping";
}

const goesThere: Record<StreamName, string> = {
  mentions: "of what people say is about people",
  hours: "of the hours go there",
  money: "of the money goes there",
  agendaMinutes: "of agenda time goes there",
  activities: "of the activities go there",
  milestones: "of the milestones go there",
};

const goesToPeople: Record<StreamName, string> = {
  ...goesThere,
  hours: "of the hours go to people",
  money: "of the money goes to people",
  agendaMinutes: "of agenda time goes to people",
  activities: "of the activities go to people",
  milestones: "of the milestones go to people",
};

function evidenceWords(stream: Stream): string {
  const records = `from ${restsOn(stream.stream, stream.n)}`;
  return stream.band ? `(${bandWords(stream.band)}, ${records})` : `(${records})`;
}

/** The deed that is quoted: hours when they can be scored, otherwise the one with the most evidence. */
function quotedDeed(streams: Stream[]): Stream | undefined {
  const deeds = streams.filter((s) => !s.said && scored(s));
  return deeds.find((s) => s.stream === "hours") ?? deeds.sort((a, b) => b.effectiveN - a.effectiveN)[0];
}

function balanceFinding(said: Figure | undefined, done: Figure): string | undefined {
  const talk = said ? side(said) : undefined;
  const deed = side(done);
  if (talk === undefined && deed === undefined) return undefined;
  if (talk === undefined) {
    if (deed === "people") return "Most of what is done is about people.";
    if (deed === "structure") return "Most of what is done is about structure.";
    return "What is done is divided between people and structure.";
  }
  if (deed === undefined) {
    if (talk === "people") return "They talk about people; too little is logged to say what is done.";
    if (talk === "structure") return "They talk about structure; too little is logged to say what is done.";
    return "What is said is divided between people and structure; too little is logged to say what is done.";
  }
  if (talk === "people" && deed === "structure") return "They talk about people and spend on structure.";
  if (talk === "structure" && deed === "people") return "They talk about structure and spend on people.";
  const difference = apart(said?.band, done.band);
  if (difference === "above") return "More is said about people than done.";
  if (difference === "below") return "More is done about people than said.";
  if (talk === "people" && deed === "people") return "People come first in what is said and in what is done.";
  if (talk === "structure" && deed === "structure") return "Structure comes first in what is said and in what is done.";
  return "What is said and what is done cannot be told apart yet.";
}

/** "They talk about people and spend on structure. Three quarters of what people say is about people; …" */
export function balanceSentence(balance: Pick<Balance, "streams" | "together">): Sentence {
  const said = balance.streams.find((s) => s.said);
  const deed = quotedDeed(balance.streams);
  const parts: string[] = [];
  if (said && scored(said)) {
    const talk = `${shareWords(said.peopleShare)} ${goesThere.mentions}`;
    parts.push(deed ? talk : `${talk} ${evidenceWords(said)}`);
  }
  if (deed && scored(deed)) {
    const where = parts.length > 0 ? goesThere : goesToPeople;
    parts.push(`${shareWords(deed.peopleShare)} ${where[deed.stream]} ${evidenceWords(deed)}`);
  }
  const finding = balanceFinding(said, balance.together.grade === "nothing" && deed ? deed : balance.together);
  if (parts.length === 0) {
    const reason = balance.together.reason ?? said?.reason;
    return {
      finding: finding ?? "Nothing can be said about the balance yet.",
      evidence: reason ? stopped(capital(reason)) : "",
    };
  }
  const evidence = `${capital(parts.join("; "))}.`;
  return finding ? { finding, evidence } : { finding: evidence, evidence: "" };
}

/** The API's reasons come with and without a full stop. */
function stopped(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Against the local target: what the band holds is not distinguishable from it. */
export function targetWords(figure: Figure, target: number): string {
  if (!scored(figure) || !figure.band) return "";
  if (figure.band.high < target) return `below the local target of ${percent(target)}`;
  if (figure.band.low > target) return `above the local target of ${percent(target)}`;
  return `not distinguishable from the local target of ${percent(target)}`;
}

/** Tenths, for ten boxes: never 0 of 10 or 10 of 10 unless it is exactly so. */
export function tenths(share: number): number {
  if (share <= 0) return 0;
  if (share >= 1) return 10;
  return Math.min(9, Math.max(1, Math.round(share * 10)));
}

export function roomSentence(room: Room): Sentence {
  if (typeof room.share !== "number") {
    return {
      finding: "Who was in the room is not known yet.",
      evidence: stopped(capital(room.reason ?? "no agenda minutes are logged")),
    };
  }
  const minutes = new Intl.NumberFormat("en-GB").format(room.agendaMinutes);
  const absent = tenths(1 - room.share);
  if (absent === 0) {
    return {
      finding: "In every agenda minute",
      evidence: `somebody from the groups who must change was in the room (${minutes} minutes).`,
    };
  }
  if (absent === 10) {
    return {
      finding: "In no agenda minute",
      evidence: `was anybody from the groups who must change in the room (${minutes} minutes).`,
    };
  }
  return {
    finding: `In ${absent} of 10 agenda minutes`,
    evidence: `nobody from the groups who must change was in the room (${minutes} minutes).`,
  };
}

export function loggedSentence(logged: Logged): Sentence {
  const by =
    logged.loggedBy > 0 ? `, by ${numberWord(logged.loggedBy)} ${plural(logged.loggedBy, "person", "people")}` : "";
  const missing = "What is missing could move these beams.";
  if (typeof logged.budgetShare === "number") {
    const all = logged.budgetShare >= 0.995;
    return {
      finding: `${percent(logged.budgetShare)} of the known budget`,
      evidence: `is logged${by}.${all ? "" : ` ${missing}`}`,
    };
  }
  if (typeof logged.calendarShare === "number") {
    return {
      finding: `${percent(logged.calendarShare)} of the known agenda minutes`,
      evidence: `are logged${by}. ${missing}`,
    };
  }
  return {
    finding: "How much is logged is not known:",
    evidence: stopped(lowerFirst(logged.reason ?? "nobody has given the budget or the calendar")),
  };
}

export function quickWinSentence(quickWin: QuickWin, months: number): Sentence {
  if (typeof quickWin.share !== "number") {
    return {
      finding: "Quick wins cannot be told yet:",
      evidence: stopped(lowerFirst(quickWin.reason ?? "no horizons are given")),
    };
  }
  const left =
    quickWin.unknownHorizon > 0
      ? ` ${capital(numberWord(quickWin.unknownHorizon))} without a horizon ${plural(quickWin.unknownHorizon, "is", "are")} left out.`
      : "";
  return {
    finding: `${capital(shareWords(quickWin.share))} of the activities`,
    evidence: `are structural quick wins, over in ${numberWord(months)} ${plural(months, "month", "months")}.${left}`,
  };
}

export type Signal = "outside" | "shift" | "trend" | "twoOfThree";

export type TrendPoint = {
  /** A month as the API writes it ("2023-11"), or words. */
  period: string;
  value: number;
  n?: number;
  flags: readonly Signal[];
};

export type Trend = {
  points: readonly TrendPoint[];
  mean?: number | null;
  lower?: number | null;
  upper?: number | null;
  trialLimits: boolean;
};

const orders = [
  "No",
  "One",
  "Two",
  "Three",
  "Four",
  "Five",
  "Six",
  "Seven",
  "Eight",
  "Nine",
  "Ten",
  "Eleven",
  "Twelve",
];

/** The rules that hold, in words: "Seven in a row above the average since March." */
export function ruleWords(trend: Trend): string[] {
  const { points, mean } = trend;
  const words: string[] = [];
  if (typeof mean !== "number") return words;
  const outside = points.filter((p) => p.flags.includes("outside"));
  if (outside.length > 0) {
    const places = outside.map((p) => `${periodWords(p.period)} (${p.value > mean ? "above" : "below"})`);
    words.push(
      outside.length > 4
        ? `${outside.length} points lie outside the limits, the first in ${periodWords(outside[0]?.period ?? "")}.`
        : `${list(places)} ${plural(outside.length, "lies", "lie")} outside the limits.`,
    );
  }
  for (const run of runs(points, "shift", (p) => (p.value > mean ? "above" : "below"))) {
    words.push(
      `${orders[run.length] ?? run.length} in a row ${run.kind} the average since ${periodWords(run.first.period)}.`,
    );
  }
  for (const run of runs(points, "trend", (p, i) =>
    p.value > (points[i - 1]?.value ?? p.value - 1) ? "rising" : "falling",
  )) {
    const { first, length, kind } = run;
    words.push(`${orders[length] ?? length} in a row ${kind} from ${periodWords(first.period)}.`);
  }
  for (const run of runs(points, "twoOfThree", (p) => (p.value > mean ? "upper" : "lower"))) {
    words.push(`Two of three points near the ${run.kind} limit from ${periodWords(run.first.period)}.`);
  }
  return words;
}

type Run = { first: TrendPoint; length: number; kind: string };

function runs(points: readonly TrendPoint[], flag: Signal, kindOf: (p: TrendPoint, index: number) => string): Run[] {
  const found: Run[] = [];
  let open: Run | undefined;
  points.forEach((point, index) => {
    if (!point.flags.includes(flag)) {
      open = undefined;
      return;
    }
    // A monotone run's first point has no step before it: it takes the direction of the step that follows.
    const next = points[index + 1];
    const kind = !open && flag === "trend" && next ? kindOf(next, index + 1) : kindOf(point, index);
    if (open && open.kind === kind) {
      open.length += 1;
    } else {
      open = { first: point, length: 1, kind };
      found.push(open);
    }
  });
  return found;
}

/** "Steady at about 13% over 13 months. November is outside the limits." */
export function trendSentence(trend: Trend, unit = "months"): Sentence {
  const { points, mean } = trend;
  if (points.length === 0) return { finding: "No trend yet.", evidence: "Nothing has been logged in any month." };
  if (typeof mean !== "number" || points.length < 3) {
    return { finding: "Too few months for a trend.", evidence: "Limits need more points." };
  }
  const rules = ruleWords(trend);
  if (rules.length === 0) {
    const trial = trend.trialLimits ? " The limits are on trial until there are 12 points." : "";
    return {
      finding: `Steady at about ${percent(mean)} over ${points.length} ${unit}.`,
      evidence: `No point is a signal of change.${trial}`,
    };
  }
  return {
    finding: `Around ${percent(mean)}, with ${rules.length === 1 ? "a signal" : "signals"} of change.`,
    evidence: rules.join(" "),
  };
}

export type PortfolioPart = { said?: Figure | null; done: Figure; target: number };

/** Counts over a portfolio; no programme is compared with another. */
export function portfolioSentence(rows: readonly PortfolioPart[]): Sentence {
  const drawn = rows.filter((r) => scored(r.done));
  if (drawn.length === 0) {
    return { finding: "No programme has enough logged to be drawn yet.", evidence: "" };
  }
  const pairs = drawn.filter((r) => r.said && scored(r.said));
  const more = pairs.filter((r) => apart(r.said?.band, r.done.band) === "above").length;
  const below = drawn.filter((r) => r.done.band && r.done.band.high < r.target).length;
  const above = drawn.filter((r) => r.done.band && r.done.band.low > r.target).length;
  const untold = drawn.length - below - above;
  const finding =
    pairs.length === 0
      ? `${capital(numberWord(drawn.length))} ${plural(drawn.length, "programme", "programmes")} can be drawn; what is said cannot yet be set beside what is done.`
      : `In ${numberWord(more)} of the ${numberWord(pairs.length)} ${plural(pairs.length, "programme", "programmes")} that can be compared, more is said about people than done.`;
  const places: string[] = [];
  if (below > 0) places.push(`in ${numberWord(below)}, deeds lie below the programme’s own target`);
  if (above > 0)
    places.push(`in ${numberWord(above)}, deeds lie above ${below > 0 ? "it" : "the programme’s own target"}`);
  if (untold > 0) {
    const others =
      places.length > 0
        ? `in the other ${numberWord(untold)}`
        : `in ${untold === drawn.length ? "all" : numberWord(untold)}`;
    places.push(`${others} they cannot be told from ${places.length > 0 ? "it" : "its own target"}`);
  }
  return { finding, evidence: places.length > 0 ? `${capital(places.join("; "))}.` : "" };
}
