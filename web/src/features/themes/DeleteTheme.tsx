import { Asking } from "../../components/Asking";
import { ProblemSummary } from "../../components/ProblemSummary";
import { api } from "../../lib/api";
import { ifMatch } from "../../lib/records";
import type { CodebookTheme } from "../../lib/shapes";

type Props = { theme: CodebookTheme; onGone: () => void };

/** Removes a theme that nothing is coded with. */
export function DeleteTheme({ theme, onGone }: Props) {
  const remove = api.useMutation("delete", "/themes/{id}", { onSuccess: onGone });
  return (
    <>
      {remove.error && <ProblemSummary error={remove.error} />}
      <Asking
        label="Remove this theme"
        question={`Remove “${theme.name}”? It can be taken back on the codebook’s page.`}
        confirm="Remove it"
        isPending={remove.isPending}
        onConfirm={() => remove.mutate({ params: { path: { id: theme.id }, header: ifMatch(theme) } })}
      />
    </>
  );
}
