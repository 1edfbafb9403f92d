import { useQueryClient } from "@tanstack/react-query";
import { Button, Form, Textarea } from "nhsuk-react-components";
import { type FormEvent, type ReactNode, useState } from "react";
import { Conflict } from "../../components/Conflict";
import { ProblemSummary } from "../../components/ProblemSummary";
import { client } from "../../lib/api";
import { clockWords } from "../../lib/dates";
import { deviceWord } from "../../lib/device";
import { fieldErrors } from "../../lib/problem";
import { useSession } from "../../lib/session";
import type { Interview } from "../../lib/shapes";
import { useDraft } from "../../lib/useDraft";
import { useRevision } from "../../lib/useRevision";

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

type Typing = { notes: string; version: number };
type Versioned = { version: number; notes: string };

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
  const queries = useQueryClient();
  const path = { programmeId, id: interview.id };
  const draft = useDraft<Typing>({
    userId: user.id,
    form: `further-notes:${programmeId}:${interview.id}`,
    title: () => "Your notes of a meeting",
    href: `/programmes/${programmeId}/interviews/${interview.id}`,
    initial: { notes: own?.notes ?? "", version: own?.version ?? 0 },
  });
  const revision = useRevision<Versioned>({
    fetchCurrent: async () => {
      const { data } = await client.GET("/programmes/{programmeId}/interviews/{id}", { params: { path } });
      const theirs = data?.furtherNotes.find((it) => it.userId === user.id);
      return data && { version: theirs?.version ?? 0, notes: theirs?.notes ?? "" };
    },
    send: async (header) => {
      await draft.flush();
      const { error } = await client.PUT("/programmes/{programmeId}/interviews/{id}/further-notes", {
        params: { path, header },
        body: { notes: draft.values.notes },
      });
      if (error) throw error;
    },
    onSaved: async () => {
      await draft.done();
      await queries.invalidateQueries();
      onDone();
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    void revision.save(draft.values.version);
  }

  const { theirs } = revision;
  return (
    <>
      {revision.failure !== undefined && <ProblemSummary key={revision.attempt} error={revision.failure} />}
      {theirs && (
        <Conflict
          rows={[{ label: "Your notes", theirs: theirs.notes, mine: draft.values.notes }]}
          isSaving={revision.isSaving}
          onKeepMine={revision.keepMine}
          onTakeTheirs={() => {
            const taken = revision.takeTheirs();
            if (taken) draft.change({ notes: taken.notes, version: taken.version });
          }}
        />
      )}
      <Form onSubmit={submit} noValidate>
        <Textarea
          id="furtherNotes"
          name="furtherNotes"
          label="What did you hear?"
          labelProps={{ size: "s" }}
          hint={
            draft.savedAt
              ? `Saved on this ${deviceWord()} at ${clockWords(draft.savedAt)}, and not sent yet.`
              : `They stand beside the meeting’s notes and are as confidential. What you type is kept on this ${deviceWord()}.`
          }
          rows={8}
          maxLength={50_000}
          value={draft.values.notes}
          error={fieldErrors(revision.failure).notes}
          onChange={(event) => draft.change({ notes: event.currentTarget.value })}
        />
        <div className="actions">
          <Button secondary disabled={revision.isSaving || draft.state === "reading"}>
            {revision.isSaving ? "Saving…" : "Save your notes"}
          </Button>
          <button type="button" className="quiet-button" onClick={onDone}>
            Close
          </button>
        </div>
      </Form>
    </>
  );
}
