import { useQueryClient } from "@tanstack/react-query";
import { Button, Form } from "nhsuk-react-components";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { ProblemSummary } from "../../components/ProblemSummary";
import { api } from "../../lib/api";
import type { Source } from "../../lib/everything";
import { fieldErrors, isProblem } from "../../lib/problem";
import { idempotencyKey, newId } from "../../lib/records";
import type { Quote } from "../../lib/shapes";
import type { Passage } from "./passages";
import { levelOf, QuoteFields, type QuoteValues, themeError } from "./QuoteFields";

type Props = {
  programme: { id: string; taxonomyId: string };
  source: Source;
  notesBy?: string;
  notes: string;
  level?: string;
  passage: Passage;
  onMade: (made: Quote) => void;
  onClose: () => void;
};

const nothing: QuoteValues = { themeIds: [], confidentiality: "", confidentialityReason: "" };

/** The words that were chosen, and the themes that they speak of. */
export function CreateQuote({ programme, source, notesBy, notes, level, passage, onMade, onClose }: Props) {
  const queries = useQueryClient();
  const [values, setValues] = useState(nothing);
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [attempt, setAttempt] = useState(0);
  const key = useRef(newId());
  const heading = useRef<HTMLHeadingElement>(null);
  const create = api.useMutation("post", "/programmes/{programmeId}/quotes");
  const words = notes.slice(passage.start, passage.end);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words are another panel to the reader
  useEffect(() => heading.current?.focus(), [passage.start, passage.end]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setWrong(values.themeIds.length === 0 ? { themeIds: "Choose a theme for these words" } : {});
    if (values.themeIds.length === 0) return setAttempt((n) => n + 1);
    try {
      const made = await create.mutateAsync({
        params: { path: { programmeId: programme.id }, header: idempotencyKey(key.current) },
        body: { ...source, notesBy, ...passage, themeIds: values.themeIds, seenText: words, ...levelOf(values) },
      });
      await queries.invalidateQueries();
      onMade(made);
    } catch (error) {
      if (isProblem(error)) key.current = newId();
      setAttempt((n) => n + 1);
    }
  }

  const errors = { ...themeError(fieldErrors(create.error)), ...wrong };
  return (
    <section className="coding-panel" aria-labelledby="coding-title">
      <h3 id="coding-title" tabIndex={-1} ref={heading}>
        Code these words
      </h3>
      {(create.error || Object.keys(wrong).length > 0) && (
        <ProblemSummary key={attempt} error={create.error} errors={wrong} />
      )}
      <blockquote className="passage-words">{words}</blockquote>
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
          <Button disabled={create.isPending}>{create.isPending ? "Saving…" : "Save this passage"}</Button>
          <button type="button" className="quiet-button" onClick={onClose}>
            Leave it
          </button>
        </div>
      </Form>
    </section>
  );
}
