import type { Person, PersonRequest } from "../../lib/shapes";

/** A person as they are typed. */
export type PersonValues = {
  name: string;
  email: string;
  organisationId: string;
  jobTitle: string;
  professionalGroup: string;
  careerStage: string;
  status: string;
  version: number;
};

export function personValues(person?: Person): PersonValues {
  return {
    name: person?.name ?? "",
    email: person?.email ?? "",
    organisationId: person?.organisationId ?? "",
    jobTitle: person?.jobTitle ?? "",
    professionalGroup: person?.professionalGroup ?? "notStated",
    careerStage: person?.careerStage ?? "notStated",
    status: person?.status ?? "active",
    version: person?.version ?? 0,
  };
}

export function personRequest(values: PersonValues): PersonRequest {
  return {
    name: values.name.trim(),
    email: values.email.trim() || undefined,
    organisationId: values.organisationId || undefined,
    jobTitle: values.jobTitle.trim() || undefined,
    professionalGroup: values.professionalGroup as PersonRequest["professionalGroup"],
    careerStage: values.careerStage as PersonRequest["careerStage"],
    status: values.status as PersonRequest["status"],
  };
}

export function findWrong(values: PersonValues): Record<string, string> {
  return values.name.trim() ? {} : { name: "Give a name, or the role by which they are known." };
}
