import { Checkboxes, Details, Select, TextInput } from "nhsuk-react-components";
import type { components } from "../../api/schema";
import { FocusSplit } from "../../components/FocusSplit";
import { field } from "../../lib/field";
import type { Dimension } from "../../lib/focus";
import { FocusSuggestion } from "./FocusSuggestion";
import { type ActivityValues, kinds, statuses, statusOf } from "./values";

type Props = {
  values: ActivityValues;
  onChange: (part: Partial<ActivityValues>) => void;
  errors: Record<string, string | undefined>;
  taxonomyId: string;
  dimensions: readonly Dimension[];
  groups: readonly components["schemas"]["ChangeGroup"][];
  /** The rest unfolded: what is revised is looked at whole. */
  isOpen?: boolean;
};

/** Few fields first; the rest folded away with good defaults. */
export function ActivityFields({ values, onChange, errors, taxonomyId, dimensions, groups, isOpen }: Props) {
  const form = { values, errors, change: onChange };
  return (
    <>
      <TextInput
        {...field(form, "title")}
        label="What was it?"
        hint="As it stood on the agenda, the invoice or the plan."
        autoComplete="off"
        maxLength={200}
      />
      <div className="fields">
        <Select {...field(form, "kind")} label="Kind">
          {kinds.map((kind) => (
            <Select.Option key={kind.value} value={kind.value}>
              {kind.label}
            </Select.Option>
          ))}
        </Select>
        <TextInput {...field(form, "startsOn")} label="Day" type="date" />
      </div>
      <div className="fields">
        <TextInput
          {...field(form, "hours")}
          label="Hours"
          hint="Of everybody together."
          inputMode="decimal"
          autoComplete="off"
        />
        <TextInput
          {...field(form, "money")}
          label="Money"
          hint="What it cost, in pounds."
          prefix="£"
          inputMode="decimal"
          autoComplete="off"
        />
        <TextInput
          {...field(form, "agendaMinutes")}
          label="Agenda minutes"
          hint="If it was an item."
          inputMode="numeric"
          autoComplete="off"
        />
      </div>
      <FocusSplit
        id="focus"
        dimensions={dimensions}
        split={values.split}
        onChange={(split) => onChange({ split })}
        error={errors.focus}
        hint="In percent that add up to 100; the up and down keys change by ten. Leave it empty to code it later."
      />
      <FocusSuggestion
        taxonomyId={taxonomyId}
        text={values.title}
        dimensions={dimensions}
        onUse={(split) => onChange({ split })}
      />
      {groups.length > 0 && (
        <Checkboxes
          name="groupsPresent"
          legend="Who of those who must change was in the room?"
          legendProps={{ size: "s" }}
          small
          error={errors.groupsPresent}
        >
          {groups.map((group) => (
            <Checkboxes.Item
              key={group.id}
              value={group.id}
              checked={values.groupsPresent.includes(group.id)}
              onChange={(event) =>
                onChange({
                  groupsPresent: event.currentTarget.checked
                    ? [...values.groupsPresent, group.id]
                    : values.groupsPresent.filter((id) => id !== group.id),
                })
              }
            >
              {group.name}
            </Checkboxes.Item>
          ))}
        </Checkboxes>
      )}
      <Details open={isOpen}>
        <Details.Summary>More: how long, how lasting, milestone, capital, status</Details.Summary>
        <Details.Text>
          <div className="fields">
            <TextInput {...field(form, "endsOn")} label="Until (optional)" type="date" />
            <TextInput
              {...field(form, "horizonMonths")}
              label="Months until its result shows"
              hint="Few for a quick win, many for something lasting."
              inputMode="numeric"
              autoComplete="off"
            />
            <Select
              id="status"
              label="Status"
              hint="Only what is done counts."
              value={statusOf(values)}
              onChange={(event) => onChange({ status: event.currentTarget.value as ActivityValues["status"] })}
              error={errors.status}
            >
              {statuses.map((status) => (
                <Select.Option key={status.value} value={status.value}>
                  {status.label}
                </Select.Option>
              ))}
            </Select>
          </div>
          <Checkboxes name="marks" small>
            <Checkboxes.Item
              value="isMilestone"
              checked={values.isMilestone}
              onChange={(event) => onChange({ isMilestone: event.currentTarget.checked })}
            >
              It is a milestone
            </Checkboxes.Item>
            <Checkboxes.Item
              value="isCapital"
              hint="Drawn apart from running cost."
              checked={values.isCapital}
              onChange={(event) => onChange({ isCapital: event.currentTarget.checked })}
            >
              The money is capital
            </Checkboxes.Item>
          </Checkboxes>
        </Details.Text>
      </Details>
    </>
  );
}
