import { Details, Select, Textarea, TextInput } from "nhsuk-react-components";
import { ChooseMany } from "../../components/ChooseMany";
import { useColleagues, useOrganisations } from "../../lib/everything";
import { field } from "../../lib/field";
import { memberParts, programmeStatuses } from "../../lib/vocabulary";
import { AddOrganisation } from "./AddOrganisation";
import type { ProgrammeValues } from "./programmeValues";

type Props = {
  values: ProgrammeValues;
  errors: Record<string, string | undefined>;
  change: (part: Partial<ProgrammeValues>) => void;
};

/** A programme's own facts; those with good defaults stand folded. */
export function ProgrammeFields(props: Props) {
  const { values, errors, change } = props;
  const organisations = useOrganisations();
  return (
    <>
      <TextInput {...field(props, "name")} label="What is it called?" />
      <TextInput
        {...field(props, "pathway")}
        label="Which pathway or service is it about?"
        hint="For example joint replacement, or frailty."
      />
      <ChooseMany
        id="organisationIds"
        label="Which organisations take part?"
        choices={(organisations.data ?? []).map((it) => ({ value: it.id, label: it.name }))}
        chosen={values.organisationIds}
        error={errors.organisationIds}
        onChange={(organisationIds) => change({ organisationIds })}
      />
      <AddOrganisation onAdded={(id) => change({ organisationIds: [...values.organisationIds, id] })} />
      <TextInput {...field(props, "startsOn")} type="date" width="10" label="When does it start?" />
      <TextInput
        {...field(props, "target")}
        label="What share of its attention do you mean to give to people?"
        hint="Your own target, drawn as a line beside what was done. It is not a mark."
        suffix="%"
        width="3"
        inputMode="decimal"
      />
      <TextInput
        {...field(props, "dataController")}
        label="Which organisation answers for the personal data?"
        hint="The data controller, by name."
      />
      <Details open={values.version > 0 || Object.keys(errors).some((field) => folded.includes(field)) || undefined}>
        <Details.Summary>Budget, calendar, end and retention</Details.Summary>
        <Details.Text>
          <Folded {...props} />
        </Details.Text>
      </Details>
    </>
  );
}

const folded = ["budget", "agendaHours", "quickWinMonths", "status", "endsOn", "retentionYears", "summary"];

function Folded(props: Props) {
  return (
    <>
      <TextInput
        {...field(props, "budget")}
        label="The whole budget, as far as it is known"
        hint="So that the page can say how much of it has been logged."
        prefix="£"
        width="10"
        inputMode="decimal"
      />
      <TextInput
        {...field(props, "agendaHours")}
        label="Hours of meetings in its calendar, as far as known"
        suffix="hours"
        width="5"
        inputMode="decimal"
      />
      <TextInput
        {...field(props, "quickWinMonths")}
        label="What counts as a quick win?"
        hint="Something that bears within so many months."
        suffix="months"
        width="3"
        inputMode="numeric"
      />
      <Select {...field(props, "status")} label="How far is it?">
        {Object.entries(programmeStatuses).map(([code, word]) => (
          <Select.Option key={code} value={code}>
            {word}
          </Select.Option>
        ))}
      </Select>
      <TextInput {...field(props, "endsOn")} type="date" width="10" label="When does it end?" />
      <TextInput
        {...field(props, "retentionYears")}
        label="How long are its records kept?"
        hint="Eight years, unless your records policy says otherwise."
        suffix="years"
        width="3"
        inputMode="decimal"
      />
      <Textarea {...field(props, "summary")} label="What is it for?" rows={4} maxLength={4000} />
    </>
  );
}

/** Who works on it: a lead reads leads-only notes, and chooses the members. */
export function MemberFields({ values, errors, change }: Props) {
  const colleagues = useColleagues();
  return (
    <ChooseMany
      id="members"
      label="Who works on it?"
      hint="Members see the programme. Leads also read the notes of meetings, and choose the members."
      choices={(colleagues.data ?? []).map((it) => ({ value: it.id, label: it.name }))}
      chosen={values.members.map((it) => it.userId)}
      error={errors.members}
      beside={(userId) => (
        <select
          className="nhsuk-select beside"
          aria-label="As"
          value={values.members.find((it) => it.userId === userId)?.part}
          onChange={(event) => {
            const part = event.currentTarget.value;
            change({ members: values.members.map((it) => (it.userId === userId ? { userId, part } : it)) });
          }}
        >
          {Object.entries(memberParts).map(([code, word]) => (
            <option key={code} value={code}>
              {word}
            </option>
          ))}
        </select>
      )}
      onChange={(chosen) =>
        change({
          members: chosen.map(
            (userId) => values.members.find((it) => it.userId === userId) ?? { userId, part: "contributor" },
          ),
        })
      }
    />
  );
}
