import type { components } from "../../api/schema";
import { amountText, parseAmount, parsePence, poundsText } from "../../lib/amounts";
import { dayWords, today } from "../../lib/dates";
import { count, pounds } from "../../lib/figures";
import {
  type Dimension,
  dimensionNames,
  focusWords,
  type Split,
  splitProblem,
  toFocus,
  toSplit,
} from "../../lib/focus";

export type Activity = components["schemas"]["Activity"];
export type ActivityRequest = components["schemas"]["ActivityRequest"];
export type Kind = ActivityRequest["kind"];

export const kinds: readonly { value: Kind; label: string }[] = [
  { value: "meeting", label: "Meeting" },
  { value: "workshop", label: "Workshop" },
  { value: "deliverable", label: "Deliverable" },
  { value: "purchase", label: "Purchase" },
  { value: "communication", label: "Communication" },
  { value: "training", label: "Training" },
  { value: "other", label: "Other" },
];

export const statuses = [
  { value: "done", label: "Done" },
  { value: "planned", label: "Planned" },
  { value: "cancelled", label: "Cancelled" },
] as const;

type Status = (typeof statuses)[number]["value"];

export function kindWords(kind: string): string {
  return kinds.find((k) => k.value === kind)?.label ?? kind;
}

/** An activity as it stands in a form: text, because people type text. */
export type ActivityValues = {
  title: string;
  kind: Kind;
  startsOn: string;
  endsOn: string;
  hours: string;
  money: string;
  isCapital: boolean;
  agendaMinutes: string;
  isMilestone: boolean;
  horizonMonths: string;
  /** Empty: done when its day has come, planned before it. */
  status: Status | "";
  groupsPresent: string[];
  split: Split;
};

export function emptyValues(startsOn = today()): ActivityValues {
  return {
    title: "",
    kind: "meeting",
    startsOn,
    endsOn: "",
    hours: "",
    money: "",
    isCapital: false,
    agendaMinutes: "",
    isMilestone: false,
    horizonMonths: "",
    status: "",
    groupsPresent: [],
    split: {},
  };
}

export function toValues(activity: Activity): ActivityValues {
  return {
    title: activity.title,
    kind: activity.kind as Kind,
    startsOn: activity.startsOn,
    endsOn: activity.endsOn ?? "",
    hours: amountText(activity.hours),
    money: poundsText(activity.moneyPence),
    isCapital: activity.isCapital,
    agendaMinutes: amountText(activity.agendaMinutes),
    isMilestone: activity.isMilestone,
    horizonMonths: amountText(activity.horizonMonths),
    status: activity.status as Status,
    groupsPresent: activity.groupsPresent,
    split: toSplit(activity.focus),
  };
}

export function statusOf(values: Pick<ActivityValues, "status" | "startsOn">, now = today()): Status {
  return values.status || (values.startsOn > now ? "planned" : "done");
}

/** What cannot be sent yet, by field, in words. */
export function problemsOf(values: ActivityValues): Record<string, string> {
  const found: Record<string, string> = {};
  if (!values.title.trim()) found.title = "Say what it was.";
  if (!values.startsOn) found.startsOn = "Give the day.";
  if (values.endsOn && values.endsOn < values.startsOn) found.endsOn = "It cannot end before it starts.";
  if (Number.isNaN(parseAmount(values.hours))) found.hours = "Give hours as a number, such as 7.5.";
  if (Number.isNaN(parsePence(values.money))) found.money = "Give pounds as a number, such as 1200.";
  if (!isWhole(values.agendaMinutes)) found.agendaMinutes = "Give whole minutes, such as 20.";
  if (!isWhole(values.horizonMonths)) found.horizonMonths = "Give whole months, such as 3.";
  const split = splitProblem(values.split);
  if (split) found.focus = split;
  return found;
}

function isWhole(text: string): boolean {
  const value = parseAmount(text);
  return value === undefined || Number.isInteger(value);
}

/** Shares that were not touched go back exactly as they came: a third stays a third. */
export function toRequest(values: ActivityValues, before?: Activity): ActivityRequest {
  const isSameSplit = before && JSON.stringify(toSplit(before.focus)) === JSON.stringify(values.split);
  return {
    title: values.title.trim(),
    kind: values.kind,
    startsOn: values.startsOn,
    endsOn: values.endsOn || undefined,
    hours: parseAmount(values.hours),
    moneyPence: parsePence(values.money),
    isCapital: values.isCapital,
    agendaMinutes: parseAmount(values.agendaMinutes),
    isMilestone: values.isMilestone,
    horizonMonths: parseAmount(values.horizonMonths),
    status: statusOf(values),
    groupsPresent: values.groupsPresent,
    focus: isSameSplit ? before.focus : toFocus(values.split),
  };
}

/** The API's names for what the form names otherwise. */
export function formErrors(errors: Record<string, string>): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [field, message] of Object.entries(errors)) {
    found[field === "moneyPence" ? "money" : field.startsWith("focus") ? "focus" : field] = message;
  }
  return found;
}

/** Each field in words, for choosing between two versions. */
export function fieldWords(dimensions: readonly Dimension[], groupName: (id: string) => string) {
  const nameOf = dimensionNames(dimensions);
  const row = (label: string, words: (values: ActivityValues) => string) => [label, words] as const;
  return [
    row("Title", (v) => v.title),
    row("Kind", (v) => kindWords(v.kind)),
    row("Day", (v) => v.startsOn && dayWords(v.startsOn)),
    row("Until", (v) => v.endsOn && dayWords(v.endsOn)),
    row("Hours", (v) => v.hours),
    row("Pounds", (v) => v.money),
    row("Capital", (v) => (v.isCapital ? "yes" : "no")),
    row("Agenda minutes", (v) => v.agendaMinutes),
    row("Milestone", (v) => (v.isMilestone ? "yes" : "no")),
    row("Months until the result", (v) => v.horizonMonths),
    row("Status", (v) => statusOf(v)),
    row("In the room", (v) => v.groupsPresent.map(groupName).join(", ")),
    row("Focus", (v) => (splitProblem(v.split) ? "not finished" : focusWords(toFocus(v.split), nameOf))),
  ];
}

/** "40 hours, £1,200, 20 agenda minutes" */
export function amountsWords(activity: Pick<Activity, "hours" | "moneyPence" | "agendaMinutes" | "isCapital">): string {
  const parts = [
    typeof activity.hours === "number" && `${count(activity.hours)} ${activity.hours === 1 ? "hour" : "hours"}`,
    typeof activity.moneyPence === "number" &&
      `${pounds(activity.moneyPence)}${activity.isCapital ? " of capital" : ""}`,
    typeof activity.agendaMinutes === "number" && `${count(activity.agendaMinutes)} agenda minutes`,
  ].filter(Boolean);
  return parts.join(", ");
}
