import { QueryClient } from "@tanstack/react-query";
import { api, noteAntiForgeryToken } from "../lib/api";
import { forgetSequence } from "../lib/fresh";
import { isProblem } from "../lib/problem";
import type { Session } from "../lib/session";

/** A refusal is an answer, not a fault: only faults are tried again. */
function isWorthRetrying(failures: number, error: unknown): boolean {
  if (isProblem(error) && error.status >= 400 && error.status < 500) return false;
  return failures < 2;
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 15_000, retry: isWorthRetrying },
    mutations: { retry: false },
  },
});

export const sessionQuery = api.queryOptions("get", "/session", undefined, { staleTime: 5 * 60_000, retry: false });

export const setupQuery = api.queryOptions("get", "/setup", undefined, { staleTime: Number.POSITIVE_INFINITY });

export function keepSession(session: Session): void {
  noteAntiForgeryToken(session.antiForgeryToken);
  queryClient.setQueryData(sessionQuery.queryKey, session);
}

/** Nothing of one person's reading may stay for the next. */
export function forgetSession(): void {
  noteAntiForgeryToken(undefined);
  forgetSequence();
  queryClient.clear();
}
