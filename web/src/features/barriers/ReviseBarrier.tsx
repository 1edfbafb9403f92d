import { Asking } from "../../components/Asking";
import { Opened } from "../../components/Opened";
import { RecordForm } from "../../components/RecordForm";
import { api, client } from "../../lib/api";
import { dayWords } from "../../lib/dates";
import { ifMatch } from "../../lib/records";
import type { Barrier, Programme } from "../../lib/shapes";
import { useRevisedDraft } from "../../lib/useRevisedDraft";
import { barrierStatuses, wordFor } from "../../lib/vocabulary";
import { BarrierFields } from "./BarrierFields";
import { barrierRequest, barrierValues, findWrong } from "./barrierValues";

type Props = {
  programme: Pick<Programme, "id" | "name">;
  id: string;
  onSaved: () => void;
  onRemoved: () => void;
};

/** How far one has come with a barrier, and the way to remove it where it was none. */
export function ReviseBarrier(props: Props) {
  const barrier = api.useQuery(
    "get",
    "/programmes/{programmeId}/barriers/{id}",
    { params: { path: { programmeId: props.programme.id, id: props.id } } },
    { refetchOnWindowFocus: false },
  );
  return (
    <Opened query={barrier} what="the barrier">
      {(opened) => <Revision {...props} opened={opened} />}
    </Opened>
  );
}

function Revision({ programme, opened, onSaved, onRemoved }: Props & { opened: Barrier }) {
  const path = { programmeId: programme.id, id: opened.id };
  const base = `/programmes/${programme.id}`;
  const remove = api.useMutation("delete", "/programmes/{programmeId}/barriers/{id}", { onSuccess: onRemoved });
  const form = useRevisedDraft({
    form: `barrier:${opened.id}`,
    title: (typed) => `Change to ${typed.name}`,
    href: `${base}/barriers/${opened.id}/edit`,
    opened,
    valuesOf: barrierValues,
    words: [
      ["What stands in the way", (it) => it.name],
      ["What belongs to it", (it) => it.definition],
      ["System", (it) => it.systemName],
      ["Who can do something", (it) => it.owner],
      ["How far", (it) => wordFor(barrierStatuses, it.status)],
      ["Asked on", (it) => it.askedOn && dayWords(it.askedOn)],
      ["Answered on", (it) => it.answeredOn && dayWords(it.answeredOn)],
      ["Answer", (it) => it.answer],
      ["Removed on", (it) => it.removedOn && dayWords(it.removedOn)],
    ],
    findWrong,
    read: () => client.GET("/programmes/{programmeId}/barriers/{id}", { params: { path } }),
    send: (typed, header) =>
      client.PUT("/programmes/{programmeId}/barriers/{id}", { params: { path, header }, body: barrierRequest(typed) }),
    onSaved,
  });

  return (
    <RecordForm
      form={form}
      head={{
        title: `Change “${opened.name}”`,
        trail: [
          { label: programme.name, href: base },
          { label: "What stands in the way", href: `${base}/barriers` },
          { label: opened.name, href: `${base}/barriers/${opened.id}` },
        ],
      }}
      save="Save changes"
      problem={remove.error}
      below={
        <section className="section">
          <h2>Remove this barrier</h2>
          <p>If it was overcome, mark it as removed above: then the map shows what was achieved.</p>
          <Asking
            label="Remove it from the map"
            question="What was put to it stands behind it no more. The meetings, commitments and passages themselves stay."
            confirm="Remove the barrier"
            isPending={remove.isPending}
            onConfirm={() => remove.mutate({ params: { path, header: ifMatch(opened) } })}
          />
        </section>
      }
    >
      <BarrierFields programmeId={programme.id} values={form.values} errors={form.errors} change={form.change} />
    </RecordForm>
  );
}
