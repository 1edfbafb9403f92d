import { Button, Form, Select } from "nhsuk-react-components";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Anchor } from "../../components/Anchor";
import { CommitmentFields } from "../../components/CommitmentFields";
import { ProblemSummary } from "../../components/ProblemSummary";
import { usePageTitle } from "../../components/usePageTitle";
import { clockWords, dayWords, today } from "../../lib/dates";
import { deviceWord } from "../../lib/device";
import { saveDraft } from "../../lib/drafts";
import { problemWords } from "../../lib/problem";
import { newId } from "../../lib/records";
import { useSession } from "../../lib/session";
import type { Programme } from "../../lib/shapes";
import { useDraft } from "../../lib/useDraft";
import { list } from "../../lib/words";
import { type Meeting, meetingTitle } from "./meeting";
import { answerMeeting, type QueuedMeeting, sendMeetings, takeBackMeeting } from "./meetingQueue";

type Props = {
  programme: Pick<Programme, "id" | "name">;
  /** As it was typed; where the page was opened anew and nothing waits, only the service has it. */
  meeting: Meeting;
  savedAt: number;
  /** What still waits on this device; null when the service has everything. */
  queued: QueuedMeeting | null;
  onTakenBack: () => void;
  onAnother: () => void;
};

type Step = "ask" | "add" | { said: string };

/** After Save: one question, for a meeting without one is where say and do part. */
export function AskForCommitment({ programme, meeting, savedAt, queued, onTakenBack, onAnother }: Props) {
  const { user } = useSession();
  const answered = queued?.answer && answerWords(queued.answer.asked, queued.answer.commitment);
  const [step, setStep] = useState<Step>(answered ? { said: answered } : "ask");
  const [failure, setFailure] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const title = step === "ask" ? "Did you ask for a commitment?" : step === "add" ? "Add a commitment" : "Thank you";
  usePageTitle(title, failure !== undefined);

  // Each step is read from its beginning.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the title stands for the step
  useEffect(() => heading.current?.focus(), [title]);

  async function answer(asked: "asked" | "notAsked", commitment?: { act: string; dueOn?: string; name?: string }) {
    setFailure(undefined);
    try {
      await answerMeeting(user.id, programme.id, meeting, { asked, commitment });
      setStep({ said: answerWords(asked, commitment) });
      void sendMeetings(user.id);
    } catch (error) {
      setFailure(error);
    }
  }

  async function takeBack() {
    setBusy(true);
    setFailure(undefined);
    const isBack = await takeBackMeeting(user.id, programme.id, meeting.id);
    setBusy(false);
    if (!isBack) {
      setFailure({
        title: "Not undone",
        status: 0,
        detail: "This meeting is with the service, which cannot be reached just now. Try again when you are connected.",
      });
      return;
    }
    await saveDraft({
      userId: user.id,
      form: `interview:${programme.id}`,
      title: meetingTitle(meeting),
      href: `/programmes/${programme.id}/log-a-meeting`,
      // What is saved again is another meeting: the first one's id is spent.
      values: { ...meeting, id: newId() },
    });
    onTakenBack();
  }

  return (
    <div className="meeting">
      <div className="meeting-top">
        <p>Meeting saved</p>
        <button type="button" disabled={isBusy} onClick={takeBack}>
          {isBusy ? "Undoing…" : "Undo"}
        </button>
      </div>
      <p className="meeting-kept" role="status">
        <Whereabouts queued={queued} savedAt={savedAt} />
      </p>
      {failure !== undefined && <ProblemSummary error={failure} />}
      {queued?.problem && (
        <section className="conflict">
          <h2>The service did not accept this meeting</h2>
          <p>{problemWords(queued.problem)} Your words are kept here.</p>
          <Button type="button" secondary onClick={takeBack}>
            Correct it
          </Button>
        </section>
      )}
      <h1 tabIndex={-1} ref={heading} className="meeting-question">
        {title}
      </h1>
      {step === "ask" && (
        <>
          <p className="meeting-why">
            A commitment says who will do what, and by when. “I will support it” is not one yet.
          </p>
          <div className="meeting-answers">
            <Button type="button" onClick={() => setStep("add")}>
              Add a commitment
            </Button>
            <Button type="button" secondary onClick={() => answer("asked")}>
              Asked, none made
            </Button>
            <Button type="button" secondary onClick={() => answer("notAsked")}>
              Not asked
            </Button>
          </div>
        </>
      )}
      {step === "add" && (
        <AddCommitment
          meeting={meeting}
          programmeId={programme.id}
          onBack={() => setStep("ask")}
          onAdded={(commitment) => answer("asked", commitment)}
        />
      )}
      {typeof step === "object" && <p className="meeting-why">{step.said}</p>}
      <ul className="meeting-onward">
        <li>
          <button type="button" className="quiet-button" onClick={onAnother}>
            Log another meeting
          </button>
        </li>
        {!queued && (
          <li>
            <Anchor href={`/programmes/${programme.id}/interviews/${meeting.id}`}>See this meeting</Anchor>
          </li>
        )}
        <li>
          <Anchor href={`/programmes/${programme.id}`}>Go to {programme.name}</Anchor>
        </li>
      </ul>
    </div>
  );
}

