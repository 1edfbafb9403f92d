import { TextInput } from "nhsuk-react-components";
import { useDeferredValue, useState } from "react";
import { api } from "../../lib/api";

type Props = {
  name: string;
  ownerId: string;
  error?: string;
  onChange: (change: { owner: string; ownerId: string }) => void;
};

/** Who can do something about a barrier: one of the people who are here, found as one types. */
export function OwnerField({ name, ownerId, error, onChange }: Props) {
  const [text, setText] = useState("");
  const search = useDeferredValue(text.trim());
  const found = api.useQuery(
    "get",
    "/people",
    { params: { query: { search, limit: 5 } } },
    { enabled: search.length > 1, staleTime: 30_000, retry: false, placeholderData: (before) => before },
  );
  const people = search.length > 1 ? (found.data?.items.filter((it) => it.status !== "remembered") ?? []) : [];
  if (ownerId) {
    return (
      <div className="choose-many">
        <p className="nhsuk-label nhsuk-label--s">Who can do something about it?</p>
        <ul className="chosen">
          <li>
            <span>{name || "Somebody"}</span>
            <button type="button" className="quiet-button" onClick={() => onChange({ owner: "", ownerId: "" })}>
              Choose somebody else
            </button>
          </li>
        </ul>
      </div>
    );
  }
  return (
    <div className="choose-many">
      <TextInput
        id="ownerPersonId"
        name="ownerPersonId"
        label="Who can do something about it?"
        labelProps={{ size: "s" }}
        hint="Type a part of their name, then choose. They stand under “People” first."
        autoComplete="off"
        value={text}
        error={error}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {people.length > 0 && (
        <div className="day-choices">
          {people.map((person) => (
            <button
              key={person.id}
              type="button"
              className="day-choice"
              onClick={() => {
                setText("");
                onChange({ owner: person.name, ownerId: person.id });
              }}
            >
              {[person.name, person.organisationName].filter(Boolean).join(", ")}
            </button>
          ))}
        </div>
      )}
      <p role="status">
        {search.length > 1 && found.data && people.length === 0 ? "Nobody of this name is here." : ""}
      </p>
    </div>
  );
}
