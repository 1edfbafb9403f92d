import { today } from "../../lib/dates";
import type { Meeting } from "./meeting";

/** What a calendar's file tells of one event. */
export type CalendarEvent = { title: string; day: string; minutes?: number; people: string[] };

/**
 * Reads a calendar's file (iCalendar, .ics) here on the device: nothing of it is sent anywhere. A repeated event counts as its latest time
 * that is not ahead. Newest first.
 */
export async function readCalendar(text: string, self: string, now = Date.now()): Promise<CalendarEvent[]> {
  const { default: ICAL } = await import("ical.js");
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(new ICAL.Timezone(zone), String(zone.getFirstPropertyValue("tzid") ?? ""));
  }
  const found: { event: CalendarEvent; at: number }[] = [];
  for (const component of calendar.getAllSubcomponents("vevent")) {
    const event = new ICAL.Event(component);
    if (!event.startDate || String(component.getFirstPropertyValue("status") ?? "") === "CANCELLED") continue;
    let start = event.startDate;
    if (event.isRecurring()) {
      const times = event.iterator();
      for (let n = 0; n < 5000; n++) {
        const next = times.next();
        if (!next || next.toJSDate().getTime() > now) break;
        start = next;
      }
    }
    const at = start.toJSDate().getTime();
    const length = start.isDate ? 0 : Math.round((event.duration?.toSeconds() ?? 0) / 60);
    found.push({
      at,
      event: {
        title: event.summary?.trim() || "Without a title",
        day: start.isDate ? start.toString().slice(0, 10) : today(0, at),
        minutes: length >= 1 && length <= 1440 ? length : undefined,
        people: names(component.getAllProperties("attendee"), self),
      },
    });
  }
  return found.sort((a, b) => b.at - a.at).map((it) => it.event);
}

type Attendee = { getFirstValue(): unknown; getFirstParameter(name: string): unknown };

/** Who was asked to come, but for oneself, rooms and things. */
function names(attendees: readonly Attendee[], self: string): string[] {
  const people: string[] = [];
  for (const attendee of attendees) {
    const kind = String(attendee.getFirstParameter("cutype") ?? "INDIVIDUAL").toUpperCase();
    const address = String(attendee.getFirstValue() ?? "").replace(/^mailto:/i, "");
    const declined = String(attendee.getFirstParameter("partstat") ?? "").toUpperCase() === "DECLINED";
    if (kind === "ROOM" || kind === "RESOURCE" || declined || address.toLowerCase() === self.toLowerCase()) continue;
    const name = String(attendee.getFirstParameter("cn") ?? "").trim() || fromAddress(address);
    if (name && name.toLowerCase() !== self.toLowerCase() && !people.includes(name)) people.push(name.slice(0, 200));
  }
  return people.slice(0, 50);
}

/** "amara.whitcombe@…" is Amara Whitcombe until somebody says otherwise. */
function fromAddress(address: string): string {
  const local = address.includes("@") ? (address.split("@")[0] ?? "") : "";
  return local
    .split(/[._]+/)
    .filter(Boolean)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(" ");
}

/** Takes who, when and how long from the event; whoever is named already stands once. */
export function fromCalendar(meeting: Meeting, event: CalendarEvent): Partial<Meeting> {
  const known = new Set(meeting.people.map((person) => person.name.toLowerCase()));
  const fresh = event.people.filter((name) => !known.has(name.toLowerCase()));
  return {
    people: [...meeting.people, ...fresh.map((name) => ({ name }))],
    day: event.day,
    minutes: event.minutes?.toString() ?? meeting.minutes,
    kind: event.people.length > 1 && meeting.kind === "oneToOne" ? "group" : meeting.kind,
  };
}
