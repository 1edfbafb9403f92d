import { api } from "../../lib/api";

/** The second codings that the reader has to do or may follow. */
export function useBlindCodings(programmeId: string, isNeeded = true) {
  return api.useQuery(
    "get",
    "/programmes/{programmeId}/blind-codings",
    { params: { path: { programmeId } } },
    { enabled: isNeeded },
  );
}
