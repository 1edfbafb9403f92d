import { Textarea } from "nhsuk-react-components";
import { type ReactNode, useState } from "react";
import { RecordForm } from "../../components/RecordForm";
import { client } from "../../lib/api";
import { clockWords } from "../../lib/dates";
import { deviceWord } from "../../lib/device";
import { useSession } from "../../lib/session";
import type { Interview } from "../../lib/shapes";
import { useRevisedDraft } from "../../lib/useRevisedDraft";

type Notes = Interview["furtherNotes"][number];

type Props = {
  programmeId: string;
  interview: Interview;
  /** How notes are shown that the reader may open. */
  notes: (text: string, notesBy: string) => ReactNode;
};

/** What further interviewers wrote down, each their own; whoever was there writes theirs here. */
export function WriteFurtherNotes({ programmeId, interview, notes }: Props) {
  const { user } = useSession();
  const isFurther = interview.createdBy !== user.id && interview.interviewers.some((it) => it.userId === user.id);
  const own = interview.furtherNotes.find((it) => it.userId === user.id);
  const [isWriting, setWriting] = useState(false);
  if (interview.furtherNotes.length === 0 && !isFurther) return null;
  return (
    <section className="section">
      <h2>What further interviewers wrote</h2>
      {interview.furtherNotes.map((one) => (
        <div key={one.userId}>
          <h3>{one.userId === user.id ? "You" : one.name}</h3>
          {one.notesHeld && <p>These notes are not open to you.</p>}
          {!one.notesHeld && (one.notes ? notes(one.notes, one.userId) : <p>The words were erased.</p>)}
        </div>
      ))}
      {isFurther &&
        (isWriting ? (
          <Writing programmeId={programmeId} interview={interview} own={own} onDone={() => setWriting(false)} />
        ) : (
          <p>
            <button type="button" className="quiet-button" onClick={() => setWriting(true)}>
              {own ? "Change your notes" : "Write your own notes"}
            </button>
          </p>
        ))}
    </section>
  );
}

type Typed = { notes: string; version: number };

function Writing({
  programmeId,
  interview,
  own,
  onDone,
}: {
  programmeId: string;
  interview: Interview;
  own: Notes | undefined;
  onDone: () => void;
}) {
  const { user } = useSession();
  const path = { programmeId, id: interview.id };
  const form = useRevisedDraft({
    form: `further-notes:${programmeId}:${interview.id}`,
    title: () => "Your notes of a meeting",
    href: `/programmes/${programmeId}/interviews/${interview.id}`,
    opened: typedOf(own),
    valuesOf: (saved: Typed) => saved,
    words: [["Your notes", (it) => it.notes]],
    ownFields: ({ notes, ...rest }) => (notes ? { ...rest, furtherNotes: notes } : rest),
    read: async () => {
      const { data } = await client.GET("/programmes/{programmeId}/interviews/{id}", { params: { path } });
      return { data: data && typedOf(data.furtherNotes.find((it) => it.userId === user.id)) };
    },
    send: ({ notes }, header) =>
      client.PUT("/programmes/{programmeId}/interviews/{id}/further-notes", {
        params: { path, header },
        body: { notes },
      }),
    onSaved: onDone,
  });
  return (
    <RecordForm
      form={form}
      save="Save your notes"
      instead={
        <button type="button" className="quiet-button" onClick={onDone}>
          Close
        </button>
      }
    >
      <Textarea
        id="furtherNotes"
        name="furtherNotes"
        label="What did you hear?"
        labelProps={{ size: "s" }}
        hint={
          form.savedAt
            ? `Saved on this ${deviceWord()} at ${clockWords(form.savedAt)}, and not sent yet.`
            : `They stand beside the meeting’s notes and are as confidential. What you type is kept on this ${deviceWord()}.`
        }
        rows={8}
        maxLength={50_000}
        value={form.values.notes}
        error={form.errors.furtherNotes}
        onChange={(event) => form.change({ notes: event.currentTarget.value })}
      />
    </RecordForm>
  );
}

function typedOf(notes: Notes | undefined): Typed {
  return { notes: notes?.notes ?? "", version: notes?.version ?? 0 };
}
