import { Asking } from "../../components/Asking";
import { Opened } from "../../components/Opened";
import { RecordForm } from "../../components/RecordForm";
import { api, client } from "../../lib/api";
import { dayWords } from "../../lib/dates";
import { ifMatch } from "../../lib/records";
import type { Discussion, Programme } from "../../lib/shapes";
import { useRevisedDraft } from "../../lib/useRevisedDraft";
import { discussionKinds, wordFor } from "../../lib/vocabulary";
import { plural } from "../../lib/words";
import { DiscussionFields } from "./DiscussionFields";
import { discussionRequest, discussionValues, findWrong } from "./discussionValues";

type Props = {
  programme: Pick<Programme, "id" | "name">;
  id: string;
  onSaved: () => void;
  onRemoved: () => void;
};

/** What is said about a discussion, and the way to remove it whole. */
export function ReviseDiscussion(props: Props) {
  const discussion = api.useQuery(
    "get",
    "/programmes/{programmeId}/discussions/{id}",
    { params: { path: { programmeId: props.programme.id, id: props.id } } },
    { refetchOnWindowFocus: false },
  );
  return (
    <Opened query={discussion} what="the discussion">
      {(opened) => <Revision {...props} opened={opened} />}
    </Opened>
  );
}

function Revision({ programme, opened, onSaved, onRemoved }: Props & { opened: Discussion }) {
  const path = { programmeId: programme.id, id: opened.id };
  const base = `/programmes/${programme.id}/discussions`;
  const remove = api.useMutation("delete", "/programmes/{programmeId}/discussions/{id}", { onSuccess: onRemoved });
  const form = useRevisedDraft({
    form: `discussion:${opened.id}`,
    title: (typed) => `Change to ${typed.title}`,
    href: `${base}/${opened.id}/edit`,
    opened,
    valuesOf: discussionValues,
    words: [
      ["About", (it) => it.title],
      ["How", (it) => wordFor(discussionKinds, it.kind)],
      ["Day", (it) => it.heldOn && dayWords(it.heldOn)],
      ["Where it can be read", (it) => it.sourceLink],
      ["What people were told", (it) => it.invitation],
    ],
    findWrong,
    read: () => client.GET("/programmes/{programmeId}/discussions/{id}", { params: { path } }),
    send: (typed, header) =>
      client.PUT("/programmes/{programmeId}/discussions/{id}", {
        params: { path, header },
        body: discussionRequest(typed),
      }),
    onSaved,
  });
  const many = opened.contributions;

  return (
    <RecordForm
      form={form}
      head={{
        title: `About “${opened.title}”`,
        trail: [
          { label: programme.name, href: `/programmes/${programme.id}` },
          { label: "Discussions", href: base },
          { label: opened.title, href: `${base}/${opened.id}` },
        ],
      }}
      save="Save changes"
      problem={remove.error}
      below={
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
      }
    >
      <DiscussionFields values={form.values} errors={form.errors} change={form.change} />
    </RecordForm>
  );
}
