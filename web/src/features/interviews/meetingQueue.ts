import { useEffect, useState } from "react";
import { client } from "../../lib/api";
import { clearDraft, findDraft, listDrafts, saveDraft } from "../../lib/drafts";
import { asProblem, isProblem, type Problem } from "../../lib/problem";
import { idempotencyKey, ifMatch, newId } from "../../lib/records";
import type { Interview, NewInterview } from "../../lib/shapes";
import { type Meeting, meetingOf, meetingTitle, newInterview, requestOf } from "./meeting";

/**
 * Meetings that were saved here and are not yet with the service. They stand among the drafts, so that nothing forgets
 * them, and each is sent in steps that may be repeated: the id makes it one meeting, the key makes it one commitment.
 */
export type QueuedMeeting = {
  id: string;
  programmeId: string;
  body: NewInterview;
  /** As typed, for whoever takes it back. */
  meeting: Meeting;
  savedAt: number;
  /** It may have arrived, for all that is known here. */
  isTried: boolean;
  isLogged: boolean;
  answer?: Answer;
  /** Why the service would not take it: then a person must look. */
  problem?: Problem;
};

export type Answer = {
  asked: "asked" | "notAsked";
  commitment?: { key: string; act: string; dueOn?: string; name?: string };
};

const prefix = "to-send:";
const changed = new EventTarget();

function announce(wasSent = false): void {
  changed.dispatchEvent(new CustomEvent("change", { detail: wasSent }));
}

/** Calls when a meeting was queued, sent or refused; the argument is true when the service has something new. */
export function onMeetingQueue(action: (wasSent: boolean) => void): () => void {
  const listener = (event: Event) => action((event as CustomEvent<boolean>).detail);
  changed.addEventListener("change", listener);
  return () => changed.removeEventListener("change", listener);
}

async function find(userId: string, id: string): Promise<QueuedMeeting | undefined> {
  return (await findDraft<QueuedMeeting>(userId, prefix + id))?.values;
}

async function keep(userId: string, queued: QueuedMeeting): Promise<void> {
  await saveDraft({
    userId,
    form: prefix + queued.id,
    title: meetingTitle(queued.meeting),
    values: queued,
    href: `/programmes/${queued.programmeId}/log-a-meeting?saved=${queued.id}`,
  });
}

export function isQueuedForm(form: string): boolean {
  return form.startsWith(prefix);
}

const turns = new Map<string, Promise<unknown>>();

/** One at a time, in every tab of this browser where the browser can tell. */
function inTurn<T>(what: "store" | "send", work: () => Promise<T>): Promise<T> {
  if (navigator.locks) return navigator.locks.request(`transform-meetings-${what}`, work) as Promise<T>;
  const before = turns.get(what) ?? Promise.resolve();
  const turn = before.then(work, work);
  turns.set(
    what,
    turn.catch(() => undefined),
  );
  return turn;
}

/** Changes what is queued as it stands now; what was changed meanwhile is not overwritten. */
function update(
  userId: string,
  id: string,
  change: (queued: QueuedMeeting | undefined) => QueuedMeeting | undefined,
): Promise<QueuedMeeting | undefined> {
  return inTurn("store", async () => {
    const before = await find(userId, id);
    const after = change(before);
    if (after) await keep(userId, after);
    else if (before) await clearDraft(userId, prefix + id);
    return after;
  });
}

/** After this the meeting cannot be lost: it is kept here first, and sent second. */
export async function queueMeeting(userId: string, programmeId: string, meeting: Meeting): Promise<void> {
  await update(userId, meeting.id, () => fresh(programmeId, meeting));
  announce();
}

function fresh(programmeId: string, meeting: Meeting): QueuedMeeting {
  return {
    id: meeting.id,
    programmeId,
    body: newInterview(meeting),
    meeting,
    savedAt: Date.now(),
    isTried: false,
    isLogged: false,
  };
}

/** Whether a commitment was asked for, and which was made: follows its meeting, sent or not. */
export async function answerMeeting(
  userId: string,
  programmeId: string,
  meeting: Meeting,
  { asked, commitment }: { asked: Answer["asked"]; commitment?: Omit<NonNullable<Answer["commitment"]>, "key"> },
): Promise<void> {
  const answer = { asked, commitment: commitment && { ...commitment, key: newId() } };
  await update(userId, meeting.id, (queued) => ({
    ...(queued ?? { ...fresh(programmeId, meeting), isTried: true, isLogged: true }),
    answer,
  }));
  announce();
}

/** Takes a meeting back, from here or from the service. False: it may be with the service, which cannot be asked now. */
export function takeBackMeeting(userId: string, programmeId: string, id: string): Promise<boolean> {
  return inTurn("send", async () => {
    const queued = await find(userId, id);
    const isOnlyHere = queued !== undefined && !queued.isTried;
    if (!isOnlyHere && !(await removeFromService(programmeId, id))) return false;
    await update(userId, id, () => undefined);
    return true;
  }).finally(() => announce(true));
}

