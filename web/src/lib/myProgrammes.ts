import { useQuery } from "@tanstack/react-query";
import { client } from "./api";
import { everything } from "./everything";
import { asProblem } from "./problem";
import type { Programme } from "./shapes";

/** What one must know of a programme to log a meeting in it. */
export type ProgrammeName = Pick<Programme, "id" | "name" | "taxonomyId" | "status">;

const remembered = (userId: string) => `transform.programmes.${userId}`;
const last = (userId: string) => `transform.programme.${userId}`;

/** The names are kept on the device, so that a meeting can be logged where there is no connection. Nothing else is. */
export function useMyProgrammes(userId: string) {
  return useQuery({
    queryKey: ["get", "/programmes", "names", userId],
    queryFn: async (): Promise<ProgrammeName[]> => {
      try {
        const programmes = await everything((query) => client.GET("/programmes", { params: { query } }));
        const names = programmes.map(({ id, name, taxonomyId, status }) => ({ id, name, taxonomyId, status }));
        localStorage.setItem(remembered(userId), JSON.stringify(names));
        return names;
      } catch (error) {
        const names = localStorage.getItem(remembered(userId));
        if (asProblem(error).code !== "offline" || !names) throw error;
        return JSON.parse(names);
      }
    },
    staleTime: 60_000,
  });
}

export function lastProgramme(userId: string): string | undefined {
  return localStorage.getItem(last(userId)) ?? undefined;
}

export function rememberProgramme(userId: string, programmeId: string): void {
  localStorage.setItem(last(userId), programmeId);
}

/** For whoever signs out: the device then knows no programme of theirs. */
export function forgetProgrammes(userId: string): void {
  localStorage.removeItem(remembered(userId));
  localStorage.removeItem(last(userId));
}
