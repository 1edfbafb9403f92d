import { expect, it } from "vitest";
import { readFilters } from "./filters";
import { acceptAll, acceptOne, countIn, isWaiting, lineErrors, problemsOfLines, toLine, toRequests } from "./pasted";
import {
  type Activity,
  amountsWords,
  emptyValues,
  fieldWords,
  problemsOf,
  statusOf,
  toRequest,
  toValues,
} from "./values";

const activity: Activity = {
  id: "a",
  title: "Referral system configured",
  kind: "deliverable",
  startsOn: "2023-01-12",
  hours: 120,
  moneyPence: 120_050,
  isCapital: false,
  isMilestone: true,
  status: "done",
  groupsPresent: ["g"],
  focus: [
    { dimension: "S1", share: 1 / 3 },
    { dimension: "P1", share: 2 / 3 },
  ],
  createdAt: "2023-01-12T00:00:00.000Z",
  revisedAt: "2023-01-12T00:00:00.000Z",
  version: 1,
};

it("writes back exactly what it read when nothing was touched", () => {
  const request = toRequest(toValues(activity), activity);
  expect(request.focus).toEqual(activity.focus);
  expect(request).toMatchObject({ hours: 120, moneyPence: 120_050, isMilestone: true, groupsPresent: ["g"] });
});

it("takes what has come for done, what is ahead for planned, and a person's word before both", () => {
  expect(statusOf({ status: "", startsOn: "2023-01-12" }, "2023-01-12")).toBe("done");
  expect(statusOf({ status: "", startsOn: "2023-01-13" }, "2023-01-12")).toBe("planned");
  expect(statusOf({ status: "cancelled", startsOn: "2023-01-13" }, "2023-01-12")).toBe("cancelled");
});

it("says what cannot be sent, field by field", () => {
  const problems = problemsOf({
    ...emptyValues("2023-01-12"),
    endsOn: "2023-01-01",
    hours: "many",
    agendaMinutes: "7.5",
    split: { S1: "40" },
  });
  expect(Object.keys(problems).sort()).toEqual(["agendaMinutes", "endsOn", "focus", "hours", "title"]);
});

it("sets both versions side by side in words", () => {
  const mine = { ...toValues(activity), hours: "60" };
  const rows = fieldWords([], () => "Physios").map(([label, words]) => [label, words(toValues(activity)), words(mine)]);
  expect(rows.filter(([, theirs, its]) => theirs !== its)).toEqual([["Hours", "120", "60"]]);
  expect(amountsWords(activity)).toBe("120 hours, £1,201");
});

it("keeps only the filters that it knows", () => {
  expect(readFilters({ missing: "hours", kind: "party", search: "", sort: "oldest" })).toEqual({
    missing: "hours",
    sort: "oldest",
  });
});

const suggestion = { shares: [{ dimension: "S1", share: 1 }], words: [{ dimension: "S1", word: "dashboard" }] };
const drafts = [
  toLine({ line: 1, title: "Dashboard", kind: "meeting", agendaMinutes: 20, minutes: 20, suggestion }, "2023-01-12"),
  toLine({ line: 3, title: "Any other business", kind: "meeting", minutes: 90 }, "2023-01-12"),
];

it("uses a suggestion only when somebody says so", () => {
  expect(toRequests(drafts)[0]?.focus).toEqual([]);
  expect(drafts.map(isWaiting)).toEqual([true, false]);
  const decided = acceptAll(drafts);
  expect(decided.map(isWaiting)).toEqual([false, false]);
  expect(toRequests(decided)[0]?.focus).toEqual([{ dimension: "S1", share: 1 }]);
});

it("does not put a suggestion over what a person decided", () => {
  const [first] = drafts;
  if (!first) throw new Error("There is a first line.");
  const own = { ...first, values: { ...first.values, split: { P1: "100" } } };
  expect(acceptAll([own])[0]?.values.split).toEqual({ P1: "100" });
  expect(acceptOne(first).values.split).toEqual({ S1: "100" });
});

it("counts what will be added, and names the line where something is wrong", () => {
  expect(drafts[1]?.values.hours).toBe("1.5");
  expect(countIn(drafts)).toEqual({ lines: 2, coded: 0, minutes: 20, pounds: 0 });
  const [first, second] = drafts;
  if (!first || !second) throw new Error("There are two lines.");
  const lines = [
    { ...first, isIn: false },
    { ...second, values: { ...second.values, title: " " } },
  ];
  expect(problemsOfLines(lines)).toEqual({ "line-3-title": "Line 3: Say what it was." });
  expect(lineErrors({ "activities.0.moneyPence": "Too much." }, lines)).toEqual({
    "line-3-money": "Line 3: Too much.",
  });
});
