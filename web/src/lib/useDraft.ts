import { useCallback, useEffect, useRef, useState } from "react";
import { clearDraft, findDraft, leaveDraft, saveDraft } from "./drafts";

export type DraftState = "reading" | "empty" | "typing" | "saved" | "failed";

type Options<T> = {
  userId: string;
  form: string;
  title: (values: T) => string;
  href?: string;
  initial: T;
};

/**
 * A form's values, kept as they are typed. `state` says what may be promised ("Saved on this phone at 14:32");
 * call `done` only when the service has the record.
 */
export function useDraft<T>({ userId, form, title, href, initial }: Options<T>) {
  const [values, setValues] = useState(initial);
  const [state, setState] = useState<DraftState>("reading");
  const [savedAt, setSavedAt] = useState<number>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const current = useRef(initial);
  const pending = useRef<T>(undefined);
  const saving = useRef<T>(undefined);
  const about = useRef({ userId, form, title, href });
  about.current = { userId, form, title, href };

  const flush = useCallback(async () => {
    clearTimeout(timer.current);
    const next = pending.current;
    if (next === undefined) return;
    pending.current = undefined;
    saving.current = next;
    const { title, ...rest } = about.current;
    try {
      const draft = await saveDraft({ ...rest, title: title(next), values: next });
      setSavedAt(draft.savedAt);
      setState("saved");
    } catch {
      setState("failed");
    }
    if (saving.current === next) saving.current = undefined;
  }, []);

  useEffect(() => {
    let isHere = true;
    setState("reading");
    findDraft<T>(userId, form)
      .then((draft) => {
        if (!isHere) return;
        // What was typed while the store was being read stands above what was kept.
        if (pending.current !== undefined) return;
        if (draft) {
          current.current = draft.values;
          setValues(draft.values);
          setSavedAt(draft.savedAt);
        }
        setState(draft ? "saved" : "empty");
      })
      .catch(() => isHere && setState("failed"));
    return () => {
      isHere = false;
    };
  }, [userId, form]);

  useEffect(() => {
    const onHide = () => {
      const last = pending.current ?? saving.current;
      const { title, ...rest } = about.current;
      if (last !== undefined) leaveDraft({ ...rest, title: title(last), values: last });
      void flush();
    };
    window.addEventListener("pagehide", onHide);
    document.addEventListener("visibilitychange", onHide);
    return () => {
      window.removeEventListener("pagehide", onHide);
      document.removeEventListener("visibilitychange", onHide);
      void flush();
    };
  }, [flush]);

  const change = useCallback(
    (part: Partial<T>) => {
      const next = { ...current.current, ...part };
      current.current = next;
      pending.current = next;
      setValues(next);
      setState("typing");
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), 300);
    },
    [flush],
  );

  const done = useCallback(async () => {
    clearTimeout(timer.current);
    pending.current = undefined;
    await clearDraft(about.current.userId, about.current.form);
    setSavedAt(undefined);
    setState("empty");
  }, []);

  return { values, change, state, savedAt, flush, done };
}
