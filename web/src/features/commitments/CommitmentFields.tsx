import { Textarea } from "nhsuk-react-components";
import { DayField } from "../../components/DayField";
import { today } from "../../lib/dates";

type Words = { act: string; dueOn: string };

type Props = {
  values: Words;
  errors: Record<string, string | undefined>;
  onChange: (part: Partial<Words>) => void;
};

/** What somebody will do, and by when. */
export function CommitmentFields({ values, errors, onChange }: Props) {
  return (
    <>
      <Textarea
        id="act"
        name="act"
        label="What will they do?"
        labelProps={{ size: "s" }}
        hint="One act that somebody can see was done."
        rows={3}
        maxLength={2000}
        value={values.act}
        error={errors.act}
        onChange={(event) => onChange({ act: event.currentTarget.value })}
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
        onChange={(dueOn) => onChange({ dueOn })}
      />
    </>
  );
}
