import { Button, Form, SummaryList } from "nhsuk-react-components";
import { Conflict, type ConflictRow } from "../../components/Conflict";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { ProblemSummary } from "../../components/ProblemSummary";
import { Waiting } from "../../components/Waiting";
import { api, client } from "../../lib/api";
import { dayWords } from "../../lib/dates";
import { useOrganisations } from "../../lib/everything";
import { mayDo, useSession } from "../../lib/session";
import type { Organisation } from "../../lib/shapes";
import { useRevisedDraft } from "../../lib/useRevisedDraft";
import { sectors, wordFor } from "../../lib/vocabulary";
import { OrganisationFields } from "./OrganisationFields";
import { findWrong, type OrganisationValues, organisationRequest, organisationValues } from "./organisationValues";

type Props = { id: string; onSaved: () => void };

/** One organisation: read by all who may, changed by those who may. */
export function ReviseOrganisation({ id, onSaved }: Props) {
  const session = useSession();
  const { data, error } = api.useQuery(
    "get",
    "/organisations/{id}",
    { params: { path: { id } } },
    { refetchOnWindowFocus: false },
  );
  if (error && !data) return <ProblemPage error={error} />;
  if (!data) return <Waiting what="the organisation" />;
  if (!mayDo(session, "programmes:write")) return <Read organisation={data} />;
  return <Revision key={id} opened={data} onSaved={onSaved} />;
}

const trail = [{ label: "Organisations", href: "/organisations" }];

function Read({ organisation }: { organisation: Organisation }) {
  const rows = [
    ["Sector", wordFor(sectors, organisation.sector)],
    ["ODS code", organisation.odsCode],
    ["Began", organisation.validFrom && dayWords(organisation.validFrom)],
    ["Ended", organisation.validTo && dayWords(organisation.validTo)],
  ];
  return (
    <>
      <PageHead title={organisation.name} trail={trail} />
      <SummaryList>
        {rows.map(([key, value]) => (
          <SummaryList.Row key={key}>
            <SummaryList.Key>{key}</SummaryList.Key>
            <SummaryList.Value>{value || "Not stated"}</SummaryList.Value>
          </SummaryList.Row>
        ))}
      </SummaryList>
    </>
  );
}

function Revision({ opened, onSaved }: { opened: Organisation; onSaved: () => void }) {
  const organisations = useOrganisations();
  const path = { id: opened.id };
  const revision = useRevisedDraft({
    form: `organisation:${opened.id}`,
    title: (typed) => `Change to ${typed.name}`,
    href: `/organisations/${opened.id}`,
    opened,
    valuesOf: organisationValues,
    findWrong,
    fetchCurrent: async () => (await client.GET("/organisations/{id}", { params: { path } })).data,
    send: async (typed, header) => {
      const { error } = await client.PUT("/organisations/{id}", {
        params: { path, header },
        body: organisationRequest(typed),
      });
      if (error) throw error;
    },
    onSaved,
  });
  const { values, change, submit, errors, hasErrors } = revision;

  function differences(saved: Organisation): ConflictRow[] {
    const theirs = organisationValues(saved);
    const row = (label: string, words: (it: OrganisationValues) => string | undefined) => ({
      label,
      theirs: words(theirs) ?? "",
      mine: words(values) ?? "",
    });
    return [
      row("Name", (it) => it.name),
      row("Sector", (it) => wordFor(sectors, it.sector)),
      row("ODS code", (it) => it.odsCode),
      row("Began", (it) => it.validFrom && dayWords(it.validFrom)),
      row("Ended", (it) => it.validTo && dayWords(it.validTo)),
      row("Followed by", (it) => organisations.data?.find((known) => known.id === it.successorId)?.name),
    ];
  }

  return (
    <div className="narrow">
      {hasErrors && <ProblemSummary key={revision.attempt} error={revision.failure} errors={revision.wrong} />}
      <PageHead title={opened.name} trail={trail} hasErrors={hasErrors} />
      {revision.theirs && (
        <Conflict
          rows={differences(revision.theirs)}
          isSaving={revision.isSaving}
          onKeepMine={revision.keepMine}
          onTakeTheirs={revision.takeTheirs}
        />
      )}
      <Form onSubmit={submit} noValidate>
        <OrganisationFields values={values} errors={errors} change={change} />
        {!revision.theirs && (
          <Button disabled={revision.isSaving}>{revision.isSaving ? "Saving…" : "Save changes"}</Button>
        )}
      </Form>
    </div>
  );
}
