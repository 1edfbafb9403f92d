import { Button, Form } from "nhsuk-react-components";
import { type FormEvent, useState } from "react";
import { Anchor } from "../../components/Anchor";
import { ProblemSummary } from "../../components/ProblemSummary";
import { usePageTitle } from "../../components/usePageTitle";
import { clockWords, today } from "../../lib/dates";
import { deviceWord } from "../../lib/device";
import { useOrganisations } from "../../lib/everything";
import { useSession } from "../../lib/session";
import type { Programme } from "../../lib/shapes";
import { type DraftState, useDraft } from "../../lib/useDraft";
import { MeetingFields } from "./MeetingFields";
import { everybody, type Meeting, meetingTitle, newMeeting } from "./meeting";
import { queueMeeting, sendMeetings } from "./meetingQueue";
import { ReadCalendarFile } from "./ReadCalendarFile";

type Props = {
  programme: Pick<Programme, "id" | "name" | "taxonomyId">;
  hasOtherProgrammes: boolean;
  /** What a follow-up starts from; a plain meeting starts empty. */
  start?: Meeting;
  onSaved: (meeting: Meeting) => void;
};

/** Log a meeting: kept as it is typed, kept again when it is saved, and sent when there is a connection. */
export function CreateInterview({ programme, hasOtherProgrammes, start, onSaved }: Props) {
  const { user } = useSession();
  const organisations = useOrganisations();
  const [initial] = useState(() => start ?? newMeeting());
  const [attempt, setAttempt] = useState(0);
  const [failure, setFailure] = useState<unknown>();
  const [errors, setErrors] = useState<Record<string, string>>({});
  const follows = initial.followsId;
  const title = follows ? "Log a follow-up" : "Log a meeting";
  const href = `/programmes/${programme.id}/log-a-meeting${follows ? `?follows=${follows}` : ""}`;
  const draft = useDraft<Meeting>({
    userId: user.id,
    form: follows ? `interview:${programme.id}:after:${follows}` : `interview:${programme.id}`,
    title: meetingTitle,
    href,
    initial,
  });
  const hasErrors = Object.keys(errors).length > 0 || failure !== undefined;
  usePageTitle(title, hasErrors);

  async function save(event: FormEvent) {
    event.preventDefault();
    const people = everybody(draft.values, organisations.data ?? []);
    const meeting = { ...draft.values, people, who: "" };
    const missing = findMissing(meeting);
    setErrors(missing);
    if (Object.keys(missing).length > 0) return setAttempt((n) => n + 1);
    try {
      await queueMeeting(user.id, programme.id, meeting);
      await draft.done();
      onSaved(meeting);
      void sendMeetings(user.id);
    } catch (error) {
      setFailure(error);
      setAttempt((n) => n + 1);
    }
  }

  return (
    <div className="meeting">
      <div className="meeting-top">
        <h1>{title}</h1>
        <Anchor href={`/programmes/${programme.id}`}>Close</Anchor>
      </div>
      <p className="meeting-kept">
        {programme.name}. <Kept state={draft.state} savedAt={draft.savedAt} />
        {hasOtherProgrammes && !follows && (
          <>
            {" "}
            <Anchor href={`/log-a-meeting?from=${programme.id}`}>Change programme</Anchor>
          </>
        )}
      </p>
      {follows && (
        <p>
          It follows <Anchor href={`/programmes/${programme.id}/interviews/${follows}`}>an earlier meeting</Anchor> with
          the same people: in every figure the two are one conversation.
        </p>
      )}
      {hasErrors && <ProblemSummary key={attempt} error={failure} errors={errors} />}
      <Form onSubmit={save} noValidate>
        <ReadCalendarFile onRead={(part) => draft.change(part(draft.values))} />
        <MeetingFields values={draft.values} change={draft.change} errors={errors} taxonomyId={programme.taxonomyId} />
        <div className="meeting-save">
          <Button disabled={draft.state === "reading"}>Save meeting</Button>
        </div>
      </Form>
    </div>
  );
}

export function findMissing(meeting: Meeting): Record<string, string> {
  const missing: Record<string, string> = {};
  if (meeting.people.length === 0) missing.participants = "Say whom you met: a name or a role is enough.";
  if (meeting.day === "") missing.heldAt = "Choose the day of the meeting.";
  if (meeting.day && meeting.day > today()) missing.heldAt = "Choose a day that is not in the future.";
  return missing;
}

function Kept({ state, savedAt }: { state: DraftState; savedAt?: number }) {
  if (state === "failed") return <strong>This {deviceWord()} cannot keep drafts: save before you leave.</strong>;
  if (state === "saved" && savedAt) {
    return (
      <>
        <strong>Saved on this {deviceWord()}</strong> at {clockWords(savedAt)}.
      </>
    );
  }
  return state === "typing" ? "Saving…" : `What you type is kept on this ${deviceWord()}.`;
}
