import { ErrorSummary } from "nhsuk-react-components";
import { fieldErrors, problemWords } from "../lib/problem";

type Props = {
  /** What a query or a mutation failed with; nothing is shown without it. */
  error: unknown;
  /** What the page itself found missing, by field. */
  errors?: Record<string, string | undefined>;
};

/** What must be put right, at the top, each line a link to its field. Give it a new key to bring focus back to it. */
export function ProblemSummary({ error, errors = {} }: Props) {
  const fields = Object.entries({ ...errors, ...fieldErrors(error) }).filter(([, message]) => message);
  if (!error && fields.length === 0) return null;
  return (
    <ErrorSummary>
      <ErrorSummary.Title>There is a problem</ErrorSummary.Title>
      <ErrorSummary.List>
        {fields.length === 0 && <li>{problemWords(error)}</li>}
        {fields.map(([field, message]) => (
          <ErrorSummary.ListItem key={field} href={`#${field}`}>
            {message}
          </ErrorSummary.ListItem>
        ))}
      </ErrorSummary.List>
    </ErrorSummary>
  );
}
