import { useQueryClient } from "@tanstack/react-query";
import { Button, Form } from "nhsuk-react-components";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Conflict } from "../../components/Conflict";
import { ProblemSummary } from "../../components/ProblemSummary";
import { api, client } from "../../lib/api";
import { useThemes } from "../../lib/everything";
import { fieldErrors } from "../../lib/problem";
import { ifMatch } from "../../lib/records";
import type { Quote } from "../../lib/shapes";
import { useRevision } from "../../lib/useRevision";
import { confidentialities, wordFor } from "../../lib/vocabulary";
import { list } from "../../lib/words";
import type { Passage } from "./passages";
import { levelOf, QuoteFields, type QuoteValues, themeError } from "./QuoteFields";

type Props = {
  programme: { id: string; taxonomyId: string };
  notes: string;
  level?: string;
  quote: Quote;
  number: number;
  /** Other words that were chosen meanwhile: the passage can be moved to them. */
  offered?: Passage;
  onClose: (words: string) => void;
};

/** A passage that is coded already: other themes, other words, another level, or away with it. */
export function ReviseQuote({ programme, notes, level, quote, number, offered, onClose }: Props) {
  const queries = useQueryClient();
  const themes = useThemes();
  const params = { path: { programmeId: programme.id, id: quote.id } };
  const [opened] = useState(quote);
  const [values, setValues] = useState<QuoteValues>(valuesOf(quote));
  const [moved, setMoved] = useState<Passage>();
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [isRemoving, setRemoving] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const remove = api.useMutation("delete", "/programmes/{programmeId}/quotes/{id}");
  useEffect(() => heading.current?.focus(), []);

  const names = (ids: readonly string[]) =>
    list(ids.map((id) => themes.data?.find((it) => it.id === id)?.name ?? "a theme"));
  const revision = useRevision<Quote>({
    read: () => client.GET("/programmes/{programmeId}/quotes/{id}", { params }),
    send: (header) =>
      client.PUT("/programmes/{programmeId}/quotes/{id}", {
        params: { ...params, header },
        body: {
          themeIds: values.themeIds,
          ...(moved && { ...moved, seenText: notes.slice(moved.start, moved.end) }),
          ...levelOf(values),
        },
      }),
    compare: (theirs) => [
      { label: "Themes", theirs: names(theirs.themeIds), mine: names(values.themeIds) },
      {
        label: "Who may read it",
        theirs: wordFor(confidentialities, theirs.confidentiality ?? level ?? "programme"),
        mine: wordFor(confidentialities, values.confidentiality || (level ?? "programme")),
      },
    ],
    onTaken: (theirs) => setValues(valuesOf(theirs)),
    onSaved: async () => {
      await queries.invalidateQueries();
      onClose(`Passage ${number} is saved.`);
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    setWrong(values.themeIds.length === 0 ? { themeIds: "Choose a theme, or remove the passage" } : {});
    if (values.themeIds.length > 0) void revision.save(opened.version);
  }

  async function onRemove() {
    await remove.mutateAsync({ params: { ...params, header: ifMatch(opened) } });
    await queries.invalidateQueries();
    onClose(`Passage ${number} is removed.`);
  }

  const failure = revision.failure ?? remove.error ?? undefined;
  const errors = { ...themeError(fieldErrors(failure)), ...wrong };
  return (
    <section className="coding-panel" aria-labelledby="coding-title">
      <h3 id="coding-title" tabIndex={-1} ref={heading}>
        Change passage {number}
      </h3>
      {(failure !== undefined || Object.keys(wrong).length > 0) && (
        <ProblemSummary key={revision.attempt} error={failure} errors={wrong} />
      )}
      {revision.conflict && <Conflict {...revision.conflict} />}
      <blockquote className="passage-words">{moved ? notes.slice(moved.start, moved.end) : quote.text}</blockquote>
      {offered && (
        <p>
          <button type="button" className="quiet-button" onClick={() => setMoved(offered)}>
            Use the words selected now instead
          </button>
        </p>
      )}
      <Form onSubmit={submit} noValidate>
        <QuoteFields
          id="passage"
          taxonomyId={programme.taxonomyId}
          level={level}
          values={values}
          errors={errors}
          onChange={(part) => setValues((before) => ({ ...before, ...part }))}
        />
        <div className="actions">
          {!revision.conflict && (
            <Button disabled={revision.isSaving}>{revision.isSaving ? "Saving…" : "Save this passage"}</Button>
          )}
          {isRemoving ? (
            <Button type="button" secondary disabled={remove.isPending} onClick={() => void onRemove().catch(() => {})}>
              Yes, remove it and its memos
            </Button>
          ) : (
            <Button type="button" secondary onClick={() => setRemoving(true)}>
              Remove this passage
            </Button>
          )}
          <button type="button" className="quiet-button" onClick={() => onClose("")}>
            Leave it
          </button>
        </div>
      </Form>
    </section>
  );
}

function valuesOf(quote: Quote): QuoteValues {
  return { themeIds: quote.themeIds, confidentiality: quote.confidentiality ?? "", confidentialityReason: "" };
}
