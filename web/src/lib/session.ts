import { createContext, useContext } from "react";
import type { components } from "../api/schema";

export type Session = components["schemas"]["SessionResponse"];

export const SessionContext = createContext<Session | undefined>(undefined);

/** Who is signed in. Only pages within the shell may ask. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("useSession stands outside the shell.");
  return session;
}

/** The page asks for rights as the API does: by scope. */
export function mayDo(session: Session, scope: string): boolean {
  return session.scopes.includes(scope);
}

/** As the pages name the roles. */
export const roleWords: Record<string, string> = {
  administrator: "Administrator",
  programmeLead: "Programme lead",
  contributor: "Contributor",
  systemLeader: "System leader",
};
