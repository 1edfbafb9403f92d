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
import { OrganisationFields } from "./OrganisationFields";
import { findWrong, type OrganisationValues, organisationRequest, organisationValues } from "./organisationValues";

/** Adds an organisation; a name stands once in a workspace. */
export function CreateOrganisation({ onSaved }: { onSaved: () => void }) {
  const { user } = useSession();
  const queries = useQueryClient();
  const key = useRef(newId());
  const [attempt, setAttempt] = useState(0);
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const { values, change, done } = useDraft<OrganisationValues>({
    userId: user.id,
    form: "organisation:new",
    title: (typed) => `New organisation ${typed.name}`.trim(),
    href: "/organisations/new",
    initial: organisationValues(),
  });
  const create = api.useMutation("post", "/organisations", {
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
    create.mutate({ params: { header: idempotencyKey(key.current) }, body: organisationRequest(values) });
  }

  return (
    <div className="narrow">
      {hasErrors && <ProblemSummary key={attempt} error={create.error ?? undefined} errors={wrong} />}
      <PageHead
        title="Add an organisation"
        trail={[{ label: "Organisations", href: "/organisations" }]}
        about="Its sector decides under which heading what its people say is counted."
        hasErrors={hasErrors}
      />
      <Form onSubmit={submit} noValidate>
        <OrganisationFields values={values} errors={errors} change={change} />
        <Button disabled={create.isPending}>{create.isPending ? "Saving…" : "Add this organisation"}</Button>
      </Form>
    </div>
  );
}
