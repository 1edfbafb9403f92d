import { keepPreviousData } from "@tanstack/react-query";
import { api } from "../../lib/api";
import { atLeast } from "../../lib/fresh";

/** What is said beside what is done, no older than this browser's own last write. */
export function useSayDo(programmeId: string, asOf?: string) {
  return api.useQuery(
    "get",
    "/programmes/{programmeId}/say-do",
    { params: { path: { programmeId }, query: asOf ? { asOf } : atLeast() } },
    { placeholderData: keepPreviousData, refetchOnWindowFocus: true },
  );
}

export type ProgrammeSayDo = NonNullable<ReturnType<typeof useSayDo>["data"]>;
