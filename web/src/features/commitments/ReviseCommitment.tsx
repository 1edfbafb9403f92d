import { Checkboxes, Radios, Textarea, TextInput } from "nhsuk-react-components";
import type { ReactNode } from "react";
import { Anchor } from "../../components/Anchor";
import { CommitmentFields } from "../../components/CommitmentFields";
import { Opened } from "../../components/Opened";
import { PageHead } from "../../components/PageHead";
import { RecordForm } from "../../components/RecordForm";
import { api, client } from "../../lib/api";
import { dayWords } from "../../lib/dates";
import { useColleagues } from "../../lib/everything";
import { field } from "../../lib/field";
import { mayDo, useSession } from "../../lib/session";
import type { Commitment, CommitmentRequest, Programme } from "../../lib/shapes";
import { useRevisedDraft } from "../../lib/useRevisedDraft";
import { commitmentStatuses, wordFor } from "../../lib/vocabulary";
import { CommitmentEvidence } from "./CommitmentEvidence";

type Props = {
  programme: Pick<Programme, "id" | "name">;
  id: string;
  onSaved: () => void;
  /** Where one says what stood in the way of it. */
  explaining?: (commitment: Commitment) => ReactNode;
};

/** What came of a promise: kept, in part, missed or withdrawn, and how one can tell. */
export function ReviseCommitment(props: Props) {
  const commitment = api.useQuery(
    "get",
    "/programmes/{programmeId}/commitments/{id}",
    { params: { path: { programmeId: props.programme.id, id: props.id } } },
    { refetchOnWindowFocus: false },
  );
  return (
    <Opened query={commitment} what="the commitment">
      {(opened) => <Outcome key={props.id} {...props} opened={opened} />}
    </Opened>
  );
}

type Values = {
  act: string;
  dueOn: string;
  status: string;
  statusReason: string;
  evidence: string;
  evidenceLink: string;
  verifiedBy: string;
  version: number;
};

function valuesOf(commitment: Commitment): Values {
  return {
    act: commitment.act ?? "",
    dueOn: commitment.dueOn ?? "",
    status: commitment.status,
    statusReason: commitment.statusReason ?? "",
    evidence: commitment.evidence ?? "",
    evidenceLink: commitment.evidenceLink ?? "",
    verifiedBy: commitment.verifiedBy ?? "",
    version: commitment.version,
  };
}

function Outcome({ programme, opened, onSaved, explaining }: Omit<Props, "id"> & { opened: Commitment }) {
  const session = useSession();
  const colleagues = useColleagues();
  const base = `/programmes/${programme.id}`;
  const path = { programmeId: programme.id, id: opened.id };
  const form = useRevisedDraft({
    form: `commitment:${programme.id}:change:${opened.id}`,
    title: (typed) => `Outcome of: ${typed.act.slice(0, 60)}`,
    href: `${base}/commitments/${opened.id}`,
    opened,
    valuesOf,
    words: [
      ["What they will do", (it) => it.act],
      ["By when", (it) => it.dueOn && dayWords(it.dueOn)],
      ["What came of it", (it) => wordFor(commitmentStatuses, it.status)],
      ["Why", (it) => it.statusReason],
      ["Evidence", (it) => it.evidence],
      ["Link", (it) => it.evidenceLink],
      ["Looked at", (it) => (it.verifiedBy ? "Yes" : "No")],
    ],
    read: () => client.GET("/programmes/{programmeId}/commitments/{id}", { params: { path } }),
    send: (typed, header) =>
      client.PUT("/programmes/{programmeId}/commitments/{id}", {
        params: { path, header },
        body: {
          interviewId: opened.interviewId,
          personId: opened.personId,
          act: typed.act.trim(),
          dueOn: typed.dueOn || undefined,
          status: typed.status as CommitmentRequest["status"],
          statusReason: typed.statusReason || undefined,
          evidence: typed.evidence || undefined,
          evidenceLink: typed.evidenceLink || undefined,
          verifiedBy: typed.verifiedBy || undefined,
        },
      }),
    onSaved,
  });
  const { values, change, errors } = form;
  const verifier = colleagues.data?.find((it) => it.id === values.verifiedBy)?.name;
  const mayEdit = mayDo(session, "interviews:write") && opened.act != null;
  const head = {
    title: opened.act ?? "A commitment",
    trail: [
      { label: programme.name, href: base },
      { label: "Commitments", href: `${base}/commitments` },
    ],
    about: [
      opened.personName,
      opened.dueOn ? `by ${dayWords(opened.dueOn)}` : "no date",
      opened.isOverdue ? "past its date" : wordFor(commitmentStatuses, opened.status).toLowerCase(),
    ]
      .filter(Boolean)
      .join(", "),
  };
  const above = (
    <>
      <CommitmentEvidence
        commitment={opened}
        onRemoved={({ version }) => change({ evidence: "", evidenceLink: "", verifiedBy: "", version })}
      />
      {mayEdit && (opened.isOverdue || opened.status !== "notYetDue") && explaining?.(opened)}
      {opened.interviewId && (
        <p>
          <Anchor href={`${base}/interviews/${opened.interviewId}`}>The meeting at which it was promised</Anchor>
        </p>
      )}
    </>
  );
  if (!mayEdit) {
    return (
      <div className="narrow">
        <PageHead {...head} />
        {above}
        <p>The words of this commitment are not open to you, so you cannot change it.</p>
      </div>
    );
  }
  return (
    <RecordForm form={form} head={head} above={above} save="Save what came of it">
      <Radios legend="What came of it?" legendProps={{ size: "m" }} name="status" id="status" error={errors.status}>
        {Object.entries(commitmentStatuses).map(([code, word]) => (
          <Radios.Item
            key={code}
            value={code}
            checked={values.status === code}
            onChange={() => change({ status: code })}
          >
            {word}
          </Radios.Item>
        ))}
      </Radios>
      <Textarea
        {...field(form, "evidence")}
        label="How can one tell?"
        hint="What was seen, by whom, when. A commitment that was kept needs this or a link."
        rows={3}
      />
      <TextInput
        {...field(form, "evidenceLink")}
        type="url"
        label="A link to it"
        hint="For example minutes or a rota. Begins with https://"
      />
      {(values.evidence || values.evidenceLink) && (
        <Checkboxes
          id="verifiedBy"
          name="verifiedBy"
          legend="Has somebody looked at it?"
          legendProps={{ size: "s" }}
          hint="Somebody else than the one who promised. Until then it does not count as kept."
          error={errors.verifiedBy}
        >
          <Checkboxes.Item
            value="looked"
            checked={Boolean(values.verifiedBy)}
            onChange={(event) => change({ verifiedBy: event.currentTarget.checked ? session.user.id : "" })}
          >
            {values.verifiedBy && values.verifiedBy !== session.user.id
              ? `${verifier ?? "A colleague"} has looked at it`
              : "I have looked at it, and it shows what they did"}
          </Checkboxes.Item>
        </Checkboxes>
      )}
      {values.status !== "notYetDue" && values.status !== "kept" && (
        <Textarea {...field(form, "statusReason")} label="Why?" hint="What stood in the way." rows={3} />
      )}
      <CommitmentFields {...form} />
    </RecordForm>
  );
}
