import { Button, Form } from "nhsuk-react-components";
import { PageHead } from "../../components/PageHead";
import { ProblemSummary } from "../../components/ProblemSummary";
import { api } from "../../lib/api";
import { useCreation } from "../../lib/useCreation";
import { OrganisationFields } from "./OrganisationFields";
import { findWrong, organisationRequest, organisationValues } from "./organisationValues";

/** Adds an organisation; a name stands once in a workspace. */
export function CreateOrganisation({ onSaved }: { onSaved: () => void }) {
  const create = api.useMutation("post", "/organisations");
  const { values, change, submit, errors, hasErrors, failure, wrong, attempt, isSaving } = useCreation({
    form: "organisation:new",
    title: (typed) => `New organisation ${typed.name}`.trim(),
    href: "/organisations/new",
    initial: organisationValues(),
    findWrong,
    send: (typed, header) => create.mutateAsync({ params: { header }, body: organisationRequest(typed) }),
    onMade: onSaved,
  });

  return (
    <div className="narrow">
      {hasErrors && <ProblemSummary key={attempt} error={failure} errors={wrong} />}
      <PageHead
        title="Add an organisation"
        trail={[{ label: "Organisations", href: "/organisations" }]}
        about="Its sector decides under which heading what its people say is counted."
        hasErrors={hasErrors}
      />
      <Form onSubmit={submit} noValidate>
        <OrganisationFields values={values} errors={errors} change={change} />
        <Button disabled={isSaving}>{isSaving ? "Saving…" : "Add this organisation"}</Button>
      </Form>
    </div>
  );
}
