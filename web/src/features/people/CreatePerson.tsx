import { useQueryClient } from "@tanstack/react-query";
import { Button, Form } from "nhsuk-react-components";
import { type FormEvent, useRef, useState } from "react";
import { PageHead } from "../../components/PageHead";
import { ProblemSummary } from "../../components/ProblemSummary";
import { api } from "../../lib/api";
import { fieldErrors } from "../../lib/problem";
import { idempotencyKey, newId } from "../../lib/records";
import { useSession } from "../../lib/session";
import { useDraft } from "../../lib/useDraft";
import { PersonFields } from "./PersonFields";
import { findWrong, type PersonValues, personRequest, personValues } from "./personValues";

/** Adds somebody whom a programme meets or works with. */
export function CreatePerson({ onSaved }: { onSaved: () => void }) {
  const { user } = useSession();
  const queries = useQueryClient();
  const key = useRef(newId());
  const [attempt, setAttempt] = useState(0);
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const { values, change, done } = useDraft<PersonValues>({
    userId: user.id,
    form: "person:new",
    title: (typed) => `New person ${typed.name}`.trim(),
    href: "/people/new",
    initial: personValues(),
  });
  const create = api.useMutation("post", "/people", {
    onError: () => {
      key.current = newId();
      setAttempt((n) => n + 1);
    },
    onSuccess: async () => {
      await done();
      await queries.invalidateQueries();
      onSaved();
    },
  });
  const errors = { ...fieldErrors(create.error), ...wrong };
  const hasErrors = create.isError || Object.keys(wrong).length > 0;

  function submit(event: FormEvent) {
    event.preventDefault();
    const found = findWrong(values);
    setWrong(found);
    create.reset();
    if (Object.keys(found).length > 0) return setAttempt((n) => n + 1);
    create.mutate({ params: { header: idempotencyKey(key.current) }, body: personRequest(values) });
  }

  return (
    <div className="narrow">
      {hasErrors && <ProblemSummary key={attempt} error={create.error ?? undefined} errors={wrong} />}
      <PageHead
        title="Add a person"
        trail={[{ label: "People", href: "/people" }]}
        about="Only what their work tells. Nothing about health, origin or age belongs here."
        hasErrors={hasErrors}
      />
      <Form onSubmit={submit} noValidate>
        <PersonFields values={values} errors={errors} change={change} />
        <Button disabled={create.isPending}>{create.isPending ? "Saving…" : "Add this person"}</Button>
      </Form>
    </div>
  );
}
