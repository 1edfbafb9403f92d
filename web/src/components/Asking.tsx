import { Button } from "nhsuk-react-components";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";

type Props = {
  /** On the button that asks: "Revoke". */
  label: string;
  /** What follows it for those who hear the button alone: "the key for the data warehouse". */
  about?: string;
  /** What will happen, before it does. */
  question: ReactNode;
  confirm: string;
  isPending?: boolean;
  onConfirm: () => void;
};

/** A step that cannot be taken back is asked about first, where it stands. */
export function Asking({ label, about, question, confirm, isPending, onConfirm }: Props) {
  const [isOpen, setOpen] = useState(false);
  const words = useRef<HTMLElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    if (isOpen) words.current?.focus();
  }, [isOpen]);

  if (!isOpen) {
    return (
      <button type="button" className="quiet-button" ref={opener} onClick={() => setOpen(true)}>
        {label}
        {about && <span className="nhsuk-u-visually-hidden"> {about}</span>}
      </button>
    );
  }
  return (
    <section className="asking" aria-labelledby={id} tabIndex={-1} ref={words}>
      <p id={id}>{question}</p>
      <div className="actions">
        <Button type="button" warning small disabled={isPending} onClick={onConfirm}>
          {confirm}
        </Button>
        <button
          type="button"
          className="quiet-button"
          onClick={() => {
            setOpen(false);
            setTimeout(() => opener.current?.focus());
          }}
        >
          Cancel
        </button>
      </div>
    </section>
  );
}
