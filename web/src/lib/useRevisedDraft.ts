import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { type FieldErrors, fieldErrors } from "./problem";
import { useSession } from "./session";
import { useDraft } from "./useDraft";
import { type Answer, useRevision } from "./useRevision";

type Options<T, Values> = {
  form: string;
  title: (values: Values) => string;
  href: string;
  opened: T;
  valuesOf: (record: T) => Values;
  /** Each field's label, and what stands in it in words: so two people's changes are compared. */
  words: readonly (readonly [label: string, words: (values: Values) => string | null | undefined])[];
  findWrong?: (values: Values) => FieldErrors;
  /** Where the form's fields are not called as the API's are. */
  ownFields?: (errors: FieldErrors) => FieldErrors;
  read: () => Promise<Answer<T>>;
  send: (values: Values, header: { "If-Match": string }) => Promise<Answer<unknown>>;
  onSaved: () => void | Promise<void>;
};

/** Changing a record: what is typed stays on this device until it is saved, also where somebody else saved first. */
export function useRevisedDraft<T extends { version: number }, Values extends { version: number }>({
  form,
  title,
  href,
  opened,
  valuesOf,
  words,
  findWrong,
  ownFields = (errors) => errors,
  read,
  send,
  onSaved,
}: Options<T, Values>) {
  const { user } = useSession();
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<FieldErrors>({});
  const [attempt, setAttempt] = useState(0);
  const draft = useDraft<Values>({ userId: user.id, form, title, href, initial: valuesOf(opened) });
  const { values, change, savedAt } = draft;
  const { save, ...revision } = useRevision<T>({
    read,
    send: async (header) => {
      await draft.flush();
      return send(values, header);
    },
    compare: (theirs) =>
      words.map(([label, its]) => ({
        label,
        theirs: its(valuesOf(theirs)) ?? "",
        mine: its(values) ?? "",
      })),
    onTaken: (theirs) => change(valuesOf(theirs)),
    onSaved: async () => {
      await draft.done();
      await queries.invalidateQueries();
      await onSaved();
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    if (revision.conflict) return;
    const found = findWrong?.(values) ?? {};
    setWrong(found);
    setAttempt((n) => n + 1);
    if (Object.keys(found).length === 0) void save(values.version);
  }

  return {
    ...revision,
    values,
    change,
    submit,
    savedAt,
    /** For whoever leaves it as it was. */
    forget: draft.done,
    errors: { ...ownFields(fieldErrors(revision.failure)), ...wrong },
    attempt: `${attempt} ${revision.attempt}`,
    // What was typed before may still be on its way from the device.
    isReading: draft.state === "reading",
  };
}
