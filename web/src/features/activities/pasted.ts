import type { components } from "../../api/schema";
import { amountText, parseAmount, poundsText } from "../../lib/amounts";
import { isEmpty, type Split, toSplit } from "../../lib/focus";
import { type ActivityRequest, type ActivityValues, emptyValues, problemsOf, toRequest } from "./values";

type Draft = components["schemas"]["DraftActivitiesDraft"];
export type Reading = "agenda" | "budget" | "actions";

/** A pasted line on its way to being an activity; the suggestion stands beside it until somebody decides. */
export type Line = {
  line: number;
  isIn: boolean;
  values: ActivityValues;
  suggestion?: Draft["suggestion"];
  reason?: string;
};

export type Pasted = {
  text: string;
  reading: Reading;
  startsOn: string;
  lines?: Line[];
  passedOver?: { line: number; text: string; reason: string }[];
};

export function toLine(draft: Draft, startsOn: string): Line {
  return {
    line: draft.line,
    isIn: true,
    values: {
      ...emptyValues(draft.startsOn ?? startsOn),
      title: draft.title,
      kind: draft.kind as ActivityValues["kind"],
      money: poundsText(draft.moneyPence),
      agendaMinutes: amountText(draft.agendaMinutes),
      // Minutes that are not agenda time are work.
      hours: typeof draft.minutes === "number" && typeof draft.agendaMinutes !== "number" ? hoursOf(draft.minutes) : "",
    },
    suggestion: draft.suggestion ?? undefined,
    reason: draft.reason ?? undefined,
  };
}

function hoursOf(minutes: number): string {
  return String(Math.round((minutes / 60) * 100) / 100);
}

/** A suggestion waits for as long as nobody has used it, changed it or coded the line otherwise. */
export function isWaiting(line: Line): boolean {
  return line.isIn && line.suggestion !== undefined && isEmpty(line.values.split);
}

/** A decision, and it is said to be one: every suggestion that still waits is used. */
export function acceptAll(lines: readonly Line[]): Line[] {
  return lines.map((line) => (isWaiting(line) ? acceptOne(line) : line));
}

export function acceptOne(line: Line): Line {
  const split: Split = line.suggestion ? toSplit(line.suggestion.shares) : {};
  return { ...line, values: { ...line.values, split } };
}

export type Counted = { lines: number; coded: number; minutes: number; pounds: number };

export function countIn(lines: readonly Line[]): Counted {
  const chosen = lines.filter((line) => line.isIn);
  const sum = (pick: (values: ActivityValues) => string) =>
    chosen.reduce((all, line) => all + (parseAmount(pick(line.values)) || 0), 0);
  return {
    lines: chosen.length,
    coded: chosen.filter((line) => !isEmpty(line.values.split)).length,
    minutes: sum((v) => v.agendaMinutes),
    pounds: sum((v) => v.money),
  };
}

/** What stands in the way, keyed as the lines' fields are: "line-3-title". */
export function problemsOfLines(lines: readonly Line[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const line of lines.filter((it) => it.isIn)) {
    for (const [field, message] of Object.entries(problemsOf(line.values))) {
      found[`line-${line.line}-${field}`] = `Line ${line.line}: ${message}`;
    }
  }
  return found;
}

export function toRequests(lines: readonly Line[]): ActivityRequest[] {
  return lines.filter((line) => line.isIn).map((line) => toRequest(line.values));
}

/** The API points into the list that was sent; the page names its lines. */
export function lineErrors(errors: Record<string, string>, lines: readonly Line[]): Record<string, string> {
  const sent = lines.filter((line) => line.isIn);
  const found: Record<string, string> = {};
  for (const [field, message] of Object.entries(errors)) {
    const match = /^activities\.(\d+)\.(\w+)/.exec(field);
    const line = match ? sent[Number(match[1])] : undefined;
    if (!match?.[2] || !line) {
      found[field] = message;
      continue;
    }
    const name = match[2] === "moneyPence" ? "money" : match[2];
    found[`line-${line.line}-${name}`] = `Line ${line.line}: ${message}`;
  }
  return found;
}
