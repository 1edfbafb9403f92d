import { useQuery } from "@tanstack/react-query";
import { client } from "../../lib/api";
import { everything } from "../../lib/everything";

/** Every barrier of a programme, to choose from. */
export function useBarriers(programmeId: string) {
  return useQuery({
    queryKey: ["get", "/programmes/{programmeId}/barriers", programmeId, "everything"],
    queryFn: () =>
      everything((query) =>
        client.GET("/programmes/{programmeId}/barriers", { params: { path: { programmeId }, query } }),
      ),
  });
}

/** What a meeting and its passages, or a commitment, were put to already. */
export function useExplanations(
  programmeId: string,
  of: { interviewId?: string; commitmentId?: string },
  enabled: boolean,
) {
  return useQuery({
    queryKey: ["get", "/programmes/{programmeId}/barriers/explanations", programmeId, of],
    enabled,
    queryFn: () =>
      everything((page) =>
        client.GET("/programmes/{programmeId}/barriers/explanations", {
          params: { path: { programmeId }, query: { ...of, ...page } },
        }),
      ),
  });
}
