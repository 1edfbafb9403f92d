import { Textarea } from "nhsuk-react-components";
import { today } from "../lib/dates";
import { field } from "../lib/field";
import { DayField } from "./DayField";

type Words = { act: string; dueOn: string };

type Props = {
  values: Words;
  errors: Readonly<Record<string, string | undefined>>;
  change: (part: Partial<Words>) => void;
};

/** What somebody will do, and by when. */
export function CommitmentFields(props: Props) {
  const { values, errors, change } = props;
  return (
    <>
      <Textarea
        {...field(props, "act")}
        label="What will they do?"
        hint="One act that somebody can see was done."
        rows={3}
        maxLength={2000}
      />
      <DayField
        id="dueOn"
        legend="By when?"
        choices={[
          { label: "In two weeks", day: today(14) },
          { label: "In four weeks", day: today(28) },
        ]}
        otherHint="Day by which it is done"
        value={values.dueOn}
        error={errors.dueOn}
        onChange={(dueOn) => change({ dueOn })}
      />
    </>
  );
}
