import type { ReactNode } from "react";
import { ProblemPage } from "./ProblemPage";
import { Waiting } from "./Waiting";

type Props<T> = {
  query: { data: T | undefined; error: unknown; refetch: () => unknown };
  /** As in "Fetching the barrier…". */
  what: string;
  children: (opened: T) => ReactNode;
};

/** A page that stands on one answer: why it is not here, what is being fetched, or the page. */
export function Opened<T>({ query, what, children }: Props<T>) {
  if (query.data !== undefined) return children(query.data);
  return query.error ? <ProblemPage error={query.error} onRetry={query.refetch} /> : <Waiting what={what} />;
}
