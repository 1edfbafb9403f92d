import { today } from "../../lib/dates";
import type { Programme, ProgrammeRequest } from "../../lib/shapes";

/** A programme as it is typed, in the units that people use. */
export type ProgrammeValues = {
  name: string;
  pathway: string;
  summary: string;
  startsOn: string;
  endsOn: string;
  status: string;
  dataController: string;
  target: string;
  quickWinMonths: string;
  budget: string;
  agendaHours: string;
  retentionYears: string;
  organisationIds: string[];
  members: { userId: string; part: string }[];
  taxonomyId?: string;
  version: number;
};

export function newProgramme(): ProgrammeValues {
  return {
    name: "",
    pathway: "",
    summary: "",
    startsOn: today(),
    endsOn: "",
    status: "running",
    dataController: "",
    target: "40",
    quickWinMonths: "3",
    budget: "",
    agendaHours: "",
    retentionYears: "8",
    organisationIds: [],
    members: [],
    version: 0,
  };
}

export function programmeValues(programme: Programme): ProgrammeValues {
  return {
    name: programme.name,
    pathway: programme.pathway ?? "",
    summary: programme.summary ?? "",
    startsOn: programme.startsOn,
    endsOn: programme.endsOn ?? "",
    status: programme.status,
    dataController: programme.dataController,
    target: figure(programme.targetPeopleShare * 100),
    quickWinMonths: String(programme.quickWinMonths),
    budget: programme.knownBudgetPence == null ? "" : figure(programme.knownBudgetPence / 100),
    agendaHours: programme.knownAgendaMinutes == null ? "" : figure(programme.knownAgendaMinutes / 60),
    retentionYears: figure(programme.retentionMonths / 12),
    organisationIds: programme.organisationIds,
    members: programme.members.map(({ userId, part }) => ({ userId, part })),
    taxonomyId: programme.taxonomyId,
    version: programme.version,
  };
}

function figure(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** "£1,250,000" and "40%" are numbers, too. Undefined: nothing was typed; NaN: it is no number. */
export function typedNumber(text: string): number | undefined {
  const bare = text.replaceAll(/[£,%\s]/g, "");
  return bare === "" ? undefined : Number(bare);
}

const limits = {
  target: [0, 100, "The target is a percentage from 0 to 100."],
  quickWinMonths: [0, 120, "Give months as a number from 0 to 120."],
  budget: [0, 1e12, "Give the budget in pounds, as a number."],
  agendaHours: [0, 1_500_000, "Give the hours as a number."],
  retentionYears: [1 / 12, 100, "Give the years as a number up to 100."],
} as const;

/** What is missing or no number, in the words of this form's own units. */
export function findWrong(values: ProgrammeValues): Record<string, string> {
  const wrong: Record<string, string> = {};
  if (!values.name.trim()) wrong.name = "Give the programme a name.";
  if (!values.startsOn) wrong.startsOn = "Say when it starts, or started.";
  if (!values.dataController.trim()) wrong.dataController = "Name the organisation that answers for the personal data.";
  for (const [field, [low, high, words]] of Object.entries(limits)) {
    const value = typedNumber(values[field as keyof typeof limits]);
    if (value !== undefined && !(value >= low && value <= high)) wrong[field] = words;
  }
  return wrong;
}

export function programmeRequest(values: ProgrammeValues): ProgrammeRequest {
  const pounds = typedNumber(values.budget);
  const hours = typedNumber(values.agendaHours);
  return {
    name: values.name.trim(),
    pathway: values.pathway.trim() || undefined,
    summary: values.summary.trim() || undefined,
    startsOn: values.startsOn,
    endsOn: values.endsOn || undefined,
    status: values.status as ProgrammeRequest["status"],
    dataController: values.dataController.trim(),
    taxonomyId: values.taxonomyId,
    targetPeopleShare: (typedNumber(values.target) ?? 40) / 100,
    quickWinMonths: Math.round(typedNumber(values.quickWinMonths) ?? 3),
    knownBudgetPence: pounds === undefined ? undefined : Math.round(pounds * 100),
    knownAgendaMinutes: hours === undefined ? undefined : Math.round(hours * 60),
    retentionMonths: Math.round((typedNumber(values.retentionYears) ?? 8) * 12),
    organisationIds: values.organisationIds,
    members: values.members as ProgrammeRequest["members"],
  };
}

const formNames: Record<string, string> = {
  targetPeopleShare: "target",
  knownBudgetPence: "budget",
  knownAgendaMinutes: "agendaHours",
  retentionMonths: "retentionYears",
};

/** The service names its own units; the form names those that were typed. */
export function ownFields(errors: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(errors).map(([field, words]) => {
      const name = field.split(".")[0] ?? field;
      return [formNames[name] ?? name, words];
    }),
  );
}
