import { RecordForm } from "../../components/RecordForm";
import { api } from "../../lib/api";
import type { Programme } from "../../lib/shapes";
import { useCreation } from "../../lib/useCreation";
import { BarrierFields } from "./BarrierFields";
import { barrierRequest, barrierValues, findWrong } from "./barrierValues";

type Props = { programme: Pick<Programme, "id" | "name">; onSaved: (id: string) => void };

/** Names something that keeps people from acting. */
export function CreateBarrier({ programme, onSaved }: Props) {
  const create = api.useMutation("post", "/programmes/{programmeId}/barriers");
  const base = `/programmes/${programme.id}`;
  const form = useCreation({
    form: `barrier:new:${programme.id}`,
    title: (typed) => `New barrier ${typed.name}`.trim(),
    href: `${base}/barriers/new`,
    initial: barrierValues(),
    findWrong,
    send: (typed, header) =>
      create.mutateAsync({ params: { path: { programmeId: programme.id }, header }, body: barrierRequest(typed) }),
    onMade: (made) => onSaved(made.id),
  });

  return (
    <RecordForm
      form={form}
      head={{
        title: "Name a barrier",
        trail: [
          { label: programme.name, href: base },
          { label: "What stands in the way", href: `${base}/barriers` },
        ],
        about: "What people said and did not do is put to it afterwards.",
      }}
      save="Save this barrier"
    >
      <BarrierFields programmeId={programme.id} values={form.values} errors={form.errors} change={form.change} />
    </RecordForm>
  );
}
