import { RecordForm } from "../../components/RecordForm";
import { api } from "../../lib/api";
import { useCreation } from "../../lib/useCreation";
import { ProgrammeFields } from "./ProgrammeFields";
import { findWrong, newProgramme, ownFields, programmeRequest } from "./programmeValues";

/** Starts a programme; whoever starts it leads it. */
export function CreateProgramme({ onSaved }: { onSaved: (id: string) => void }) {
  const create = api.useMutation("post", "/programmes");
  const form = useCreation({
    form: "programme:new",
    title: (typed) => `New programme ${typed.name}`.trim(),
    href: "/programmes/new",
    initial: newProgramme(),
    findWrong,
    ownFields,
    send: (typed, header) => create.mutateAsync({ params: { header }, body: programmeRequest(typed) }),
    onMade: (made) => onSaved(made.id),
  });
  return (
    <RecordForm
      form={form}
      head={{
        title: "Start a programme",
        trail: [{ label: "Programmes", href: "/programmes" }],
        about: "You will lead it. Its other members, and the groups who must change, come next.",
      }}
      save="Start this programme"
    >
      <ProgrammeFields values={form.values} errors={form.errors} change={form.change} />
    </RecordForm>
  );
}
