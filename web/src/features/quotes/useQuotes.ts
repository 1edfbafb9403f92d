import { useQuery } from "@tanstack/react-query";
import { client } from "../../lib/api";
import { everything } from "../../lib/everything";

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
