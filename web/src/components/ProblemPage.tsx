import { Button } from "nhsuk-react-components";
import { asProblem, problemWords } from "../lib/problem";
import { Anchor } from "./Anchor";
import { usePageTitle } from "./usePageTitle";

type Props = { error: unknown; onRetry?: () => void };

/** A page that could not be shown: why, and what to do about it. */
export function ProblemPage({ error, onRetry }: Props) {
  const problem = asProblem(error);
  const title = problem.status === 404 ? "This page is not here" : "This page cannot be shown";
  usePageTitle(title);
  return (
    <div className="problem-page">
      <h1>{title}</h1>
      <p>{problemWords(error)}</p>
      {onRetry && problem.status !== 404 && <Button onClick={onRetry}>Try again</Button>}
      <p>
        <Anchor href="/">Go to your programmes</Anchor>
      </p>
      {problem.traceId && <p className="note">If you tell your administrator, give this number: {problem.traceId}</p>}
    </div>
  );
}
