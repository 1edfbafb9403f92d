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
import type { Discussion, Programme } from "../../lib/shapes";
import { useRevisedDraft } from "../../lib/useRevisedDraft";
import { discussionKinds, wordFor } from "../../lib/vocabulary";
import { plural } from "../../lib/words";
import { DiscussionFields } from "./DiscussionFields";
import { type DiscussionValues, discussionRequest, discussionValues, findWrong } from "./discussionValues";

type Props = {
  programme: Pick<Programme, "id" | "name">;
  id: string;
  onSaved: () => void;
  onRemoved: () => void;
};

/** What is said about a discussion, and the way to remove it whole. */
export function ReviseDiscussion(props: Props) {
  const { data, error } = api.useQuery(
    "get",
    "/programmes/{programmeId}/discussions/{id}",
    { params: { path: { programmeId: props.programme.id, id: props.id } } },
    { refetchOnWindowFocus: false },
  );
  if (error && !data) return <ProblemPage error={error} />;
  if (!data) return <Waiting what="the discussion" />;
  return <Revision {...props} opened={data} />;
}

function Revision({ programme, opened, onSaved, onRemoved }: Props & { opened: Discussion }) {
  const path = { programmeId: programme.id, id: opened.id };
  const base = `/programmes/${programme.id}/discussions`;
  const remove = api.useMutation("delete", "/programmes/{programmeId}/discussions/{id}", { onSuccess: onRemoved });
  const revision = useRevisedDraft({
    form: `discussion:${opened.id}`,
    title: (typed) => `Change to ${typed.title}`,
    href: `${base}/${opened.id}/edit`,
    opened,
    valuesOf: discussionValues,
    findWrong,
    fetchCurrent: async () =>
      (await client.GET("/programmes/{programmeId}/discussions/{id}", { params: { path } })).data,
    send: async (typed, header) => {
      const { error } = await client.PUT("/programmes/{programmeId}/discussions/{id}", {
        params: { path, header },
        body: discussionRequest(typed),
      });
      if (error) throw error;
    },
    onSaved,
  });
  const { values, change, submit, errors } = revision;
  const failure = revision.failure ?? remove.error;
  const hasErrors = revision.hasErrors || Boolean(remove.error);

  function differences(saved: Discussion): ConflictRow[] {
    const theirs = discussionValues(saved);
    const row = (label: string, words: (it: DiscussionValues) => string) => ({
      label,
      theirs: words(theirs),
      mine: words(values),
    });
    return [
      row("About", (it) => it.title),
      row("How", (it) => wordFor(discussionKinds, it.kind)),
      row("Day", (it) => it.heldOn && dayWords(it.heldOn)),
      row("Where it can be read", (it) => it.sourceLink),
      row("What people were told", (it) => it.invitation),
    ];
  }

  const many = opened.contributions;
  return (
    <div className="narrow">
      {hasErrors && <ProblemSummary key={revision.attempt} error={failure} errors={revision.wrong} />}
      <PageHead
        title={`About “${opened.title}”`}
        trail={[
          { label: programme.name, href: `/programmes/${programme.id}` },
          { label: "Discussions", href: base },
          { label: opened.title, href: `${base}/${opened.id}` },
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
        <DiscussionFields values={values} errors={errors} change={change} />
        {!revision.theirs && (
          <Button disabled={revision.isSaving}>{revision.isSaving ? "Saving…" : "Save changes"}</Button>
        )}
      </Form>
      <section className="section">
        <h2>Remove this discussion</h2>
        <Asking
          label="Remove it"
          about="with all that was said in it"
          question={
            many === 0
              ? "Nothing was said in it yet. It is gone for good."
              : `Its ${many} ${plural(many, "contribution", "contributions")} and what was coded in them go with it, for good.`
          }
          confirm="Remove the discussion"
          isPending={remove.isPending}
          onConfirm={() => remove.mutate({ params: { path, header: ifMatch(opened) } })}
        />
      </section>
    </div>
  );
}
