import { useQuery } from "@tanstack/react-query";
import { client } from "../../lib/api";
import { everything } from "../../lib/everything";

/** Every passage of an interview that is there for the reader. */
export function useQuotes(programmeId: string, interviewId: string) {
  return useQuery({
    queryKey: ["get", "/programmes/{programmeId}/quotes", programmeId, interviewId],
    queryFn: () =>
      everything((page) =>
        client.GET("/programmes/{programmeId}/quotes", {
          params: { path: { programmeId }, query: { interviewId, ...page } },
        }),
      ),
  });
}
