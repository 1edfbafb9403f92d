import { kinds, statuses } from "./values";

export const gaps = {
  hours: "without hours",
  focus: "not coded",
  money: "without money",
} as const;

export const sorts = [
  { value: "newest", label: "Newest first" },
  { value: "oldest", label: "Oldest first" },
  { value: "title", label: "By title" },
] as const;

export type ActivityFilters = {
  search?: string;
  kind?: (typeof kinds)[number]["value"];
  status?: (typeof statuses)[number]["value"];
  missing?: keyof typeof gaps;
  dimension?: string;
  sort?: (typeof sorts)[number]["value"];
};

/** From the address, so that a filtered list can be linked to; what is not known is left out. */
export function readFilters(search: Record<string, unknown>): ActivityFilters {
  const oneOf = <T extends string>(value: unknown, allowed: readonly T[]) => allowed.find((it) => it === value);
  const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
  return {
    search: text(search.search),
    kind: oneOf(
      search.kind,
      kinds.map((k) => k.value),
    ),
    status: oneOf(
      search.status,
      statuses.map((s) => s.value),
    ),
    missing: oneOf(search.missing, ["hours", "focus", "money"] as const),
    dimension: text(search.dimension),
    sort: oneOf(
      search.sort,
      sorts.map((s) => s.value),
    ),
  };
}
