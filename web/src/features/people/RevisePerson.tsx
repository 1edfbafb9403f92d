import { useQueryClient } from "@tanstack/react-query";
import { Button, Form, SummaryList } from "nhsuk-react-components";
import { type FormEvent, useState } from "react";
import { Conflict, type ConflictRow } from "../../components/Conflict";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { ProblemSummary } from "../../components/ProblemSummary";
import { Waiting } from "../../components/Waiting";
import { api, client } from "../../lib/api";
import { useOrganisations } from "../../lib/everything";
import { fieldErrors } from "../../lib/problem";
import { mayDo, useSession } from "../../lib/session";
import type { Person } from "../../lib/shapes";
import { useDraft } from "../../lib/useDraft";
import { useRevision } from "../../lib/useRevision";
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
  const { user } = useSession();
  const queries = useQueryClient();
  const organisations = useOrganisations();
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [attempt, setAttempt] = useState(0);
  const path = { id: opened.id };
  const { values, change, done } = useDraft<PersonValues>({
    userId: user.id,
    form: `person:${opened.id}`,
    title: (typed) => `Change to ${typed.name}`,
    href: `/people/${opened.id}`,
    initial: personValues(opened),
  });
  const revision = useRevision<Person>({
    fetchCurrent: async () => (await client.GET("/people/{id}", { params: { path } })).data,
    send: async (header) => {
      const { error } = await client.PUT("/people/{id}", { params: { path, header }, body: personRequest(values) });
      if (error) throw error;
    },
    onSaved: async () => {
      await done();
      await queries.invalidateQueries();
      onSaved();
    },
  });
  const errors = { ...fieldErrors(revision.failure), ...wrong };
  const hasErrors = revision.failure !== undefined || Object.keys(wrong).length > 0;

  function submit(event: FormEvent) {
    event.preventDefault();
    const found = findWrong(values);
    setWrong(found);
    setAttempt((n) => n + 1);
    if (Object.keys(found).length === 0) void revision.save(values.version);
  }

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
      {hasErrors && <ProblemSummary key={`${attempt} ${revision.attempt}`} error={revision.failure} errors={wrong} />}
      <PageHead title={opened.name} trail={trail} hasErrors={hasErrors} />
      {revision.theirs && (
        <Conflict
          rows={differences(revision.theirs)}
          isSaving={revision.isSaving}
          onKeepMine={revision.keepMine}
          onTakeTheirs={() => {
            const taken = revision.takeTheirs();
            if (taken) change(personValues(taken));
          }}
        />
      )}
      <Form onSubmit={submit} noValidate>
        <PersonFields values={values} errors={errors} change={change} />
        <StatusField values={values} errors={errors} change={change} />
        <Button disabled={revision.isSaving}>{revision.isSaving ? "Saving…" : "Save changes"}</Button>
      </Form>
    </div>
  );
}
