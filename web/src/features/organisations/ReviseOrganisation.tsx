import { SummaryList } from "nhsuk-react-components";
import { Opened } from "../../components/Opened";
import { PageHead } from "../../components/PageHead";
import { RecordForm } from "../../components/RecordForm";
import { api, client } from "../../lib/api";
import { dayWords } from "../../lib/dates";
import { useOrganisations } from "../../lib/everything";
import { mayDo, useSession } from "../../lib/session";
import type { Organisation } from "../../lib/shapes";
import { useRevisedDraft } from "../../lib/useRevisedDraft";
import { sectors, wordFor } from "../../lib/vocabulary";
import { OrganisationFields } from "./OrganisationFields";
import { findWrong, organisationRequest, organisationValues } from "./organisationValues";

type Props = { id: string; onSaved: () => void };

/** One organisation: read by all who may, changed by those who may. */
export function ReviseOrganisation({ id, onSaved }: Props) {
  const session = useSession();
  const organisation = api.useQuery(
    "get",
    "/organisations/{id}",
    { params: { path: { id } } },
    { refetchOnWindowFocus: false },
  );
  return (
    <Opened query={organisation} what="the organisation">
      {(opened) =>
        mayDo(session, "programmes:write") ? (
          <Revision key={id} opened={opened} onSaved={onSaved} />
        ) : (
          <Read organisation={opened} />
        )
      }
    </Opened>
  );
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
  const form = useRevisedDraft({
    form: `organisation:${opened.id}`,
    title: (typed) => `Change to ${typed.name}`,
    href: `/organisations/${opened.id}`,
    opened,
    valuesOf: organisationValues,
    words: [
      ["Name", (it) => it.name],
      ["Sector", (it) => wordFor(sectors, it.sector)],
      ["ODS code", (it) => it.odsCode],
      ["Began", (it) => it.validFrom && dayWords(it.validFrom)],
      ["Ended", (it) => it.validTo && dayWords(it.validTo)],
      ["Followed by", (it) => organisations.data?.find((known) => known.id === it.successorId)?.name],
    ],
    findWrong,
    read: () => client.GET("/organisations/{id}", { params: { path } }),
    send: (typed, header) =>
      client.PUT("/organisations/{id}", { params: { path, header }, body: organisationRequest(typed) }),
    onSaved,
  });
  return (
    <RecordForm form={form} head={{ title: opened.name, trail }} save="Save changes">
      <OrganisationFields values={form.values} errors={form.errors} change={form.change} />
    </RecordForm>
  );
}
