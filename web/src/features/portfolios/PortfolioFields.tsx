import { TextInput } from "nhsuk-react-components";
import type { components } from "../../api/schema";
import { ChooseMany } from "../../components/ChooseMany";
import { api } from "../../lib/api";
import { useColleagues } from "../../lib/everything";
import { field } from "../../lib/field";
import { roleWords } from "../../lib/session";

type Portfolio = components["schemas"]["Portfolio"];

/** A portfolio as it is typed. */
export type PortfolioValues = { name: string; programmeIds: string[]; readerIds: string[]; version: number };

export function portfolioValues(portfolio?: Portfolio): PortfolioValues {
  return {
    name: portfolio?.name ?? "",
    programmeIds: [...(portfolio?.programmeIds ?? [])],
    readerIds: [...(portfolio?.readerIds ?? [])],
    version: portfolio?.version ?? 0,
  };
}

export function portfolioRequest({ name, programmeIds, readerIds }: PortfolioValues) {
  return { name, programmeIds, readerIds };
}

type Props = {
  values: PortfolioValues;
  change: (part: Partial<PortfolioValues>) => void;
  errors: Record<string, string>;
};

/** Its name, its programmes, and who may read it. */
export function PortfolioFields(props: Props) {
  const { values, change, errors } = props;
  const programmes = api.useQuery("get", "/programmes", { params: { query: { limit: 200 } } });
  const colleagues = useColleagues();
  return (
    <>
      <TextInput {...field(props, "name")} label="Name" autoComplete="off" />
      <ChooseMany
        id="programmeIds"
        label="Programmes"
        choices={(programmes.data?.items ?? []).map((p) => ({ value: p.id, label: p.name }))}
        chosen={values.programmeIds}
        onChange={(programmeIds) => change({ programmeIds })}
        error={errors.programmeIds}
      />
      <ChooseMany
        id="readerIds"
        label="Who may read it"
        hint="They see figures, never notes or names."
        choices={(colleagues.data ?? []).map((c) => ({
          value: c.id,
          label: `${c.name}, ${(roleWords[c.role] ?? c.role).toLowerCase()}`,
        }))}
        chosen={values.readerIds}
        onChange={(readerIds) => change({ readerIds })}
        error={errors.readerIds}
      />
    </>
  );
}
