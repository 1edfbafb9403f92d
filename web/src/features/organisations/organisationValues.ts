import type { Organisation, OrganisationRequest } from "../../lib/shapes";

/** An organisation as it is typed. */
export type OrganisationValues = {
  name: string;
  odsCode: string;
  sector: string;
  validFrom: string;
  validTo: string;
  successorId: string;
  version: number;
};

export function organisationValues(organisation?: Organisation): OrganisationValues {
  return {
    name: organisation?.name ?? "",
    odsCode: organisation?.odsCode ?? "",
    sector: organisation?.sector ?? "",
    validFrom: organisation?.validFrom ?? "",
    validTo: organisation?.validTo ?? "",
    successorId: organisation?.successorId ?? "",
    version: organisation?.version ?? 0,
  };
}

export function organisationRequest(values: OrganisationValues): OrganisationRequest {
  return {
    name: values.name.trim(),
    odsCode: values.odsCode.trim().toUpperCase() || undefined,
    sector: values.sector as OrganisationRequest["sector"],
    validFrom: values.validFrom || undefined,
    validTo: values.validTo || undefined,
    successorId: values.successorId || undefined,
  };
}

export function findWrong(values: OrganisationValues): Record<string, string> {
  const wrong: Record<string, string> = {};
  if (!values.name.trim()) wrong.name = "Give the organisation a name.";
  if (!values.sector) wrong.sector = "Choose its sector.";
  return wrong;
}
