import { RecordForm } from "../../components/RecordForm";
import { api } from "../../lib/api";
import { useCreation } from "../../lib/useCreation";
import { PersonFields } from "./PersonFields";
import { findWrong, personRequest, personValues } from "./personValues";

/** Adds somebody whom a programme meets or works with. */
export function CreatePerson({ onSaved }: { onSaved: () => void }) {
  const create = api.useMutation("post", "/people");
  const form = useCreation({
    form: "person:new",
    title: (typed) => `New person ${typed.name}`.trim(),
    href: "/people/new",
    initial: personValues(),
    findWrong,
    send: (typed, header) => create.mutateAsync({ params: { header }, body: personRequest(typed) }),
    onMade: onSaved,
  });

  return (
    <RecordForm
      form={form}
      head={{
        title: "Add a person",
        trail: [{ label: "People", href: "/people" }],
        about: "Only what their work tells. Nothing about health, origin or age belongs here.",
      }}
      save="Add this person"
    >
      <PersonFields values={form.values} errors={form.errors} change={form.change} />
    </RecordForm>
  );
}