function Whereabouts({ queued, savedAt }: { queued: QueuedMeeting | null; savedAt: number }) {
  if (!queued) return <>Sent and saved at {clockWords(savedAt)}.</>;
  return (
    <>
      <strong>Saved on this {deviceWord()}</strong> at {clockWords(queued.savedAt)}. It will be sent when you are
      connected. If you close this page, it is sent the next time you open Transform here.
    </>
  );
}

function answerWords(asked: "asked" | "notAsked", commitment?: { act: string; dueOn?: string; name?: string }): string {
  if (asked === "notAsked") return "Noted: not asked. You can still ask, and add a commitment to the meeting later.";
  if (!commitment) return "Noted: you asked, and none was made.";
  const who = commitment.name ?? "They";
  return `Noted: ${who} – ${commitment.act}${commitment.dueOn ? `, by ${dayWords(commitment.dueOn)}` : ""}.`;
}

type AddProps = {
  meeting: Meeting;
  programmeId: string;
  onBack: () => void;
  onAdded: (commitment: { act: string; dueOn?: string; name?: string }) => Promise<void>;
};

function AddCommitment({ meeting, programmeId, onBack, onAdded }: AddProps) {
  const { user } = useSession();
  const names = meeting.people.map((person) => person.name);
  const [attempt, setAttempt] = useState(0);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const { values, change, done } = useDraft({
    userId: user.id,
    form: `commitment:${programmeId}:${meeting.id}`,
    title: () => `Commitment of ${list(names)}`,
    href: `/programmes/${programmeId}/log-a-meeting?saved=${meeting.id}`,
    initial: { name: names[0] ?? "", act: "", dueOn: today(28) },
  });

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!values.act.trim()) {
      setErrors({ act: "Say what they will do." });
      return setAttempt((n) => n + 1);
    }
    await onAdded({ name: values.name || undefined, act: values.act.trim(), dueOn: values.dueOn || undefined });
    await done();
  }

  return (
    <Form onSubmit={submit} noValidate>
      <ProblemSummary key={attempt} error={undefined} errors={errors} />
      {names.length > 1 ? (
        <Select
          id="personId"
          name="personId"
          label="Who promised?"
          labelProps={{ size: "s" }}
          value={values.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        >
          {names.map((name, index) => (
            <Select.Option key={index} value={name}>
              {name}
            </Select.Option>
          ))}
          <Select.Option value="">All of them</Select.Option>
        </Select>
      ) : (
        <p>
          <strong>{names[0]}</strong> promised:
        </p>
      )}
      <CommitmentFields values={values} errors={errors} change={change} />
      <div className="meeting-answers">
        <Button>Save commitment</Button>
        <Button type="button" secondary onClick={onBack}>
          Back
        </Button>
      </div>
    </Form>
  );
}
