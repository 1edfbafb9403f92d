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
