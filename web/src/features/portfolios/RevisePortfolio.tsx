import { Button, Form } from "nhsuk-react-components";
import type { components } from "../../api/schema";
import { Asking } from "../../components/Asking";
import { Conflict } from "../../components/Conflict";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { ProblemSummary } from "../../components/ProblemSummary";
import { Waiting } from "../../components/Waiting";
import { api, client } from "../../lib/api";
import { ifMatch } from "../../lib/records";
import { useRevisedDraft } from "../../lib/useRevisedDraft";
import { PortfolioFields, portfolioRequest, portfolioValues } from "./PortfolioFields";

type Portfolio = components["schemas"]["Portfolio"];

/** Mirrors the slice of the same name in the API. */
export function RevisePortfolio({ id, onSaved }: { id: string; onSaved: () => void }) {
  const found = api.useQuery("get", "/portfolios/{id}", { params: { path: { id } } }, { refetchOnWindowFocus: false });
  if (found.error) return <ProblemPage error={found.error} onRetry={found.refetch} />;
  if (!found.data) return <Waiting what="the portfolio" />;
  return <Revision key={id} opened={found.data} onSaved={onSaved} />;
}

function Revision({ opened, onSaved }: { opened: Portfolio; onSaved: () => void }) {
  const path = { id: opened.id };
  const remove = api.useMutation("delete", "/portfolios/{id}", { onSuccess: onSaved });
  const revision = useRevisedDraft({
    form: `portfolio:${opened.id}`,
    title: (typed) => `Change to ${typed.name}`,
    href: `/portfolio/${opened.id}/edit`,
    opened,
    valuesOf: portfolioValues,
    fetchCurrent: async () => (await client.GET("/portfolios/{id}", { params: { path } })).data,
    send: async (typed, header) => {
      const { error } = await client.PUT("/portfolios/{id}", {
        params: { path, header },
        body: portfolioRequest(typed),
      });
      if (error) throw error;
    },
    onSaved,
  });
  const { values, change, submit, errors, hasErrors, theirs } = revision;

  return (
    <div className="narrow">
      {hasErrors && <ProblemSummary key={revision.attempt} error={revision.failure} />}
      <ProblemSummary error={remove.error} />
      <PageHead
        title={opened.name}
        trail={[{ label: "Portfolio", href: "/portfolio?all=true" }]}
        hasErrors={hasErrors}
      />
      {theirs && (
        <Conflict
          rows={[
            { label: "Name", theirs: theirs.name, mine: values.name },
            { label: "Programmes", theirs: chosen(theirs.programmeIds), mine: chosen(values.programmeIds) },
            { label: "Readers", theirs: chosen(theirs.readerIds), mine: chosen(values.readerIds) },
          ]}
          isSaving={revision.isSaving}
          onKeepMine={revision.keepMine}
          onTakeTheirs={revision.takeTheirs}
        />
      )}
      <Form onSubmit={submit} noValidate>
        <PortfolioFields values={values} change={change} errors={errors} />
        {!theirs && <Button disabled={revision.isSaving}>{revision.isSaving ? "Saving…" : "Save"}</Button>}
        <Asking
          label="Remove this portfolio"
          question={`“${opened.name}” is removed. Its programmes stay.`}
          confirm="Remove it"
          isPending={remove.isPending}
          onConfirm={() => remove.mutate({ params: { path, header: ifMatch(opened) } })}
        />
      </Form>
    </div>
  );
}

function chosen(ids: readonly string[]): string {
  return `${ids.length} chosen`;
}
