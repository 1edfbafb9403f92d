import { useQuery } from "@tanstack/react-query";
import { client } from "./api";

type Listed<T> = { items: T[]; next?: string | null };

/** Every item of a list that is chosen from, however many pages it has. */
export async function everything<T>(
  fetchPage: (page: { limit: number; cursor?: string }) => Promise<{ data?: Listed<T>; error?: unknown }>,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const { data, error } = await fetchPage({ limit: 200, cursor });
    if (!data) throw error;
    items.push(...data.items);
    cursor = data.next ?? undefined;
  } while (cursor);
  return items;
}

const longLived = { staleTime: 60_000 };

export function useOrganisations() {
  return useQuery({
    queryKey: ["get", "/organisations", "everything"],
    queryFn: () => everything((query) => client.GET("/organisations", { params: { query } })),
    ...longLived,
  });
}

export function useThemes() {
  return useQuery({
    queryKey: ["get", "/themes", "everything"],
    queryFn: () => everything((query) => client.GET("/themes", { params: { query } })),
    ...longLived,
  });
}

export function usePropositions() {
  return useQuery({
    queryKey: ["get", "/propositions", "everything"],
    queryFn: () => everything((query) => client.GET("/propositions", { params: { query } })),
    ...longLived,
  });
}

export function useColleagues() {
  return useQuery({
    queryKey: ["get", "/colleagues", "everything"],
    queryFn: () => everything((query) => client.GET("/colleagues", { params: { query } })),
    ...longLived,
  });
}

/** The dimensions of a programme's own taxonomy, by code. */
export function useDimensions(taxonomyId: string | undefined) {
  return useQuery({
    queryKey: ["get", "/focus-taxonomies", taxonomyId],
    enabled: taxonomyId !== undefined,
    queryFn: async () => {
      const { data, error } = await client.GET("/focus-taxonomies/{id}", {
        params: { path: { id: taxonomyId ?? "" } },
      });
      if (!data) throw error;
      return data.dimensions;
    },
    ...longLived,
  });
}

/** What passages are cut from. */
export type Source = { interviewId: string } | { contributionId: string };

/** Every passage of an interview or a contribution that is there for the reader. */
export function useQuotes(programmeId: string, source: Source, enabled = true) {
  return useQuery({
    queryKey: ["get", "/programmes/{programmeId}/quotes", programmeId, source],
    enabled,
    queryFn: () =>
      everything((page) =>
        client.GET("/programmes/{programmeId}/quotes", {
          params: { path: { programmeId }, query: { ...source, ...page } },
        }),
      ),
  });
}
