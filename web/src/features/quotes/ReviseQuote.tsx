import { useQueryClient } from "@tanstack/react-query";
import { Button, Form } from "nhsuk-react-components";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Conflict } from "../../components/Conflict";
import { ProblemSummary } from "../../components/ProblemSummary";
import { api } from "../../lib/api";
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
  const revise = api.useMutation("put", "/programmes/{programmeId}/quotes/{id}");
  const remove = api.useMutation("delete", "/programmes/{programmeId}/quotes/{id}");
  const current = api.useQuery("get", "/programmes/{programmeId}/quotes/{id}", { params }, { enabled: false });
  useEffect(() => heading.current?.focus(), []);

  const revision = useRevision<Quote>({
    fetchCurrent: async () => (await current.refetch()).data,
    send: (header) =>
      revise.mutateAsync({
        params: { ...params, header },
        body: {
          themeIds: values.themeIds,
          ...(moved && { ...moved, seenText: notes.slice(moved.start, moved.end) }),
          ...levelOf(values),
        },
      }),
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

  const names = (ids: readonly string[]) =>
    list(ids.map((id) => themes.data?.find((it) => it.id === id)?.name ?? "a theme"));
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
      {revision.theirs && (
        <Conflict
          rows={[
            { label: "Themes", theirs: names(revision.theirs.themeIds), mine: names(values.themeIds) },
            {
              label: "Who may read it",
              theirs: wordFor(confidentialities, revision.theirs.confidentiality ?? level ?? "programme"),
              mine: wordFor(confidentialities, values.confidentiality || (level ?? "programme")),
            },
          ]}
          isSaving={revision.isSaving}
          onKeepMine={revision.keepMine}
          onTakeTheirs={() => {
            const taken = revision.takeTheirs();
            if (taken) setValues(valuesOf(taken));
          }}
        />
      )}
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
          <Button disabled={revision.isSaving}>{revision.isSaving ? "Saving…" : "Save this passage"}</Button>
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
