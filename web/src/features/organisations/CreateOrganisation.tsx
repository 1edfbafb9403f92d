import { RecordForm } from "../../components/RecordForm";
import { api } from "../../lib/api";
import { useCreation } from "../../lib/useCreation";
import { OrganisationFields } from "./OrganisationFields";
import { findWrong, organisationRequest, organisationValues } from "./organisationValues";

/** Adds an organisation; a name stands once in a workspace. */
export function CreateOrganisation({ onSaved }: { onSaved: () => void }) {
  const create = api.useMutation("post", "/organisations");
  const form = useCreation({
    form: "organisation:new",
    title: (typed) => `New organisation ${typed.name}`.trim(),
    href: "/organisations/new",
    initial: organisationValues(),
    findWrong,
    send: (typed, header) => create.mutateAsync({ params: { header }, body: organisationRequest(typed) }),
    onMade: onSaved,
  });

  return (
    <RecordForm
      form={form}
      head={{
        title: "Add an organisation",
        trail: [{ label: "Organisations", href: "/organisations" }],
        about: "Its sector decides under which heading what its people say is counted.",
      }}
      save="Add this organisation"
    >
      <OrganisationFields values={form.values} errors={form.errors} change={form.change} />
    </RecordForm>
  );
}
