import { useQueryClient } from "@tanstack/react-query";
import { Button, Form } from "nhsuk-react-components";
import { type FormEvent, useState } from "react";
import { Conflict, type ConflictRow } from "../../components/Conflict";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { ProblemSummary } from "../../components/ProblemSummary";
import { Waiting } from "../../components/Waiting";
import { api, client } from "../../lib/api";
import { dayWords } from "../../lib/dates";
import { useColleagues, useOrganisations } from "../../lib/everything";
import { fieldErrors } from "../../lib/problem";
import { mayDo, type Session, useSession } from "../../lib/session";
import type { Programme } from "../../lib/shapes";
import { useDraft } from "../../lib/useDraft";
import { useRevision } from "../../lib/useRevision";
import { memberParts, programmeStatuses, wordFor } from "../../lib/vocabulary";
import { list } from "../../lib/words";
import { GetProgramme } from "./GetProgramme";
import { ListChangeGroups } from "./ListChangeGroups";
import { MemberFields, ProgrammeFields } from "./ProgrammeFields";
import { findWrong, ownFields, type ProgrammeValues, programmeRequest, programmeValues } from "./programmeValues";

type Props = { id: string; onSaved: () => void };

/** A programme's facts, its members, and the groups who must change how they work. */
export function ReviseProgramme({ id, onSaved }: Props) {
  const session = useSession();
  const { data, error } = api.useQuery(
    "get",
    "/programmes/{id}",
    { params: { path: { id } } },
    { refetchOnWindowFocus: false },
  );
  if (error && !data) return <ProblemPage error={error} />;
  if (!data) return <Waiting what="the programme" />;
  if (!mayChange(session, data)) {
    return (
      <>
        <GetProgramme programme={data} />
        <ListChangeGroups programmeId={id} />
      </>
    );
  }
  return <Revision key={id} opened={data} onSaved={onSaved} />;
}

function mayChange(session: Session, programme: Programme): boolean {
  const isLead = programme.members.some((it) => it.userId === session.user.id && it.part === "lead");
  return mayDo(session, "programmes:write") && (isLead || session.user.role === "administrator");
}

function Revision({ opened, onSaved }: { opened: Programme; onSaved: () => void }) {
  const { user } = useSession();
  const queries = useQueryClient();
  const organisations = useOrganisations();
  const colleagues = useColleagues();
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [attempt, setAttempt] = useState(0);
  const path = { id: opened.id };
  const { values, change, done } = useDraft<ProgrammeValues>({
    userId: user.id,
    form: `programme:${opened.id}`,
    title: (typed) => `Change to ${typed.name}`,
    href: `/programmes/${opened.id}/edit`,
    initial: programmeValues(opened),
  });
  const revision = useRevision<Programme>({
    fetchCurrent: async () => (await client.GET("/programmes/{id}", { params: { path } })).data,
    send: async (header) => {
      const { error } = await client.PUT("/programmes/{id}", {
        params: { path, header },
        body: programmeRequest(values),
      });
      if (error) throw error;
    },
    onSaved: async () => {
      await done();
      await queries.invalidateQueries();
      onSaved();
    },
  });
  const errors = { ...ownFields(fieldErrors(revision.failure)), ...wrong };
  const hasErrors = revision.failure !== undefined || Object.keys(wrong).length > 0;

  function submit(event: FormEvent) {
    event.preventDefault();
    const found = findWrong(values);
    setWrong(found);
    setAttempt((n) => n + 1);
    if (Object.keys(found).length === 0) void revision.save(values.version);
  }

  function differences(saved: Programme): ConflictRow[] {
    const theirs = programmeValues(saved);
    const row = (label: string, words: (it: ProgrammeValues) => string) => ({
      label,
      theirs: words(theirs),
      mine: words(values),
    });
    const organisation = (id: string) => organisations.data?.find((it) => it.id === id)?.name ?? id;
    const colleague = (id: string) => colleagues.data?.find((it) => it.id === id)?.name ?? id;
    return [
      row("Name", (it) => it.name),
      row("Pathway", (it) => it.pathway),
      row("What it is for", (it) => it.summary),
      row("Start", (it) => it.startsOn && dayWords(it.startsOn)),
      row("End", (it) => it.endsOn && dayWords(it.endsOn)),
      row("How far", (it) => wordFor(programmeStatuses, it.status)),
      row("Data controller", (it) => it.dataController),
      row("Target", (it) => `${it.target}%`),
      row("Quick win, months", (it) => it.quickWinMonths),
      row("Budget, pounds", (it) => it.budget),
      row("Calendar, hours", (it) => it.agendaHours),
      row("Kept for, years", (it) => it.retentionYears),
      row("Organisations", (it) => list(it.organisationIds.map(organisation).toSorted())),
      row("Members", (it) =>
        list(
          it.members
            .map((member) => `${colleague(member.userId)} (${wordFor(memberParts, member.part).toLowerCase()})`)
            .toSorted(),
        ),
      ),
    ];
  }

  return (
    <>
      <div className="narrow">
        {hasErrors && (
          <ProblemSummary
            key={`${attempt} ${revision.attempt}`}
            error={Object.keys(errors).length > 0 ? undefined : revision.failure}
            errors={errors}
          />
        )}
        <PageHead
          title={`Change ${opened.name}`}
          trail={[
            { label: "Programmes", href: "/programmes" },
            { label: opened.name, href: `/programmes/${opened.id}` },
          ]}
          hasErrors={hasErrors}
        />
        {revision.theirs && (
          <Conflict
            rows={differences(revision.theirs)}
            isSaving={revision.isSaving}
            onKeepMine={revision.keepMine}
            onTakeTheirs={() => {
              const taken = revision.takeTheirs();
              if (taken) change(programmeValues(taken));
            }}
          />
        )}
        <Form onSubmit={submit} noValidate>
          <ProgrammeFields values={values} errors={errors} change={change} />
          <MemberFields values={values} errors={errors} change={change} />
          <Button disabled={revision.isSaving}>{revision.isSaving ? "Saving…" : "Save changes"}</Button>
        </Form>
      </div>
      <ListChangeGroups programmeId={opened.id} mayChange />
    </>
  );
}
