import { expect, it } from "vitest";
import type { Interview, Organisation } from "../../lib/shapes";
import {
  everybody,
  foldedWords,
  followUpOf,
  isWider,
  meetingTitle,
  newMeeting,
  personFromText,
  requestOf,
} from "./meeting";

const organisation = (id: string, name: string): Organisation => ({
  id,
  name,
  sector: "acute",
  createdAt: "2026-01-01T00:00:00.000Z",
  revisedAt: "2026-01-01T00:00:00.000Z",
  version: 1,
});

const organisations = [organisation("e", "Eastvale Hospitals"), organisation("n", "Northfield Hospitals")];

it("takes the words after a comma for an organisation only when exactly one is called so", () => {
  expect(personFromText("Chief nurse, Eastvale", organisations)).toEqual({
    name: "Chief nurse",
    organisationId: "e",
    organisationName: "Eastvale Hospitals",
  });
  expect(personFromText("  Nurse,   night shift ", organisations)).toEqual({ name: "Nurse, night shift" });
  expect(personFromText("Chief nurse, ", organisations)).toEqual({ name: "Chief nurse," });
});

it("counts a name that was typed and not chosen", () => {
  const meeting = { ...newMeeting(), people: [{ personId: "p", name: "Priya" }], who: "Matron" };
  expect(everybody(meeting, organisations).map((it) => it.name)).toEqual(["Priya", "Matron"]);
  expect(meetingTitle(meeting)).toBe("Meeting with Priya and Matron");
});

it("is leads only, without quotation, with no stance asked, until somebody says otherwise", () => {
  const request = requestOf(newMeeting());
  expect(request).toMatchObject({
    confidentiality: "leadsOnly",
    quotationConsent: "notAsked",
    stances: [],
    commitmentAsked: "unknown",
  });
  expect(foldedWords(newMeeting())).toBe("Leads only. No quotation. Stance not asked.");
});

it("keeps the hour of a meeting whose day did not change, and puts another day at noon", () => {
  const now = Date.parse("2026-03-03T09:15:00.000Z");
  const meeting = { ...newMeeting(), day: "2026-03-02" };
  expect(requestOf(meeting, undefined, now).heldAt).toBe("2026-03-02T12:00:00.000Z");
  expect(requestOf(meeting, "2026-03-02T16:40:00.000Z", now).heldAt).toBe("2026-03-02T16:40:00.000Z");
  expect(requestOf({ ...meeting, day: undefined }, undefined, now).heldAt).toBe("2026-03-03T09:15:00.000Z");
});

it("starts a follow-up with the same people and terms, and with nothing of what was said", () => {
  const interview = {
    id: "i",
    heldAt: "2026-03-02T16:40:00.000Z",
    kind: "group",
    participants: [{ personId: "p", name: "Priya" }],
    participantsHeld: false,
    interviewers: [],
    participationConsent: "given",
    quotationConsent: "refused",
    successionConsent: "given",
    confidentiality: "nonAttributable",
    notes: "What she said",
    notesHeld: false,
    furtherNotes: [],
    stances: [{ propositionId: "q", endorsement: 5, elicited: false }],
    commitmentAsked: "asked",
    mentions: [],
    commitments: [],
    followedBy: [],
    createdBy: "u",
    createdAt: "2026-03-02T17:00:00.000Z",
    revisedAt: "2026-03-02T17:00:00.000Z",
    version: 1,
  } as const;
  const request = requestOf(followUpOf(interview as unknown as Interview));
  expect(request).toMatchObject({
    followsId: "i",
    participants: [{ personId: "p" }],
    confidentiality: "nonAttributable",
    quotationConsent: "refused",
    stances: [],
    commitmentAsked: "unknown",
  });
  expect(request.notes).toBeUndefined();
});

it("knows which level lets more people read", () => {
  expect(isWider("programme", "leadsOnly")).toBe(true);
  expect(isWider("leadsOnly", "nonAttributable")).toBe(true);
  expect(isWider("sealed", "programme")).toBe(false);
  expect(isWider("leadsOnly", "leadsOnly")).toBe(false);
});
