import { today } from "../../lib/dates";
import { newId } from "../../lib/records";
import type { Interview, InterviewRequest, NewInterview, Organisation } from "../../lib/shapes";
import { confidentialities, wordFor } from "../../lib/vocabulary";
import { list } from "../../lib/words";

/** Somebody met: known already, or new as typed. */
export type Participant = { personId?: string; name: string; organisationId?: string; organisationName?: string };

/** A meeting as it is typed, before it is an interview of the service. */
export type Meeting = {
  /** Made here, so that it is one meeting however often it is sent. */
  id: string;
  people: Participant[];
  /** What stands in "Who did you meet?" and is nobody yet. */
  who: string;
  /** Absent until a day was chosen: then it is the day on which it is saved. */
  day?: string;
  notes: string;
  kind: string;
  minutes: string;
  participationConsent: string;
  quotationConsent: string;
  successionConsent: string;
  confidentiality: string;
  /** Why more people may read it than before. */
  confidentialityReason?: string;
  /** The earlier meeting that this one follows. */
  followsId?: string;
  commitmentAsked: string;
  stances: { propositionId: string; endorsement: number; elicited: boolean }[];
  mentions: { themeId: string; dimension: string }[];
  /** Nobody named means: whoever logs it. */
  interviewerIds: string[];
};

export function newMeeting(): Meeting {
  return {
    id: newId(),
    people: [],
    who: "",
    notes: "",
    kind: "oneToOne",
    minutes: "",
    participationConsent: "notAsked",
    quotationConsent: "notAsked",
    successionConsent: "notAsked",
    confidentiality: "leadsOnly",
    commitmentAsked: "unknown",
    stances: [],
    mentions: [],
    interviewerIds: [],
  };
}

export function meetingOf(interview: Interview): Meeting {
  return {
    id: interview.id,
    people: interview.participants.map((person) => ({
      personId: person.personId,
      name: person.name,
      organisationId: person.organisationId ?? undefined,
      organisationName: person.organisationName ?? undefined,
    })),
    who: "",
    day: today(0, Date.parse(interview.heldAt)),
    notes: interview.notes ?? "",
    kind: interview.kind,
    minutes: interview.minutes?.toString() ?? "",
    participationConsent: interview.participationConsent,
    quotationConsent: interview.quotationConsent,
    successionConsent: interview.successionConsent,
    confidentiality: interview.confidentiality,
    followsId: interview.followsId,
    commitmentAsked: interview.commitmentAsked,
    stances: interview.stances.map(({ propositionId, endorsement, elicited }) => ({
      propositionId,
      endorsement,
      elicited,
    })),
    mentions: interview.mentions.map(({ themeId, dimension }) => ({ themeId, dimension })),
    interviewerIds: interview.interviewers.map((person) => person.userId),
  };
}

/** A later talk with the same people: who they are and what they agreed to is known, what is said is not. */
export function followUpOf(interview: Interview): Meeting {
  const before = meetingOf(interview);
  return {
    ...newMeeting(),
    people: before.people,
    confidentiality: before.confidentiality,
    participationConsent: before.participationConsent,
    quotationConsent: before.quotationConsent,
    successionConsent: before.successionConsent,
    followsId: interview.id,
  };
}

/** True where more people may read at one level than at another. */
export function isWider(level: string, than: string): boolean {
  const fromStrict = ["sealed", "nonAttributable", "leadsOnly", "programme"];
  return fromStrict.indexOf(level) > fromStrict.indexOf(than);
}

/** "Chief nurse, Eastvale Hospitals": the words after a comma are an organisation when exactly one is called so. */
export function personFromText(text: string, organisations: readonly Organisation[]): Participant {
  const typed = text.trim().replace(/\s+/g, " ");
  const comma = typed.lastIndexOf(",");
  const after = typed
    .slice(comma + 1)
    .trim()
    .toLowerCase();
  if (comma > 0 && after) {
    const named = organisations.filter((it) => it.name.toLowerCase() === after);
    const begun = organisations.filter((it) => it.name.toLowerCase().startsWith(after));
    const found = named.length === 1 ? named : begun;
    if (found.length === 1 && found[0]) {
      return { name: typed.slice(0, comma).trim(), organisationId: found[0].id, organisationName: found[0].name };
    }
  }
  return { name: typed };
}

/** Nobody is lost because a name was typed and not chosen. */
export function everybody(meeting: Meeting, organisations: readonly Organisation[]): Participant[] {
  return meeting.who.trim() ? [...meeting.people, personFromText(meeting.who, organisations)] : meeting.people;
}

export function personWords(person: Participant): string {
  return person.organisationName ? `${person.name}, ${person.organisationName}` : person.name;
}

export function meetingTitle(meeting: Meeting): string {
  const names = [...meeting.people.map((person) => person.name), meeting.who.trim()].filter(Boolean);
  return names.length > 0 ? `Meeting with ${list(names)}` : "Meeting";
}

/** The moment on the day that was chosen; what was held earlier keeps its hour. */
function heldAt(day: string | undefined, before: string | undefined, now: number): string {
  if (before && today(0, Date.parse(before)) === day) return before;
  if (!day || day === today(0, now)) return new Date(now).toISOString();
  return `${day}T12:00:00.000Z`;
}

export function requestOf(meeting: Meeting, before?: string, now = Date.now()): InterviewRequest {
  return {
    heldAt: heldAt(meeting.day, before, now),
    minutes: meeting.minutes ? Number(meeting.minutes) : undefined,
    kind: meeting.kind as InterviewRequest["kind"],
    participants: meeting.people.map((person) =>
      person.personId ? { personId: person.personId } : { name: person.name, organisationId: person.organisationId },
    ),
    interviewerIds: meeting.interviewerIds.length > 0 ? meeting.interviewerIds : undefined,
    participationConsent: meeting.participationConsent as InterviewRequest["participationConsent"],
    quotationConsent: meeting.quotationConsent as InterviewRequest["quotationConsent"],
    successionConsent: meeting.successionConsent as InterviewRequest["successionConsent"],
    confidentiality: meeting.confidentiality as InterviewRequest["confidentiality"],
    confidentialityReason: meeting.confidentialityReason?.trim() || undefined,
    followsId: meeting.followsId,
    notes: meeting.notes || undefined,
    stances: meeting.stances,
    commitmentAsked: meeting.commitmentAsked as InterviewRequest["commitmentAsked"],
    mentions: meeting.mentions,
  };
}

export function newInterview(meeting: Meeting): NewInterview {
  return { ...requestOf(meeting), id: meeting.id };
}

/** What the folded part says while it is folded. */
export function foldedWords(meeting: Meeting): string {
  const quotation = meeting.quotationConsent === "given" ? "May be quoted" : "No quotation";
  const stance = meeting.stances.length > 0 ? `Stance on ${meeting.stances.length}` : "Stance not asked";
  const themes = meeting.mentions.length > 0 ? ` Themes: ${meeting.mentions.length}.` : "";
  return `${wordFor(confidentialities, meeting.confidentiality)}. ${quotation}. ${stance}.${themes}`;
}
