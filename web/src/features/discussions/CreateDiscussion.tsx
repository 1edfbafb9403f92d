import { RecordForm } from "../../components/RecordForm";
import { api } from "../../lib/api";
import type { Programme } from "../../lib/shapes";
import { useCreation } from "../../lib/useCreation";
import { DiscussionFields } from "./DiscussionFields";
import { discussionRequest, discussionValues, findWrong } from "./discussionValues";

type Props = { programme: Pick<Programme, "id" | "name">; onSaved: (id: string) => void };

/** Adds a discussion; what people said in it is imported next. */
export function CreateDiscussion({ programme, onSaved }: Props) {
  const create = api.useMutation("post", "/programmes/{programmeId}/discussions");
  const base = `/programmes/${programme.id}/discussions`;
  const form = useCreation({
    form: `discussion:new:${programme.id}`,
    title: (typed) => `New discussion ${typed.title}`.trim(),
    href: `${base}/new`,
    initial: discussionValues(),
    findWrong,
    send: (typed, header) =>
      create.mutateAsync({
        params: { path: { programmeId: programme.id }, header },
        body: discussionRequest(typed),
      }),
    onMade: (made) => onSaved(made.id),
  });

  return (
    <RecordForm
      form={form}
      head={{
        title: "Add a discussion",
        trail: [
          { label: programme.name, href: `/programmes/${programme.id}` },
          { label: "Discussions", href: base },
        ],
        about: "What people say in the open is coded like an interview, but counted apart from them.",
      }}
      save="Add this discussion"
    >
      <DiscussionFields values={form.values} errors={form.errors} change={form.change} />
    </RecordForm>
  );
}
