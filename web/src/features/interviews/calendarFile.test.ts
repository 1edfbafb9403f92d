import { expect, it } from "vitest";
import { fromCalendar, readCalendar } from "./calendarFile";
import { newMeeting } from "./meeting";

const now = Date.parse("2026-03-20T12:00:00Z");

const calendar = (...lines: string[]) =>
  ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Test//EN", ...lines, "END:VCALENDAR"].join("\r\n");

const event = (...lines: string[]) => [
  "BEGIN:VEVENT",
  `UID:${lines.length}@test`,
  "DTSTAMP:20260301T080000Z",
  ...lines,
  "END:VEVENT",
];

it("takes who, when and how long from an event, and leaves out oneself, rooms and who declined", async () => {
  const text = calendar(
    ...event(
      "SUMMARY:Ward and community\\, huddle",
      "DTSTART:20260312T133000Z",
      "DTEND:20260312T141500Z",
      "ATTENDEE;CN=Amara Whitcombe:mailto:amara@example.org",
      "ATTENDEE:mailto:tomas.eldred@example.org",
      "ATTENDEE;CN=Dana:mailto:DANA@example.org",
      "ATTENDEE;CUTYPE=ROOM;CN=Room 4:mailto:room4@example.org",
      "ATTENDEE;PARTSTAT=DECLINED;CN=Not There:mailto:n@example.org",
    ),
  );
  expect(await readCalendar(text, "dana@example.org", now)).toEqual([
    {
      title: "Ward and community, huddle",
      day: "2026-03-12",
      minutes: 45,
      people: ["Amara Whitcombe", "Tomas Eldred"],
    },
  ]);
});

it("reads a time in the zone that the file brings along", async () => {
  const text = calendar(
    "BEGIN:VTIMEZONE",
    "TZID:Far East",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+1200",
    "TZOFFSETTO:+1200",
    "END:STANDARD",
    "END:VTIMEZONE",
    ...event("SUMMARY:Early", "DTSTART;TZID=Far East:20260313T060000", "DURATION:PT1H"),
  );
  const found = await readCalendar(text, "", now);
  expect(found[0]).toMatchObject({ day: "2026-03-12", minutes: 60 });
});

it("counts a repeated event at its latest time that is not ahead, and shows the newest first", async () => {
  const text = calendar(
    ...event("SUMMARY:Whole day", "DTSTART;VALUE=DATE:20260310"),
    ...event("SUMMARY:Weekly", "DTSTART:20260105T100000Z", "DTEND:20260105T103000Z", "RRULE:FREQ=WEEKLY"),
    ...event("SUMMARY:Off", "STATUS:CANCELLED", "DTSTART:20260319T100000Z"),
  );
  const found = await readCalendar(text, "", now);
  expect(found.map((it) => [it.title, it.day, it.minutes])).toEqual([
    ["Weekly", "2026-03-16", 30],
    ["Whole day", "2026-03-10", undefined],
  ]);
});

it("refuses what is no calendar", async () => {
  await expect(readCalendar("Dear all,\nsee you on Monday", "", now)).rejects.toThrow();
});

it("adds to a meeting only whom it does not name yet", () => {
  const meeting = { ...newMeeting(), people: [{ personId: "p", name: "Amara Whitcombe" }], notes: "Kept" };
  const part = fromCalendar(meeting, {
    title: "Huddle",
    day: "2026-03-12",
    minutes: 45,
    people: ["amara whitcombe", "Tomas Eldred"],
  });
  expect(part).toEqual({
    people: [{ personId: "p", name: "Amara Whitcombe" }, { name: "Tomas Eldred" }],
    day: "2026-03-12",
    minutes: "45",
    kind: "group",
  });
});
