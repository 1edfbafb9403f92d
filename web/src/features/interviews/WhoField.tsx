import { useDeferredValue } from "react";
import { TypeAhead } from "../../components/TypeAhead";
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
  const search = useDeferredValue(text.split(",")[0]?.trim() ?? "");
  const found = api.useQuery(
    "get",
    "/people",
    { params: { query: { search, limit: 6 } } },
    { enabled: search.length > 1, staleTime: 30_000, retry: false, placeholderData: (before) => before },
  );

  const option = (key: string, words: string, note: string, person: Participant) => ({
    key,
    label: (
      <>
        {words} {note && <span className="note">{note}</span>}
      </>
    ),
    choose: () => onChange({ people: [...people, person], who: "" }),
  });
  const known = search.length > 1 ? (found.data?.items ?? []) : [];
  const offered = known
    .filter((it) => it.status !== "remembered" && !people.some((person) => person.personId === it.id))
    .map(({ id, name, jobTitle, organisationId, organisationName }) =>
      option(id, name, [jobTitle, organisationName].filter(Boolean).join(", "), {
        personId: id,
        name,
        organisationId: organisationId ?? undefined,
        organisationName: organisationName ?? undefined,
      }),
    );
  if (text.trim()) {
    const person = personFromText(text.trim(), organisations);
    offered.push(option("new", `Add “${personWords(person)}”`, "somebody new", person));
  }

  return (
    <TypeAhead
      id="participants"
      label={people.length > 0 ? "Who else did you meet?" : "Who did you meet?"}
      placeholder={people.length > 0 ? undefined : "Name or role, organisation"}
      error={error}
      autoCapitalize="words"
      chosenLabel="People you met"
      offeredLabel="People"
      text={text}
      onText={(who) => onChange({ who })}
      chosen={people.map((person, index) => ({
        key: person.personId ?? `${person.name} ${index}`,
        label: (
          <>
            {personWords(person)} {!person.personId && <span className="note">new</span>}
          </>
        ),
        name: person.name,
      }))}
      onRemove={(index) => onChange({ people: people.filter((_, other) => other !== index) })}
      offered={offered}
      addsAsTyped
    />
  );
}
