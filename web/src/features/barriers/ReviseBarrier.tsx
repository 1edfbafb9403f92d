import { Button, Form } from "nhsuk-react-components";
import { Asking } from "../../components/Asking";
import { Conflict, type ConflictRow } from "../../components/Conflict";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { ProblemSummary } from "../../components/ProblemSummary";
import { Waiting } from "../../components/Waiting";
import { api, client } from "../../lib/api";
import { dayWords } from "../../lib/dates";
import { ifMatch } from "../../lib/records";
import type { Barrier, Programme } from "../../lib/shapes";
import { useRevisedDraft } from "../../lib/useRevisedDraft";
import { barrierStatuses, wordFor } from "../../lib/vocabulary";
import { BarrierFields } from "./BarrierFields";
import { type BarrierValues, barrierRequest, barrierValues, findWrong } from "./barrierValues";

type Props = {
  programme: Pick<Programme, "id" | "name">;
  id: string;
  onSaved: () => void;
  onRemoved: () => void;
};

/** How far one has come with a barrier, and the way to remove it where it was none. */
export function ReviseBarrier(props: Props) {
  const { data, error } = api.useQuery(
    "get",
    "/programmes/{programmeId}/barriers/{id}",
    { params: { path: { programmeId: props.programme.id, id: props.id } } },
    { refetchOnWindowFocus: false },
  );
  if (error && !data) return <ProblemPage error={error} />;
  if (!data) return <Waiting what="the barrier" />;
  return <Revision {...props} opened={data} />;
}

function Revision({ programme, opened, onSaved, onRemoved }: Props & { opened: Barrier }) {
  const path = { programmeId: programme.id, id: opened.id };
  const base = `/programmes/${programme.id}`;
  const remove = api.useMutation("delete", "/programmes/{programmeId}/barriers/{id}", { onSuccess: onRemoved });
  const revision = useRevisedDraft({
    form: `barrier:${opened.id}`,
    title: (typed) => `Change to ${typed.name}`,
    href: `${base}/barriers/${opened.id}/edit`,
    opened,
    valuesOf: barrierValues,
    findWrong,
    fetchCurrent: async () => (await client.GET("/programmes/{programmeId}/barriers/{id}", { params: { path } })).data,
    send: async (typed, header) => {
      const { error } = await client.PUT("/programmes/{programmeId}/barriers/{id}", {
        params: { path, header },
        body: barrierRequest(typed),
      });
      if (error) throw error;
    },
    onSaved,
  });
  const { values, change, submit, errors } = revision;
  const failure = revision.failure ?? remove.error;
  const hasErrors = revision.hasErrors || Boolean(remove.error);

  function differences(saved: Barrier): ConflictRow[] {
    const theirs = barrierValues(saved);
    const row = (label: string, words: (it: BarrierValues) => string) => ({
      label,
      theirs: words(theirs),
      mine: words(values),
    });
    const day = (value: string) => value && dayWords(value);
    return [
      row("What stands in the way", (it) => it.name),
      row("What belongs to it", (it) => it.definition),
      row("System", (it) => it.systemName),
      row("Who can do something", (it) => it.owner),
      row("How far", (it) => wordFor(barrierStatuses, it.status)),
      row("Asked on", (it) => day(it.askedOn)),
      row("Answered on", (it) => day(it.answeredOn)),
      row("Answer", (it) => it.answer),
      row("Removed on", (it) => day(it.removedOn)),
    ];
  }

  return (
    <div className="narrow">
      {hasErrors && <ProblemSummary key={revision.attempt} error={failure} errors={revision.wrong} />}
      <PageHead
        title={`Change “${opened.name}”`}
        trail={[
          { label: programme.name, href: base },
          { label: "What stands in the way", href: `${base}/barriers` },
          { label: opened.name, href: `${base}/barriers/${opened.id}` },
        ]}
        hasErrors={hasErrors}
      />
      {revision.theirs && (
        <Conflict
          rows={differences(revision.theirs)}
          isSaving={revision.isSaving}
          onKeepMine={revision.keepMine}
          onTakeTheirs={revision.takeTheirs}
        />
      )}
      <Form onSubmit={submit} noValidate>
        <BarrierFields programmeId={programme.id} values={values} errors={errors} change={change} />
        {!revision.theirs && (
          <Button disabled={revision.isSaving}>{revision.isSaving ? "Saving…" : "Save changes"}</Button>
        )}
      </Form>
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
    </div>
  );
}
