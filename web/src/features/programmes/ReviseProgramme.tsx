import { Opened } from "../../components/Opened";
import { RecordForm } from "../../components/RecordForm";
import { api, client } from "../../lib/api";
import { dayWords } from "../../lib/dates";
import { useColleagues, useOrganisations } from "../../lib/everything";
import { mayDo, useSession } from "../../lib/session";
import type { Programme } from "../../lib/shapes";
import { useRevisedDraft } from "../../lib/useRevisedDraft";
import { memberParts, programmeStatuses, wordFor } from "../../lib/vocabulary";
import { list } from "../../lib/words";
import { GetProgramme } from "./GetProgramme";
import { ListChangeGroups } from "./ListChangeGroups";
import { MemberFields, ProgrammeFields } from "./ProgrammeFields";
import { findWrong, ownFields, programmeRequest, programmeValues } from "./programmeValues";

type Props = { id: string; onSaved: () => void };

/** A programme's facts, its members, and the groups who must change how they work. */
export function ReviseProgramme({ id, onSaved }: Props) {
  const session = useSession();
  const programme = api.useQuery(
    "get",
    "/programmes/{id}",
    { params: { path: { id } } },
    { refetchOnWindowFocus: false },
  );
  return (
    <Opened query={programme} what="the programme">
      {(opened) => {
        const isLead = opened.members.some((it) => it.userId === session.user.id && it.part === "lead");
        const mayChange = mayDo(session, "programmes:write") && (isLead || session.user.role === "administrator");
        return (
          <>
            {mayChange ? <Revision key={id} opened={opened} onSaved={onSaved} /> : <GetProgramme programme={opened} />}
            <ListChangeGroups programmeId={id} mayChange={mayChange} />
          </>
        );
      }}
    </Opened>
  );
}

function Revision({ opened, onSaved }: { opened: Programme; onSaved: () => void }) {
  const organisations = useOrganisations();
  const colleagues = useColleagues();
  const organisation = (id: string) => organisations.data?.find((it) => it.id === id)?.name ?? id;
  const colleague = (id: string) => colleagues.data?.find((it) => it.id === id)?.name ?? id;
  const path = { id: opened.id };
  const form = useRevisedDraft({
    form: `programme:${opened.id}`,
    title: (typed) => `Change to ${typed.name}`,
    href: `/programmes/${opened.id}/edit`,
    opened,
    valuesOf: programmeValues,
    words: [
      ["Name", (it) => it.name],
      ["Pathway", (it) => it.pathway],
      ["What it is for", (it) => it.summary],
      ["Start", (it) => it.startsOn && dayWords(it.startsOn)],
      ["End", (it) => it.endsOn && dayWords(it.endsOn)],
      ["How far", (it) => wordFor(programmeStatuses, it.status)],
      ["Data controller", (it) => it.dataController],
      ["Target", (it) => `${it.target}%`],
      ["Quick win, months", (it) => it.quickWinMonths],
      ["Budget, pounds", (it) => it.budget],
      ["Calendar, hours", (it) => it.agendaHours],
      ["Kept for, years", (it) => it.retentionYears],
      ["Organisations", (it) => list(it.organisationIds.map(organisation).toSorted())],
      [
        "Members",
        (it) =>
          list(
            it.members
              .map((member) => `${colleague(member.userId)} (${wordFor(memberParts, member.part).toLowerCase()})`)
              .toSorted(),
          ),
      ],
    ],
    findWrong,
    ownFields,
    read: () => client.GET("/programmes/{id}", { params: { path } }),
    send: (typed, header) =>
      client.PUT("/programmes/{id}", { params: { path, header }, body: programmeRequest(typed) }),
    onSaved,
  });
  return (
    <RecordForm
      form={form}
      head={{
        title: `Change ${opened.name}`,
        trail: [
          { label: "Programmes", href: "/programmes" },
          { label: opened.name, href: `/programmes/${opened.id}` },
        ],
      }}
      save="Save changes"
    >
      <ProgrammeFields values={form.values} errors={form.errors} change={form.change} />
      <MemberFields values={form.values} errors={form.errors} change={form.change} />
    </RecordForm>
  );
}
