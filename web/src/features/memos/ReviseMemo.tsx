import { Button, Form, Textarea } from "nhsuk-react-components";
import { Conflict } from "../../components/Conflict";
import { ProblemSummary } from "../../components/ProblemSummary";
import { client } from "../../lib/api";
import type { Memo } from "../../lib/shapes";
import { useRevisedDraft } from "../../lib/useRevisedDraft";

type Props = { programmeId: string; memo: Memo; onDone: () => void };

const valuesOf = (memo: Memo) => ({ text: memo.text ?? "", version: memo.version });

/** Another wording of one's own memo. */
export function ReviseMemo({ programmeId, memo, onDone }: Props) {
  const path = { programmeId, id: memo.id };
  const revision = useRevisedDraft({
    form: `memo:${memo.id}`,
    title: (typed) => `Change to a memo: ${typed.text.slice(0, 40)}`,
    href: memo.themeId
      ? `/themes/${memo.themeId}`
      : `/programmes/${programmeId}${memo.interviewId ? `/interviews/${memo.interviewId}` : ""}`,
    opened: memo,
    valuesOf,
    findWrong: (typed): Record<string, string> => (typed.text.trim() ? {} : { [memo.id]: "Write something first." }),
    fetchCurrent: async () => (await client.GET("/programmes/{programmeId}/memos/{id}", { params: { path } })).data,
    send: async (typed, header) => {
      const { error } = await client.PUT("/programmes/{programmeId}/memos/{id}", {
        params: { path, header },
        body: { text: typed.text.trim() },
      });
      if (error) throw error;
    },
    onSaved: onDone,
  });
  return (
    <>
      {revision.hasErrors && <ProblemSummary key={revision.attempt} error={revision.failure} errors={revision.wrong} />}
      {revision.theirs && (
        <Conflict
          rows={[{ label: "Memo", theirs: revision.theirs.text ?? "", mine: revision.values.text }]}
          isSaving={revision.isSaving}
          onKeepMine={revision.keepMine}
          onTakeTheirs={revision.takeTheirs}
        />
      )}
      <Form onSubmit={revision.submit} noValidate>
        <Textarea
          id={memo.id}
          name="text"
          label="Change your memo"
          labelProps={{ size: "s" }}
          rows={3}
          maxLength={10_000}
          value={revision.values.text}
          error={revision.errors[memo.id] ?? revision.errors.text}
          onChange={(event) => revision.change({ text: event.currentTarget.value })}
        />
        {!revision.theirs && (
          <div className="actions">
            <Button secondary small disabled={revision.isSaving}>
              {revision.isSaving ? "Saving…" : "Save this wording"}
            </Button>
            <button type="button" className="quiet-button" onClick={onDone}>
              Cancel
            </button>
          </div>
        )}
      </Form>
    </>
  );
}
