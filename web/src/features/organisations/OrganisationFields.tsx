import { Details, Select, TextInput } from "nhsuk-react-components";
import { useOrganisations } from "../../lib/everything";
import { field } from "../../lib/field";
import { sectors } from "../../lib/vocabulary";
import type { OrganisationValues } from "./organisationValues";

type Props = {
  values: OrganisationValues;
  errors: Record<string, string | undefined>;
  change: (part: Partial<OrganisationValues>) => void;
};

/** What an organisation is called, and what it is; names and boundaries move, so it may end and be followed. */
export function OrganisationFields(props: Props) {
  const { values } = props;
  const organisations = useOrganisations();
  const others = organisations.data?.filter((it) => it.name !== values.name) ?? [];
  return (
    <>
      <TextInput {...field(props, "name")} label="Name" autoComplete="off" />
      <Select {...field(props, "sector")} label="Sector">
        <Select.Option value="">Choose…</Select.Option>
        {Object.entries(sectors).map(([code, word]) => (
          <Select.Option key={code} value={code}>
            {word}
          </Select.Option>
        ))}
      </Select>
      <TextInput
        {...field(props, "odsCode")}
        label="ODS code"
        hint="If it has one: three to ten letters and digits."
        width="10"
        code
        autoComplete="off"
      />
      <Details open={values.validTo || values.successorId ? true : undefined}>
        <Details.Summary>It began or ended at a date, or another followed it</Details.Summary>
        <Details.Text>
          <TextInput {...field(props, "validFrom")} type="date" width="10" label="It began on" />
          <TextInput {...field(props, "validTo")} type="date" width="10" label="It ended on" />
          <Select {...field(props, "successorId")} label="Followed by">
            <Select.Option value="">None</Select.Option>
            {others.map((it) => (
              <Select.Option key={it.id} value={it.id}>
                {it.name}
              </Select.Option>
            ))}
          </Select>
        </Details.Text>
      </Details>
    </>
  );
}
