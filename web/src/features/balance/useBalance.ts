import { keepPreviousData } from "@tanstack/react-query";
import { api } from "../../lib/api";
import { atLeast } from "../../lib/fresh";

/** The figures, no older than this browser's own last write; while newer ones are worked out, those at hand stay. */
export function useBalance(programmeId: string, asOf?: string) {
  return api.useQuery(
    "get",
    "/programmes/{programmeId}/balance",
    { params: { path: { programmeId }, query: asOf ? { asOf } : atLeast() } },
    { placeholderData: keepPreviousData, refetchOnWindowFocus: true },
  );
}
