import { InsetText, Radios, Select, TextInput } from "nhsuk-react-components";
import { useOrganisations } from "../../lib/everything";
import { field } from "../../lib/field";
import { careerStages, personStatuses, professionalGroups } from "../../lib/vocabulary";
import type { PersonValues } from "./personValues";

type Props = {
  values: PersonValues;
  errors: Record<string, string | undefined>;
  change: (part: Partial<PersonValues>) => void;
};

/** Who somebody is at work. Nothing about their health, origin or age is ever asked. */
export function PersonFields(props: Props) {
  const organisations = useOrganisations();
  return (
    <>
      <TextInput {...field(props, "name")} label="Name" hint="Or a role, such as chief nurse." autoComplete="off" />
      <TextInput {...field(props, "jobTitle")} label="Job title" autoComplete="off" />
      <Select {...field(props, "organisationId")} label="Organisation">
        <Select.Option value="">Not stated</Select.Option>
        {organisations.data?.map((it) => (
          <Select.Option key={it.id} value={it.id}>
            {it.name}
          </Select.Option>
        ))}
      </Select>
      <Select {...field(props, "professionalGroup")} label="Professional group">
        {options(professionalGroups)}
      </Select>
      <Select {...field(props, "careerStage")} label="Stage of career">
        {options(careerStages)}
      </Select>
      <TextInput {...field(props, "email")} label="Email address" type="email" autoComplete="off" />
    </>
  );
}

/** Asked on a person who is here already; with words that can be read by somebody who mourns. */
export function StatusField({ values, errors, change }: Props) {
  return (
    <>
      <Radios
        id="status"
        name="status"
        legend="Are you still in touch?"
        legendProps={{ size: "s" }}
        error={errors.status}
      >
        {Object.entries(personStatuses).map(([code, word]) => (
          <Radios.Item
            key={code}
            value={code}
            checked={values.status === code}
            onChange={() => change({ status: code })}
          >
            {word}
          </Radios.Item>
        ))}
      </Radios>
      {values.status === "remembered" && (
        <InsetText>
          <p>
            We are sorry. What {values.name.trim() || "they"} gave is kept with their name. They are not offered any
            more when a meeting is logged, and are never invited, paired or written to.
          </p>
        </InsetText>
      )}
    </>
  );
}

function options(words: Readonly<Record<string, string>>) {
  return Object.entries(words).map(([code, word]) => (
    <Select.Option key={code} value={code}>
      {word}
    </Select.Option>
  ));
}
