import { useState } from "react";
import { asProblem } from "./problem";
import { ifMatch } from "./records";

type Options<T> = {
  /** The record as the service has it now. */
  fetchCurrent: () => Promise<T | undefined>;
  /** Sends the whole edit under the version that it was made on. */
  send: (header: { "If-Match": string }) => Promise<unknown>;
  onSaved: () => void | Promise<void>;
};

/** Saving over a version. When somebody else was first, `theirs` is what they saved, until the person chooses. */
export function useRevision<T extends { version: number }>({ fetchCurrent, send, onSaved }: Options<T>) {
  const [theirs, setTheirs] = useState<T>();
  const [failure, setFailure] = useState<unknown>();
  const [attempt, setAttempt] = useState(0);
  const [isSaving, setSaving] = useState(false);

  async function save(version: number) {
    setFailure(undefined);
    setSaving(true);
    try {
      // Whoever saves after having seen theirs, saves over theirs.
      await send(ifMatch({ version: theirs?.version ?? version }));
      setTheirs(undefined);
      await onSaved();
    } catch (error) {
      const current = asProblem(error).status === 412 ? await fetchCurrent().catch(() => undefined) : undefined;
      if (current) setTheirs(current);
      else {
        setFailure(error);
        setAttempt((n) => n + 1);
      }
    } finally {
      setSaving(false);
    }
  }

  return {
    save,
    keepMine: () => void (theirs && save(theirs.version)),
    takeTheirs: () => {
      setTheirs(undefined);
      return theirs;
    },
    theirs,
    failure,
    attempt,
    isSaving,
  };
}
