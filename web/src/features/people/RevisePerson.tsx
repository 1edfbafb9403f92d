import { Button, Form, SummaryList } from "nhsuk-react-components";
import { Conflict, type ConflictRow } from "../../components/Conflict";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { ProblemSummary } from "../../components/ProblemSummary";
import { Waiting } from "../../components/Waiting";
import { api, client } from "../../lib/api";
import { useOrganisations } from "../../lib/everything";
import { mayDo, useSession } from "../../lib/session";
import type { Person } from "../../lib/shapes";
import { useRevisedDraft } from "../../lib/useRevisedDraft";
import { careerStages, personStatuses, professionalGroups, wordFor } from "../../lib/vocabulary";
import { PersonFields, StatusField } from "./PersonFields";
import { findWrong, type PersonValues, personRequest, personValues } from "./personValues";

type Props = { id: string; onSaved: () => void };

/** One person: read by all who may, changed by those who may. */
export function RevisePerson({ id, onSaved }: Props) {
  const session = useSession();
  const { data, error } = api.useQuery(
    "get",
    "/people/{id}",
    { params: { path: { id } } },
    { refetchOnWindowFocus: false },
  );
  if (error && !data) return <ProblemPage error={error} />;
  if (!data) return <Waiting what="the person" />;
  if (!mayDo(session, "people:write")) return <Read person={data} />;
  return <Revision key={id} opened={data} onSaved={onSaved} />;
}

const trail = [{ label: "People", href: "/people" }];

function Read({ person }: { person: Person }) {
  const rows = [
    ["Job title", person.jobTitle],
    ["Organisation", person.organisationName],
    ["Professional group", wordFor(professionalGroups, person.professionalGroup)],
    ["Stage of career", wordFor(careerStages, person.careerStage)],
    ["Status", wordFor(personStatuses, person.status)],
  ];
  return (
    <>
      <PageHead title={person.name} trail={trail} />
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

function Revision({ opened, onSaved }: { opened: Person; onSaved: () => void }) {
  const organisations = useOrganisations();
  const path = { id: opened.id };
  const revision = useRevisedDraft({
    form: `person:${opened.id}`,
    title: (typed) => `Change to ${typed.name}`,
    href: `/people/${opened.id}`,
    opened,
    valuesOf: personValues,
    findWrong,
    fetchCurrent: async () => (await client.GET("/people/{id}", { params: { path } })).data,
    send: async (typed, header) => {
      const { error } = await client.PUT("/people/{id}", { params: { path, header }, body: personRequest(typed) });
      if (error) throw error;
    },
    onSaved,
  });
  const { values, change, submit, errors, hasErrors } = revision;

  function differences(saved: Person): ConflictRow[] {
    const theirs = personValues(saved);
    const row = (label: string, words: (it: PersonValues) => string | undefined) => ({
      label,
      theirs: words(theirs) ?? "",
      mine: words(values) ?? "",
    });
    return [
      row("Name", (it) => it.name),
      row("Job title", (it) => it.jobTitle),
      row("Organisation", (it) => organisations.data?.find((known) => known.id === it.organisationId)?.name),
      row("Professional group", (it) => wordFor(professionalGroups, it.professionalGroup)),
      row("Stage of career", (it) => wordFor(careerStages, it.careerStage)),
      row("Email address", (it) => it.email),
      row("In touch", (it) => wordFor(personStatuses, it.status)),
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
        <PersonFields values={values} errors={errors} change={change} />
        <StatusField values={values} errors={errors} change={change} />
        {!revision.theirs && (
          <Button disabled={revision.isSaving}>{revision.isSaving ? "Saving…" : "Save changes"}</Button>
        )}
      </Form>
    </div>
  );
}
