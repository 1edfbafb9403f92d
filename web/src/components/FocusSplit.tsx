import { Fieldset } from "nhsuk-react-components";
import type { KeyboardEvent } from "react";
import { percent } from "../lib/figures";
import { type Dimension, giveRest, isEmpty, peopleShare, rest, type Split, shareRest, step, total } from "../lib/focus";
import { Beam } from "./Beam";

type Props = {
  id: string;
  dimensions: readonly Dimension[];
  split: Split;
  onChange: (split: Split) => void;
  legend?: string;
  hint?: string;
  error?: string;
};

const sides = [
  { block: "structure", className: "structure-words" },
  { block: "people", className: "people-words" },
] as const;

/** Where the attention goes, in percent: structure on the left, people on the right, with what is left counted aloud. */
export function FocusSplit({ id, dimensions, split, onChange, legend, hint, error }: Props) {
  const left = rest(split);
  const sum = total(split);
  const share = peopleShare(split, dimensions);
  const started = !isEmpty(split);

  function onKey(event: KeyboardEvent<HTMLInputElement>, code: string) {
    const by = event.key === "ArrowUp" ? 10 : event.key === "ArrowDown" ? -10 : 0;
    if (by === 0) return;
    event.preventDefault();
    onChange(step(split, code, by));
  }

  return (
    <div className={error ? "nhsuk-form-group nhsuk-form-group--error" : "nhsuk-form-group"} id={id}>
      <Fieldset className="focus-split" aria-describedby={`${id}-hint`}>
        <Fieldset.Legend size="s">{legend ?? "Where does its attention go?"}</Fieldset.Legend>
        <p className="nhsuk-hint" id={`${id}-hint`}>
          {hint ?? "Give percent that add up to 100. The up and down keys change by ten."}
        </p>
        {error && (
          <p className="nhsuk-error-message" id={`${id}-error`}>
            <span className="nhsuk-u-visually-hidden">Error: </span>
            {error}
          </p>
        )}
        <div className="focus-sides">
          {sides.map((side) => (
            <div key={side.block}>
              <p className={side.className}>{side.block}</p>
              <ul>
                {dimensions
                  .filter((d) => d.block === side.block)
                  .map((d) => (
                    <li className="focus-row" key={d.code}>
                      <label htmlFor={`${id}-${d.code}`}>{d.name}</label>
                      {left > 0 && sum > 0 && (
                        <button
                          type="button"
                          className="quiet-button"
                          aria-label={`+${left}: give the rest to ${d.name}`}
                          onClick={() => onChange(giveRest(split, d.code))}
                        >
                          +{left}
                        </button>
                      )}
                      <input
                        id={`${id}-${d.code}`}
                        className="nhsuk-input"
                        inputMode="decimal"
                        autoComplete="off"
                        placeholder="0"
                        value={split[d.code] ?? ""}
                        onChange={(event) => onChange({ ...split, [d.code]: event.currentTarget.value })}
                        onKeyDown={(event) => onKey(event, d.code)}
                      />
                      <span aria-hidden="true">%</span>
                    </li>
                  ))}
              </ul>
            </div>
          ))}
        </div>
        {share !== undefined && (
          <div className="focus-beam" aria-hidden="true">
            <Beam label="This activity" figure={{ grade: "reportable", peopleShare: share }} />
          </div>
        )}
        <div className="actions focus-total">
          <p role="status">
            {!started
              ? "Nothing shared yet."
              : Number.isNaN(sum)
                ? "Something typed is no number."
                : left > 0
                  ? `${sum} of 100 shared, ${left} left.`
                  : sum > 100
                    ? `${sum}: that is ${Math.round((sum - 100) * 100) / 100} too many.`
                    : `All 100 shared: ${percent(share ?? 0)} people, ${percent(1 - (share ?? 0))} structure.`}
          </p>
          {started && left > 0 && (
            <button
              type="button"
              className="quiet-button"
              onClick={() =>
                onChange(
                  shareRest(
                    split,
                    dimensions.map((d) => d.code),
                  ),
                )
              }
            >
              Share the rest
            </button>
          )}
          {started && (
            <button type="button" className="quiet-button" onClick={() => onChange({})}>
              Clear
            </button>
          )}
        </div>
      </Fieldset>
    </div>
  );
}
