import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { type FieldErrors, fieldErrors, isProblem } from "./problem";
import { idempotencyKey, newId } from "./records";
import { useSession } from "./session";
import { useDraft } from "./useDraft";

type Options<Values extends object, Made> = {
  /** Names the draft: one for each form and what it stands under. */
  form: string;
  title: (values: Values) => string;
  href: string;
  initial: Values;
  findWrong?: (values: Values) => FieldErrors;
  /** Where the form's fields are not called as the API's are. */
  ownFields?: (errors: FieldErrors) => FieldErrors;
  send: (values: Values, header: { "Idempotency-Key": string }) => Promise<Made>;
  onMade: (made: Made) => void | Promise<void>;
};

/** Making a record: what is typed stays on this device until the service has it, and what is sent twice is made once. */
export function useCreation<Values extends object, Made>({
  form,
  title,
  href,
  initial,
  findWrong,
  ownFields = (errors) => errors,
  send,
  onMade,
}: Options<Values, Made>) {
  const { user } = useSession();
  const queries = useQueryClient();
  const key = useRef(newId());
  const [attempt, setAttempt] = useState(0);
  const [wrong, setWrong] = useState<FieldErrors>({});
  const [failure, setFailure] = useState<unknown>();
  const [isSaving, setSaving] = useState(false);
  const { values, change, done } = useDraft<Values>({ userId: user.id, form, title, href, initial });

  async function submit(event: FormEvent) {
    event.preventDefault();
    const found = findWrong?.(values) ?? {};
    setWrong(found);
    setFailure(undefined);
    if (Object.keys(found).length > 0) return setAttempt((n) => n + 1);
    setSaving(true);
    try {
      const made = await send(values, idempotencyKey(key.current));
      await done();
      await queries.invalidateQueries();
      await onMade(made);
    } catch (error) {
      // What was refused is sent anew once it is put right; what got no answer may have been made, and is the same.
      if (isProblem(error)) key.current = newId();
      setFailure(error);
      setAttempt((n) => n + 1);
    } finally {
      setSaving(false);
    }
  }

  const errors = { ...ownFields(fieldErrors(failure)), ...wrong };
  return { values, change, submit, errors, failure, attempt, isSaving };
}
