import { Details, InsetText } from "nhsuk-react-components";
import { useState } from "react";
import { client } from "../../lib/api";
import { dayWords } from "../../lib/dates";
import { deviceWord } from "../../lib/device";
import { useSession } from "../../lib/session";
import { list } from "../../lib/words";
import { type CalendarEvent, fromCalendar, readCalendar } from "./calendarFile";
import type { Meeting } from "./meeting";

const mostBytes = 2_000_000;
const shownAtFirst = 12;

type Props = { onRead: (part: (meeting: Meeting) => Partial<Meeting>) => void };

/** Who, when and how long, from a calendar's file: read on this device, also without a connection, and sent nowhere. */
export function ReadCalendarFile({ onRead }: Props) {
  const { user } = useSession();
  const [events, setEvents] = useState<CalendarEvent[]>();
  const [taken, setTaken] = useState<CalendarEvent>();
  const [wrong, setWrong] = useState<string>();
  const [search, setSearch] = useState("");

  async function read(file: File | undefined) {
    setEvents(undefined);
    setTaken(undefined);
    setWrong(undefined);
    if (!file) return;
    if (file.size > mostBytes)
      return setWrong("This file is larger than 2 MB. Save the one event as a file of its own.");
    try {
      const found = await readCalendar(await file.text(), user.email);
      if (found.length === 0) return setWrong("There is no event in this file.");
      if (found.length === 1 && found[0]) await take(found[0]);
      else setEvents(found);
    } catch {
      setWrong("This is not a calendar’s file. Choose one that ends in .ics.");
    }
  }

  async function take(event: CalendarEvent) {
    const people = await Promise.all(event.people.map(known));
    onRead((meeting) => {
      const part = fromCalendar(meeting, event);
      const here = new Set(meeting.people.map((it) => it.personId).filter(Boolean));
      return {
        ...part,
        people: part.people
          ?.map((person) => (person.personId ? person : (people.find((it) => it.name === person.name) ?? person)))
          .filter((person, index) => index < meeting.people.length || !here.has(person.personId)),
      };
    });
    setEvents(undefined);
    setTaken(event);
  }

  const matching = events?.filter((it) => it.title.toLowerCase().includes(search.trim().toLowerCase()));
  return (
    <Details className="folded">
      <Details.Summary>Take who and when from a calendar</Details.Summary>
      <Details.Text>
        <div className={wrong ? "nhsuk-form-group nhsuk-form-group--error" : "nhsuk-form-group"}>
          <label className="nhsuk-label" htmlFor="calendarFile">
            A calendar’s file, which ends in .ics
          </label>
          <div className="nhsuk-hint" id="calendarFile-hint">
            It is read on this {deviceWord()} and sent nowhere.
          </div>
          {wrong && (
            <span className="nhsuk-error-message" id="calendarFile-error" role="alert">
              <span className="nhsuk-u-visually-hidden">Error: </span>
              {wrong}
            </span>
          )}
          <input
            className="file-input"
            id="calendarFile"
            type="file"
            accept=".ics,text/calendar"
            aria-describedby={wrong ? "calendarFile-hint calendarFile-error" : "calendarFile-hint"}
            onChange={(event) => void read(event.currentTarget.files?.[0])}
          />
        </div>
        {events && (
          <>
            <p>Which of the {events.length} events was it?</p>
            {events.length > shownAtFirst && (
              <div className="nhsuk-form-group">
                <label className="nhsuk-label" htmlFor="calendarSearch">
                  Words of its title
                </label>
                <input
                  className="nhsuk-input"
                  id="calendarSearch"
                  value={search}
                  onChange={(event) => setSearch(event.currentTarget.value)}
                />
              </div>
            )}
            <ul className="records">
              {matching?.slice(0, shownAtFirst).map((event, index) => (
                <li key={`${event.day} ${event.title} ${index}`}>
                  <button type="button" className="quiet-button" onClick={() => void take(event)}>
                    {event.title}
                  </button>
                  <p className="note">{eventWords(event)}</p>
                </li>
              ))}
            </ul>
            {matching && matching.length > shownAtFirst && (
              <p className="note">
                {matching.length - shownAtFirst} more: write some words of the title to find the one.
              </p>
            )}
          </>
        )}
        {taken && (
          <InsetText role="status">
            <p>
              Taken from “{taken.title}”: {eventWords(taken)} Look it over below.
            </p>
          </InsetText>
        )}
      </Details.Text>
    </Details>
  );
}

function eventWords(event: CalendarEvent): string {
  const whom = event.people.length > 4 ? `${event.people.length} people` : list(event.people);
  return `${[dayWords(event.day), event.minutes && `${event.minutes} minutes`, whom].filter(Boolean).join(", ")}.`;
}

/** Somebody who is here already under exactly this name, if there is one; without a connection nobody is. */
async function known(name: string): Promise<Meeting["people"][number]> {
  const asked = client.GET("/people", { params: { query: { search: name, limit: 6 } } });
  const { data } = await asked.catch(() => ({ data: undefined }));
  const same = data?.items.filter((it) => it.name.toLowerCase() === name.toLowerCase() && it.status !== "remembered");
  const only = same?.length === 1 ? same[0] : undefined;
  return only
    ? {
        personId: only.id,
        name,
        organisationId: only.organisationId ?? undefined,
        organisationName: only.organisationName ?? undefined,
      }
    : { name };
}
