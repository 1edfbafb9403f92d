import { Textarea } from "nhsuk-react-components";
import { RecordForm } from "../../components/RecordForm";
import { client } from "../../lib/api";
import type { Memo } from "../../lib/shapes";
import { useRevisedDraft } from "../../lib/useRevisedDraft";

type Props = { programmeId: string; memo: Memo; onDone: () => void };

const valuesOf = (memo: Memo) => ({ text: memo.text ?? "", version: memo.version });

/** Another wording of one's own memo. */
export function ReviseMemo({ programmeId, memo, onDone }: Props) {
  const path = { programmeId, id: memo.id };
  const form = useRevisedDraft({
    form: `memo:${memo.id}`,
    title: (typed) => `Change to a memo: ${typed.text.slice(0, 40)}`,
    href: memo.themeId
      ? `/themes/${memo.themeId}`
      : `/programmes/${programmeId}${memo.interviewId ? `/interviews/${memo.interviewId}` : ""}`,
    opened: memo,
    valuesOf,
    words: [["Memo", (it) => it.text]],
    findWrong: (typed): Record<string, string> => (typed.text.trim() ? {} : { [memo.id]: "Write something first." }),
    ownFields: ({ text, ...rest }) => (text ? { ...rest, [memo.id]: text } : rest),
    read: () => client.GET("/programmes/{programmeId}/memos/{id}", { params: { path } }),
    send: ({ text }, header) =>
      client.PUT("/programmes/{programmeId}/memos/{id}", { params: { path, header }, body: { text: text.trim() } }),
    onSaved: onDone,
  });
  return (
    <RecordForm
      form={form}
      save="Save this wording"
      instead={
        <button type="button" className="quiet-button" onClick={onDone}>
          Cancel
        </button>
      }
    >
      <Textarea
        id={memo.id}
        name="text"
        label="Change your memo"
        labelProps={{ size: "s" }}
        rows={3}
        maxLength={10_000}
        value={form.values.text}
        error={form.errors[memo.id]}
        onChange={(event) => form.change({ text: event.currentTarget.value })}
      />
    </RecordForm>
  );
}
