import { useQuery } from "@tanstack/react-query";
import { api, client } from "../../lib/api";
import { everything } from "../../lib/everything";

/** The whole codebook, each theme after the one that it is part of. */
export function useCodebook(programmeId?: string) {
  return api.useQuery(
    "get",
    "/codebook",
    { params: { query: { programmeId } } },
    { placeholderData: (before) => before },
  );
}

export type Dimension = { code: string; name: string };

/** Every dimension of the workspace's taxonomies, once. */
export function useAllDimensions() {
  return useQuery({
    queryKey: ["get", "/focus-taxonomies", "dimensions"],
    queryFn: async (): Promise<Dimension[]> => {
      const taxonomies = await everything((query) => client.GET("/focus-taxonomies", { params: { query } }));
      const byCode = new Map(
        taxonomies.flatMap((it) => it.dimensions).map(({ code, name }) => [code, { code, name }] as const),
      );
      return [...byCode.values()];
    },
    staleTime: 60_000,
  });
}
