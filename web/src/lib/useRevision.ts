import { useState } from "react";
import { asProblem } from "./problem";
import { ifMatch } from "./records";

/** What the client answers: a record, or the problem. */
export type Answer<T> = { data?: T; error?: unknown };

export type ConflictRow = { label: string; theirs: string; mine: string };

/** Somebody saved first: what differs, and the two ways on. */
export type Conflicting = {
  rows: readonly ConflictRow[];
  isSaving?: boolean;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
};

type Options<T> = {
  /** The record as the service has it now. */
  read: () => Promise<Answer<T>>;
  /** Sends the whole edit under the version that it was made on. */
  send: (header: { "If-Match": string }) => Promise<Answer<unknown>>;
  /** What both wrote, field by field, for the person to choose from. */
  compare: (theirs: T) => readonly ConflictRow[];
  onTaken: (theirs: T) => void;
  onSaved: () => void | Promise<void>;
};

/** Saving over a version. When somebody else was first, `conflict` says what they saved, until the person chooses. */
export function useRevision<T extends { version: number }>({ read, send, compare, onTaken, onSaved }: Options<T>) {
  const [theirs, setTheirs] = useState<T>();
  const [failure, setFailure] = useState<unknown>();
  const [attempt, setAttempt] = useState(0);
  const [isSaving, setSaving] = useState(false);

  async function save(version: number) {
    setFailure(undefined);
    setSaving(true);
    try {
      // Whoever saves after having seen theirs, saves over theirs.
      const { error } = await send(ifMatch({ version: theirs?.version ?? version }));
      if (error) throw error;
      setTheirs(undefined);
      await onSaved();
    } catch (error) {
      const current = asProblem(error).status === 412 ? await read().catch(() => undefined) : undefined;
      if (current?.data) setTheirs(current.data);
      else {
        setFailure(error);
        setAttempt((n) => n + 1);
      }
    } finally {
      setSaving(false);
    }
  }

  const conflict: Conflicting | undefined = theirs && {
    rows: compare(theirs),
    isSaving,
    onKeepMine: () => void save(theirs.version),
    onTakeTheirs: () => {
      setTheirs(undefined);
      onTaken(theirs);
    },
  };
  return { save, conflict, failure, attempt, isSaving };
}
