import { TextInput } from "nhsuk-react-components";
import { type KeyboardEvent, useDeferredValue, useId, useState } from "react";
import { api } from "../../lib/api";
import type { Organisation } from "../../lib/shapes";
import { type Participant, personFromText, personWords } from "./meeting";

type Props = {
  people: readonly Participant[];
  text: string;
  organisations: readonly Organisation[];
  error?: string;
  onChange: (change: { people?: Participant[]; who?: string }) => void;
};

/** Whom one met: found as one types, or added as typed. A name that was typed and not chosen counts as well. */
export function WhoField({ people, text, organisations, error, onChange }: Props) {
  const listId = useId();
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const search = useDeferredValue(text.split(",")[0]?.trim() ?? "");
  const found = api.useQuery(
    "get",
    "/people",
    { params: { query: { search, limit: 6 } } },
    { enabled: search.length > 1, staleTime: 30_000, retry: false, placeholderData: (before) => before },
  );

  const typed = text.trim();
  const isChosen = (id: string) => people.some((person) => person.personId === id);
  const known = search.length > 1 ? (found.data?.items ?? []) : [];
  const offered: { key: string; label: string; note?: string; person: Participant }[] = known
    .filter((person) => person.status !== "remembered" && !isChosen(person.id))
    .map((person) => ({
      key: person.id,
      label: person.name,
      note: [person.jobTitle, person.organisationName].filter(Boolean).join(", "),
      person: {
        personId: person.id,
        name: person.name,
        organisationId: person.organisationId ?? undefined,
        organisationName: person.organisationName ?? undefined,
      },
    }));
  if (typed) {
    const person = personFromText(typed, organisations);
    offered.push({ key: "new", label: `Add “${personWords(person)}”`, note: "somebody new", person });
  }
  const isShown = isOpen && offered.length > 0;

  function add(person: Participant) {
    onChange({ people: [...people, person], who: "" });
    setOpen(false);
    setActive(-1);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive((active + step + offered.length + 1) % (offered.length + 1));
    } else if (event.key === "Enter") {
      // Enter in this field adds a person; it never saves half a meeting.
      event.preventDefault();
      const choice = offered[active] ?? offered.at(-1);
      if (choice) add(choice.person);
    } else if (event.key === "Escape") setOpen(false);
  }

  const chosen = people.length > 0 && (
    <ul className="chosen" aria-label="People you met">
      {people.map((person, index) => (
        <li key={person.personId ?? `${person.name} ${index}`}>
          <span>
            {personWords(person)} {!person.personId && <span className="note">new</span>}
          </span>
          <button
            type="button"
            className="quiet-button"
            onClick={() => onChange({ people: people.filter((_, other) => other !== index) })}
          >
            Remove<span className="nhsuk-u-visually-hidden"> {person.name}</span>
          </button>
        </li>
      ))}
    </ul>
  );

  const options = (
    <div id={listId} role="listbox" aria-label="People" className="who-options" hidden={!isShown}>
      {isShown &&
        offered.map((choice, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active option
          <div
            key={choice.key}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === active}
            className="who-option"
            onPointerDown={(event) => {
              event.preventDefault();
              add(choice.person);
            }}
          >
            {choice.label} {choice.note && <span className="note">{choice.note}</span>}
          </div>
        ))}
    </div>
  );

  return (
    <TextInput
      id="participants"
      name="participants"
      label={people.length > 0 ? "Who else did you meet?" : "Who did you meet?"}
      labelProps={{ size: "s" }}
      error={error}
      formGroupProps={{ className: "who", beforeInput: chosen, afterInput: options }}
      role="combobox"
      autoComplete="off"
      autoCapitalize="words"
      aria-autocomplete="list"
      aria-expanded={isShown}
      aria-controls={listId}
      aria-activedescendant={isShown && active >= 0 && offered[active] ? `${listId}-${active}` : undefined}
      placeholder={people.length > 0 ? undefined : "Name or role, organisation"}
      value={text}
      onChange={(event) => {
        onChange({ who: event.currentTarget.value });
        setOpen(true);
        setActive(-1);
      }}
      onKeyDown={onKeyDown}
      onBlur={() => setOpen(false)}
    />
  );
}
