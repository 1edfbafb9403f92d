import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { fieldErrors } from "./problem";
import { useSession } from "./session";
import { useDraft } from "./useDraft";
import { useRevision } from "./useRevision";

type Options<T, Values> = {
  form: string;
  title: (values: Values) => string;
  href: string;
  opened: T;
  valuesOf: (record: T) => Values;
  findWrong?: (values: Values) => Record<string, string>;
  fetchCurrent: () => Promise<T | undefined>;
  send: (values: Values, header: { "If-Match": string }) => Promise<unknown>;
  onSaved: () => void | Promise<void>;
};

/** Changing a record: what is typed stays on this device until it is saved, also where somebody else saved first. */
export function useRevisedDraft<T extends { version: number }, Values extends { version: number }>({
  form,
  title,
  href,
  opened,
  valuesOf,
  findWrong,
  fetchCurrent,
  send,
  onSaved,
}: Options<T, Values>) {
  const { user } = useSession();
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [attempt, setAttempt] = useState(0);
  const { values, change, done } = useDraft<Values>({ userId: user.id, form, title, href, initial: valuesOf(opened) });
  const { save, takeTheirs, ...revision } = useRevision<T>({
    fetchCurrent,
    send: (header) => send(values, header),
    onSaved: async () => {
      await done();
      await queries.invalidateQueries();
      await onSaved();
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
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
    wrong,
    errors: { ...fieldErrors(revision.failure), ...wrong },
    hasErrors: revision.failure !== undefined || Object.keys(wrong).length > 0,
    attempt: `${attempt} ${revision.attempt}`,
    takeTheirs: () => {
      const taken = takeTheirs();
      if (taken) change(valuesOf(taken));
    },
  };
}
