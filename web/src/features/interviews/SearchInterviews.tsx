import { Button, Form, TextInput } from "nhsuk-react-components";
import { type FormEvent, useState } from "react";
import { Anchor } from "../../components/Anchor";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { Waiting } from "../../components/Waiting";
import { api } from "../../lib/api";
import { dayWords } from "../../lib/dates";
import { foundId } from "../../lib/foundPlace";
import type { Programme } from "../../lib/shapes";
import { confidentialities, wordFor } from "../../lib/vocabulary";
import { list, plural } from "../../lib/words";

type Props = { programme: Pick<Programme, "id" | "name">; text: string; onSearch: (text: string) => void };

/** Words in the notes that the reader may open: each hit leads to its place. */
export function SearchInterviews({ programme, text, onSearch }: Props) {
  const base = `/programmes/${programme.id}`;
  const found = api.useQuery(
    "get",
    "/programmes/{programmeId}/interviews/search",
    { params: { path: { programmeId: programme.id }, query: { text } } },
    { enabled: text !== "", retry: false },
  );
  return (
    <>
      <PageHead
        title="Search the notes"
        trail={[
          { label: programme.name, href: base },
          { label: "Meetings", href: `${base}/interviews` },
        ]}
        about="Capitals and accents make no difference. Only notes that are open to you are searched."
      />
      <SearchField text={text} onSearch={onSearch} />
      {found.error && <ProblemPage error={found.error} />}
      {text && !found.data && !found.error && <Waiting what="the notes" />}
      {found.data && (
        <>
          <p role="status">{foundWords(found.data)}</p>
          <ul className="records">
            {found.data.items.map((hit) => (
              <li key={`${hit.interviewId} ${hit.notesBy?.id}`}>
                <Anchor
                  className="record-name"
                  href={`${base}/interviews/${hit.interviewId}#${foundId({ ...hit, notesBy: hit.notesBy?.id })}`}
                >
                  {list(hit.participants.map((it) => it.name)) || "Somebody whose name is held"}
                </Anchor>
                <blockquote className="hit">{marked(hit.snippet.replace(/\s*\n\s*/g, "\n"), text)}</blockquote>
                <p className="note">
                  {dayWords(hit.heldAt)}. {wordFor(confidentialities, hit.confidentiality)}.
                  {hit.notesBy && ` In the notes of ${hit.notesBy.name}.`}
                  {hit.times > 1 && ` ${hit.times} times.`}
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** Also on the page of all meetings: what is typed becomes the page's address. */
export function SearchField({ text, onSearch }: Pick<Props, "text" | "onSearch">) {
  const [typed, setTyped] = useState(text);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (typed.trim()) onSearch(typed.trim());
  }
  return (
    <Form onSubmit={submit} role="search" className="search-notes">
      <TextInput
        id="text"
        name="text"
        label="Words in the notes"
        labelProps={{ size: "s" }}
        width="20"
        maxLength={200}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button secondary small>
        Search
      </Button>
    </Form>
  );
}

function foundWords({ items, searched, hasMore }: { items: unknown[]; searched: number; hasMore: boolean }): string {
  const looked = `${searched} ${plural(searched, "meeting was", "meetings were")} looked through.`;
  if (items.length === 0) return `The words are in none. ${looked}`;
  return hasMore
    ? `The first ${items.length} are shown. Write more words to find fewer.`
    : `Found in ${items.length}. ${looked}`;
}

/** The words themselves stand out where they are written as they were sought. */
function marked(snippet: string, text: string) {
  const at = snippet.toLowerCase().indexOf(text.toLowerCase());
  if (at < 0) return snippet;
  return (
    <>
      {snippet.slice(0, at)}
      <mark>{snippet.slice(at, at + text.length)}</mark>
      {snippet.slice(at + text.length)}
    </>
  );
}
