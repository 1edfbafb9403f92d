import { api } from "../../lib/api";

/** What every activity form needs of its programme: whose taxonomy, which dimensions, which groups. */
export function useCoding(programmeId: string) {
  const programme = api.useQuery("get", "/programmes/{id}", { params: { path: { id: programmeId } } });
  const taxonomyId = programme.data?.taxonomyId;
  const taxonomy = api.useQuery(
    "get",
    "/focus-taxonomies/{id}",
    { params: { path: { id: taxonomyId ?? "" } } },
    { enabled: taxonomyId !== undefined },
  );
  const groups = api.useQuery("get", "/programmes/{programmeId}/change-groups", {
    params: { path: { programmeId }, query: { limit: 200 } },
  });
  const isReady = programme.data && taxonomy.data && groups.data;
  return {
    error: programme.error ?? taxonomy.error ?? groups.error,
    data: isReady
      ? {
          programme: programme.data,
          taxonomyId: taxonomy.data.id,
          dimensions: taxonomy.data.dimensions,
          groups: groups.data.items,
        }
      : undefined,
  };
}
