import { TextInput } from "nhsuk-react-components";
import { type KeyboardEvent, type ReactNode, type Ref, useId, useImperativeHandle, useRef, useState } from "react";

type Chosen = { key: string; label: ReactNode; name?: string };
type Option = { key: string; label: ReactNode; choose: () => void };

type Props = {
  id: string;
  label: string;
  hint?: string;
  placeholder?: string;
  error?: string;
  className?: string;
  autoCapitalize?: string;
  /** What the list of those chosen, and that of those offered, are called by ear. */
  chosenLabel: string;
  offeredLabel: string;
  text: string;
  onText: (text: string) => void;
  chosen: readonly Chosen[];
  onRemove: (index: number) => void;
  offered: readonly Option[];
  /** The last option adds what was typed: Enter takes it unless another is marked, and never sends the form. */
  addsAsTyped?: boolean;
  /** Opens what can be chosen before anything is typed. */
  opensOnClick?: boolean;
  ref?: Ref<{ focus: () => void }>;
};

/** Several things found as one types: with the arrows and Enter, by pointer, and told to a screen reader as a combobox. */
export function TypeAhead({
  chosenLabel,
  offeredLabel,
  text,
  onText,
  chosen,
  onRemove,
  offered,
  addsAsTyped,
  opensOnClick,
  className,
  ref,
  ...field
}: Props) {
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const isShown = isOpen && offered.length > 0;
  useImperativeHandle(ref, () => ({ focus: () => input.current?.focus() }));

  function choose(option: Option) {
    option.choose();
    setOpen(false);
    setActive(-1);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      // Past either end lies the field itself, with nothing marked.
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive((active + step + offered.length + 1) % (offered.length + 1));
    } else if (event.key === "Enter" && (isShown || text.trim() || addsAsTyped)) {
      event.preventDefault();
      const likely = text.trim() ? offered.at(addsAsTyped ? -1 : 0) : undefined;
      const option = offered[active] ?? likely;
      if (option) choose(option);
    } else if (event.key === "Escape") setOpen(false);
  }

  const above = chosen.length > 0 && (
    <ul className="chosen" aria-label={chosenLabel}>
      {chosen.map((it, index) => (
        <li key={it.key}>
          <span>{it.label}</span>
          <button
            type="button"
            className="quiet-button"
            onClick={() => {
              onRemove(index);
              input.current?.focus();
            }}
          >
            Remove<span className="nhsuk-u-visually-hidden"> {it.name}</span>
          </button>
        </li>
      ))}
    </ul>
  );

  const below = (
    <div id={listId} role="listbox" aria-label={offeredLabel} className="who-options" hidden={!isShown}>
      {isShown &&
        offered.map((option, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active option
          <div
            key={option.key}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === active}
            className="who-option"
            onPointerDown={(event) => {
              event.preventDefault();
              choose(option);
            }}
          >
            {option.label}
          </div>
        ))}
    </div>
  );

  return (
    <TextInput
      {...field}
      name={field.id}
      ref={input}
      labelProps={{ size: "s" }}
      formGroupProps={{ className: className ? `who ${className}` : "who", beforeInput: above, afterInput: below }}
      role="combobox"
      autoComplete="off"
      aria-autocomplete="list"
      aria-expanded={isShown}
      aria-controls={listId}
      aria-activedescendant={isShown && offered[active] ? `${listId}-${active}` : undefined}
      value={text}
      onClick={() => opensOnClick && setOpen(true)}
      onChange={(event) => {
        onText(event.currentTarget.value);
        setOpen(true);
        setActive(-1);
      }}
      onKeyDown={onKeyDown}
      onBlur={() => setOpen(false)}
    />
  );
}
