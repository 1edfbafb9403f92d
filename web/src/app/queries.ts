import { QueryClient } from "@tanstack/react-query";
import { api, noteAntiForgeryToken } from "../lib/api";
import { forgetSequence } from "../lib/fresh";
import { forgetProgrammes } from "../lib/myProgrammes";
import { isProblem } from "../lib/problem";
import type { Session } from "../lib/session";

/** A refusal is an answer, not a fault: only faults are tried again. */
function isWorthRetrying(failures: number, error: unknown): boolean {
  if (isProblem(error) && error.status >= 400 && error.status < 500) return false;
  return failures < 2;
}

export const queryClient = new QueryClient({
  defaultOptions: {
    // Without a connection both fail at once and say so, rather than wait in silence.
    queries: { staleTime: 15_000, retry: isWorthRetrying, networkMode: "always", refetchOnReconnect: true },
    mutations: { retry: false, networkMode: "always" },
  },
});

export const sessionQuery = api.queryOptions("get", "/session", undefined, { staleTime: 5 * 60_000, retry: false });

export const setupQuery = api.queryOptions("get", "/setup", undefined, { staleTime: Number.POSITIVE_INFINITY });

const remembered = "transform.session";

export function keepSession(session: Session): void {
  noteAntiForgeryToken(session.antiForgeryToken || undefined);
  queryClient.setQueryData(sessionQuery.queryKey, session);
  localStorage.setItem(remembered, JSON.stringify({ ...session, antiForgeryToken: "" }));
}

/**
 * Who is signed in, from the service; without a connection, who was signed in on this device when it was last heard,
 * so that a meeting can be logged. The rights themselves stay with the service.
 */
export async function currentSession(): Promise<Session> {
  try {
    return await queryClient.ensureQueryData(sessionQuery);
  } catch (error) {
    const last = localStorage.getItem(remembered);
    if (isProblem(error) || navigator.onLine || !last) throw error;
    return JSON.parse(last);
  }
}

/** True where somebody was signed in on this device when it was last heard. */
export function mayBeSignedIn(): boolean {
  return localStorage.getItem(remembered) !== null;
}

/** Asks again once the connection is back: the writes that waited need the session's token. */
export async function renewSession(): Promise<void> {
  if (mayBeSignedIn()) keepSession(await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 }));
}

/** Nothing of one person's reading may stay for the next. */
export function forgetSession(): void {
  const session = queryClient.getQueryData<Session>(sessionQuery.queryKey);
  if (session) forgetProgrammes(session.user.id);
  localStorage.removeItem(remembered);
  noteAntiForgeryToken(undefined);
  forgetSequence();
  queryClient.clear();
}
