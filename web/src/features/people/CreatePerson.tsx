import { Button, Form } from "nhsuk-react-components";
import { PageHead } from "../../components/PageHead";
import { ProblemSummary } from "../../components/ProblemSummary";
import { api } from "../../lib/api";
import { useCreation } from "../../lib/useCreation";
import { PersonFields } from "./PersonFields";
import { findWrong, personRequest, personValues } from "./personValues";

/** Adds somebody whom a programme meets or works with. */
export function CreatePerson({ onSaved }: { onSaved: () => void }) {
  const create = api.useMutation("post", "/people");
  const { values, change, submit, errors, hasErrors, failure, wrong, attempt, isSaving } = useCreation({
    form: "person:new",
    title: (typed) => `New person ${typed.name}`.trim(),
    href: "/people/new",
    initial: personValues(),
    findWrong,
    send: (typed, header) => create.mutateAsync({ params: { header }, body: personRequest(typed) }),
    onMade: onSaved,
  });

  return (
    <div className="narrow">
      {hasErrors && <ProblemSummary key={attempt} error={failure} errors={wrong} />}
      <PageHead
        title="Add a person"
        trail={[{ label: "People", href: "/people" }]}
        about="Only what their work tells. Nothing about health, origin or age belongs here."
        hasErrors={hasErrors}
      />
      <Form onSubmit={submit} noValidate>
        <PersonFields values={values} errors={errors} change={change} />
        <Button disabled={isSaving}>{isSaving ? "Saving…" : "Add this person"}</Button>
      </Form>
    </div>
  );
}
