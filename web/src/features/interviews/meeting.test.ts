import { expect, it } from "vitest";
import type { Organisation } from "../../lib/shapes";
import { everybody, foldedWords, meetingTitle, newMeeting, personFromText, requestOf } from "./meeting";

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
