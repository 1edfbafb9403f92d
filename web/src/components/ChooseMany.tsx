import { Select } from "nhsuk-react-components";
import type { ReactNode } from "react";

export type Choice = { value: string; label: string };

type Props = {
  id: string;
  label: string;
  hint?: string;
  /** "organisation", for "Remove organisation X". */
  choices: readonly Choice[];
  chosen: readonly string[];
  empty?: string;
  error?: string;
  /** What else stands with each that was chosen. */
  beside?: (value: string) => ReactNode;
  /** Why one of them cannot be taken away here. */
  stays?: (value: string) => ReactNode;
  onChange: (chosen: string[]) => void;
};

/** Several of many: each choice joins a list from which it can be taken away. */
export function ChooseMany({ id, label, hint, choices, chosen, empty, error, beside, stays, onChange }: Props) {
  const labels = new Map(choices.map((choice) => [choice.value, choice.label]));
  const left = choices.filter((choice) => !chosen.includes(choice.value));
  return (
    <div className="choose-many">
      <Select
        id={id}
        name={id}
        label={label}
        labelProps={{ size: "s" }}
        hint={hint}
        error={error}
        value=""
        onChange={(event) => event.currentTarget.value && onChange([...chosen, event.currentTarget.value])}
      >
        <Select.Option value="">{left.length > 0 ? "Choose…" : (empty ?? "Nothing more to choose")}</Select.Option>
        {left.map((choice) => (
          <Select.Option key={choice.value} value={choice.value}>
            {choice.label}
          </Select.Option>
        ))}
      </Select>
      {chosen.length > 0 && (
        <ul className="chosen" aria-label={`${label}: chosen`}>
          {chosen.map((value) => (
            <li key={value}>
              <span>{labels.get(value) ?? "…"}</span>
              {beside?.(value)}
              {stays?.(value) ?? (
                <button
                  type="button"
                  className="quiet-button"
                  onClick={() => onChange(chosen.filter((it) => it !== value))}
                >
                  Remove<span className="nhsuk-u-visually-hidden"> {labels.get(value)}</span>
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
