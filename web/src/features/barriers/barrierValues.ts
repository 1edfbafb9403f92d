import type { Barrier, BarrierRequest } from "../../lib/shapes";

/** A barrier as it is typed. */
export type BarrierValues = {
  name: string;
  definition: string;
  systemName: string;
  organisationId: string;
  owner: string;
  ownerId: string;
  status: string;
  askedOn: string;
  answeredOn: string;
  removedOn: string;
  answer: string;
  version: number;
};

export function barrierValues(barrier?: Barrier): BarrierValues {
  return {
    name: barrier?.name ?? "",
    definition: barrier?.definition ?? "",
    systemName: barrier?.systemName ?? "",
    organisationId: barrier?.organisationId ?? "",
    owner: barrier?.ownerName ?? "",
    ownerId: barrier?.ownerPersonId ?? "",
    status: barrier?.status ?? "noticed",
    askedOn: barrier?.askedOn ?? "",
    answeredOn: barrier?.answeredOn ?? "",
    removedOn: barrier?.removedOn ?? "",
    answer: barrier?.answer ?? "",
    version: barrier?.version ?? 0,
  };
}

const order = ["noticed", "ownerAsked", "answered", "removed"];

/** True where the step, by its status, has been reached. */
export function hasReached({ status }: Pick<BarrierValues, "status">, step: string): boolean {
  return order.indexOf(status) >= order.indexOf(step);
}

/** Days of steps that were not reached are kept on the page, and not sent. */
export function barrierRequest(values: BarrierValues): BarrierRequest {
  const day = (step: string, value: string) => (hasReached(values, step) && value ? value : undefined);
  return {
    name: values.name.trim(),
    definition: values.definition.trim() || undefined,
    systemName: values.systemName.trim(),
    organisationId: values.organisationId || undefined,
    ownerPersonId: values.ownerId || undefined,
    status: values.status as BarrierRequest["status"],
    askedOn: day("ownerAsked", values.askedOn),
    answeredOn: day("answered", values.answeredOn),
    removedOn: day("removed", values.removedOn),
    answer: day("answered", values.answer.trim()),
  };
}

export function findWrong(values: BarrierValues): Record<string, string> {
  const wrong: Record<string, string> = {};
  if (!values.name.trim()) wrong.name = "Say what stands in the way.";
  if (!values.systemName.trim()) wrong.systemName = "Name the system that it belongs to.";
  if (values.status === "ownerAsked" && !values.askedOn) wrong.askedOn = "Give the day on which the owner was asked.";
  if (values.status === "answered" && !values.answeredOn)
    wrong.answeredOn = "Give the day on which the owner answered.";
  if (values.status === "removed" && !values.removedOn) wrong.removedOn = "Give the day on which it was removed.";
  return wrong;
}