async function removeFromService(programmeId: string, id: string): Promise<boolean> {
  const path = { programmeId, id };
  try {
    const { data, error } = await client.GET("/programmes/{programmeId}/interviews/{id}", { params: { path } });
    if (!data) return asProblem(error).status === 404;
    const { response } = await client.DELETE("/programmes/{programmeId}/interviews/{id}", {
      params: { path, header: ifMatch(data) },
    });
    return response.ok;
  } catch {
    return false;
  }
}

/** Sends what waits, oldest first. A lost connection leaves it for the next time; a refusal is noted on it. */
export function sendMeetings(userId: string): Promise<void> {
  return inTurn("send", async () => {
    for (;;) {
      const next = (await queuedMeetings(userId)).findLast((queued) => !queued.problem);
      if (!next) return;
      const outcome = await send(userId, next);
      announce(outcome === "sent");
      if (outcome === "later") return;
    }
  });
}

async function send(userId: string, queued: QueuedMeeting): Promise<"sent" | "later" | "refused"> {
  const { id } = queued;
  try {
    if (!queued.isLogged) {
      await update(userId, id, (now) => now && { ...now, isTried: true });
      await log(queued);
    }
    const logged = await update(userId, id, (now) => now && { ...now, isLogged: true });
    if (logged?.answer) await sendAnswer(logged, logged.answer);
    // An answer that was given in the meantime goes the next time round.
    await update(userId, id, (now) => (now?.answer?.asked === logged?.answer?.asked ? undefined : now));
    return "sent";
  } catch (error) {
    const problem = asProblem(error);
    const isRefused = isProblem(error) && problem.status >= 400 && problem.status < 500;
    // Signed out, too many at once, or a session that began before the connection was lost: none of it is the meeting's.
    const isPassing = [401, 408, 429].includes(problem.status) || problem.code === "anti-forgery";
    if (!isRefused || isPassing) return "later";
    await update(userId, id, (now) => now && { ...now, problem });
    return "refused";
  }
}

async function log({ programmeId, id, body }: QueuedMeeting): Promise<void> {
  const { error } = await client.POST("/programmes/{programmeId}/interviews", {
    params: { path: { programmeId }, header: idempotencyKey(id) },
    body,
    signal: AbortSignal.timeout(30_000),
  });
  if (error) throw error;
}

async function sendAnswer({ programmeId, id }: QueuedMeeting, answer: Answer): Promise<void> {
  const interview = await noteAsked(programmeId, id, answer.asked);
  if (!answer.commitment) return;
  const { key, act, dueOn, name } = answer.commitment;
  const only = interview.participants.length === 1 ? interview.participants[0] : undefined;
  const person = interview.participants.find((it) => it.name === name) ?? only;
  const { error } = await client.POST("/programmes/{programmeId}/commitments", {
    params: { path: { programmeId }, header: idempotencyKey(key) },
    body: { interviewId: id, personId: person?.personId, act, dueOn },
  });
  if (error) throw error;
}

/** One field of the interview, on whatever version it has by now. */
async function noteAsked(programmeId: string, id: string, asked: Answer["asked"]): Promise<Interview> {
  const path = { programmeId, id };
  for (let attempt = 0; ; attempt++) {
    const { data, error } = await client.GET("/programmes/{programmeId}/interviews/{id}", { params: { path } });
    if (!data) throw error;
    if (data.commitmentAsked === asked) return data;
    const revised = await client.PUT("/programmes/{programmeId}/interviews/{id}", {
      params: { path, header: ifMatch(data) },
      body: requestOf({ ...meetingOf(data), commitmentAsked: asked }, data.heldAt),
    });
    if (revised.data) return revised.data;
    if (asProblem(revised.error).status !== 412 || attempt === 3) throw revised.error;
  }
}

/** True while something waits here that nobody need look at. */
export async function isMeetingWaiting(userId: string): Promise<boolean> {
  return (await queuedMeetings(userId)).some((queued) => !queued.problem);
}

/** Newest first. */
async function queuedMeetings(userId: string): Promise<QueuedMeeting[]> {
  const drafts = await listDrafts(userId);
  return drafts
    .filter((draft) => isQueuedForm(draft.form))
    .map((draft) => draft.values as QueuedMeeting)
    .sort((a, b) => b.savedAt - a.savedAt);
}

/** A meeting while it waits; null once the service has it (or it was never here), undefined until that is known. */
export function useQueuedMeeting(userId: string, id: string): QueuedMeeting | null | undefined {
  const [queued, setQueued] = useState<QueuedMeeting | null>();
  useEffect(() => {
    let isHere = true;
    const read = () =>
      find(userId, id)
        .catch(() => undefined)
        .then((found) => isHere && setQueued(found ?? null));
    void read();
    const stop = onMeetingQueue(() => void read());
    return () => {
      isHere = false;
      stop();
    };
  }, [userId, id]);
  return queued;
}
