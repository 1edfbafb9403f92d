import type { components } from "../../api/schema";
import { Asking } from "../../components/Asking";
import { Opened } from "../../components/Opened";
import { RecordForm } from "../../components/RecordForm";
import { api, client } from "../../lib/api";
import { ifMatch } from "../../lib/records";
import { useRevisedDraft } from "../../lib/useRevisedDraft";
import { PortfolioFields, portfolioRequest, portfolioValues } from "./PortfolioFields";

type Portfolio = components["schemas"]["Portfolio"];

/** Mirrors the slice of the same name in the API. */
export function RevisePortfolio({ id, onSaved }: { id: string; onSaved: () => void }) {
  const portfolio = api.useQuery(
    "get",
    "/portfolios/{id}",
    { params: { path: { id } } },
    { refetchOnWindowFocus: false },
  );
  return (
    <Opened query={portfolio} what="the portfolio">
      {(opened) => <Revision key={id} opened={opened} onSaved={onSaved} />}
    </Opened>
  );
}

function Revision({ opened, onSaved }: { opened: Portfolio; onSaved: () => void }) {
  const path = { id: opened.id };
  const remove = api.useMutation("delete", "/portfolios/{id}", { onSuccess: onSaved });
  const form = useRevisedDraft({
    form: `portfolio:${opened.id}`,
    title: (typed) => `Change to ${typed.name}`,
    href: `/portfolio/${opened.id}/edit`,
    opened,
    valuesOf: portfolioValues,
    words: [
      ["Name", (it) => it.name],
      ["Programmes", (it) => `${it.programmeIds.length} chosen`],
      ["Readers", (it) => `${it.readerIds.length} chosen`],
    ],
    read: () => client.GET("/portfolios/{id}", { params: { path } }),
    send: (typed, header) =>
      client.PUT("/portfolios/{id}", { params: { path, header }, body: portfolioRequest(typed) }),
    onSaved,
  });
  return (
    <RecordForm
      form={form}
      head={{ title: opened.name, trail: [{ label: "Portfolio", href: "/portfolio?all=true" }] }}
      save="Save"
      problem={remove.error}
      below={
        <Asking
          label="Remove this portfolio"
          question={`“${opened.name}” is removed. Its programmes stay.`}
          confirm="Remove it"
          isPending={remove.isPending}
          onConfirm={() => remove.mutate({ params: { path, header: ifMatch(opened) } })}
        />
      }
    >
      <PortfolioFields values={form.values} change={form.change} errors={form.errors} />
    </RecordForm>
  );
}
