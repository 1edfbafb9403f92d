import { SummaryList } from "nhsuk-react-components";
import { Opened } from "../../components/Opened";
import { PageHead } from "../../components/PageHead";
import { RecordForm } from "../../components/RecordForm";
import { api, client } from "../../lib/api";
import { useOrganisations } from "../../lib/everything";
import { mayDo, useSession } from "../../lib/session";
import type { Person } from "../../lib/shapes";
import { useRevisedDraft } from "../../lib/useRevisedDraft";
import { careerStages, personStatuses, professionalGroups, wordFor } from "../../lib/vocabulary";
import { PersonFields, StatusField } from "./PersonFields";
import { findWrong, personRequest, personValues } from "./personValues";

type Props = { id: string; onSaved: () => void };

/** One person: read by all who may, changed by those who may. */
export function RevisePerson({ id, onSaved }: Props) {
  const session = useSession();
  const person = api.useQuery("get", "/people/{id}", { params: { path: { id } } }, { refetchOnWindowFocus: false });
  return (
    <Opened query={person} what="the person">
      {(opened) =>
        mayDo(session, "people:write") ? (
          <Revision key={id} opened={opened} onSaved={onSaved} />
        ) : (
          <Read person={opened} />
        )
      }
    </Opened>
  );
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
  const form = useRevisedDraft({
    form: `person:${opened.id}`,
    title: (typed) => `Change to ${typed.name}`,
    href: `/people/${opened.id}`,
    opened,
    valuesOf: personValues,
    words: [
      ["Name", (it) => it.name],
      ["Job title", (it) => it.jobTitle],
      ["Organisation", (it) => organisations.data?.find((known) => known.id === it.organisationId)?.name],
      ["Professional group", (it) => wordFor(professionalGroups, it.professionalGroup)],
      ["Stage of career", (it) => wordFor(careerStages, it.careerStage)],
      ["Email address", (it) => it.email],
      ["In touch", (it) => wordFor(personStatuses, it.status)],
    ],
    findWrong,
    read: () => client.GET("/people/{id}", { params: { path } }),
    send: (typed, header) => client.PUT("/people/{id}", { params: { path, header }, body: personRequest(typed) }),
    onSaved,
  });
  return (
    <RecordForm form={form} head={{ title: opened.name, trail }} save="Save changes">
      <PersonFields values={form.values} errors={form.errors} change={form.change} />
      <StatusField values={form.values} errors={form.errors} change={form.change} />
    </RecordForm>
  );
}
