import { Fieldset, TextInput } from "nhsuk-react-components";
import { useState } from "react";

export type DayChoice = { label: string; day: string };

type Props = {
  id: string;
  legend: string;
  /** Days that are one tap away. */
  choices: readonly DayChoice[];
  /** The last choice opens the calendar. */
  otherLabel?: string;
  otherHint: string;
  value: string | undefined;
  min?: string;
  max?: string;
  error?: string;
  onChange: (day: string) => void;
};

/** A day: near ones by one tap, any other by the calendar. */
export function DayField({
  id,
  legend,
  choices,
  otherLabel = "Another day",
  otherHint,
  value,
  min,
  max,
  error,
  onChange,
}: Props) {
  const isNear = choices.some((choice) => choice.day === value);
  const [isOther, setOther] = useState(value !== undefined && value !== "" && !isNear);
  const shown = isOther || (value !== undefined && value !== "" && !isNear);

  return (
    <Fieldset className="day">
      <Fieldset.Legend size="s">{legend}</Fieldset.Legend>
      <div className="day-choices">
        {choices.map((choice) => (
          <button
            key={choice.label}
            type="button"
            className="day-choice"
            aria-pressed={!shown && choice.day === value}
            onClick={() => {
              setOther(false);
              onChange(choice.day);
            }}
          >
            {choice.label}
          </button>
        ))}
        <button type="button" className="day-choice" aria-pressed={shown} onClick={() => setOther(true)}>
          {otherLabel}
        </button>
      </div>
      {(shown || error) && (
        <TextInput
          id={id}
          name={id}
          type="date"
          label={otherHint}
          width="10"
          min={min}
          max={max}
          value={value ?? ""}
          error={error}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Fieldset>
  );
}
