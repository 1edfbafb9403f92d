import { useQueryClient } from "@tanstack/react-query";
import { Button, Checkboxes, Form, Radios, Textarea, TextInput } from "nhsuk-react-components";
import type { FormEvent, ReactNode } from "react";
import { Anchor } from "../../components/Anchor";
import { Conflict } from "../../components/Conflict";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { ProblemSummary } from "../../components/ProblemSummary";
import { Waiting } from "../../components/Waiting";
import { api } from "../../lib/api";
import { dayWords } from "../../lib/dates";
import { useColleagues } from "../../lib/everything";
import { fieldErrors } from "../../lib/problem";
import { mayDo, useSession } from "../../lib/session";
import type { Commitment, CommitmentRequest, Programme } from "../../lib/shapes";
import { useDraft } from "../../lib/useDraft";
import { useRevision } from "../../lib/useRevision";
import { commitmentStatuses, wordFor } from "../../lib/vocabulary";
import { CommitmentEvidence } from "./CommitmentEvidence";
import { CommitmentFields } from "./CommitmentFields";

type Props = {
  programme: Pick<Programme, "id" | "name">;
  id: string;
  onSaved: () => void;
  /** Where one says what stood in the way of it. */
  explaining?: (commitment: Commitment) => ReactNode;
};

/** What came of a promise: kept, in part, missed or withdrawn, and how one can tell. */
export function ReviseCommitment({ programme, id, onSaved, explaining }: Props) {
  const { data, error } = api.useQuery(
    "get",
    "/programmes/{programmeId}/commitments/{id}",
    { params: { path: { programmeId: programme.id, id } } },
    { refetchOnWindowFocus: false },
  );
  if (error && !data) return <ProblemPage error={error} />;
  if (!data) return <Waiting what="the commitment" />;
  return <Outcome key={id} programme={programme} opened={data} onSaved={onSaved} explaining={explaining} />;
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
  const queries = useQueryClient();
  const base = `/programmes/${programme.id}`;
  const params = { path: { programmeId: programme.id, id: opened.id } };
  const { values, change, done, state } = useDraft({
    userId: session.user.id,
    form: `commitment:${programme.id}:change:${opened.id}`,
    title: (typed) => `Outcome of: ${typed.act.slice(0, 60)}`,
    href: `${base}/commitments/${opened.id}`,
    initial: valuesOf(opened),
  });
  const revise = api.useMutation("put", "/programmes/{programmeId}/commitments/{id}");
  const current = api.useQuery("get", "/programmes/{programmeId}/commitments/{id}", { params }, { enabled: false });
  const revision = useRevision<Commitment>({
    fetchCurrent: async () => (await current.refetch()).data,
    send: (ifMatch) =>
      revise.mutateAsync({
        params: { ...params, header: ifMatch },
        body: {
          interviewId: opened.interviewId,
          personId: opened.personId,
          act: values.act.trim(),
          dueOn: values.dueOn || undefined,
          status: values.status as CommitmentRequest["status"],
          statusReason: values.statusReason || undefined,
          evidence: values.evidence || undefined,
          evidenceLink: values.evidenceLink || undefined,
          verifiedBy: values.verifiedBy || undefined,
        },
      }),
    onSaved: async () => {
      await done();
      await queries.invalidateQueries();
      onSaved();
    },
  });
  const errors = fieldErrors(revision.failure);
  const colleagues = useColleagues();
  const verifier = colleagues.data?.find((it) => it.id === values.verifiedBy)?.name;
  const mayEdit = mayDo(session, "interviews:write") && opened.act != null;

  function submit(event: FormEvent) {
    event.preventDefault();
    void revision.save(values.version);
  }

  return (
    <div className="narrow">
      {revision.failure !== undefined && <ProblemSummary key={revision.attempt} error={revision.failure} />}
      <PageHead
        title={opened.act ?? "A commitment"}
        trail={[
          { label: programme.name, href: base },
          { label: "Commitments", href: `${base}/commitments` },
        ]}
        about={[
          opened.personName,
          opened.dueOn ? `by ${dayWords(opened.dueOn)}` : "no date",
          opened.isOverdue ? "past its date" : wordFor(commitmentStatuses, opened.status).toLowerCase(),
        ]
          .filter(Boolean)
          .join(", ")}
        hasErrors={revision.failure !== undefined}
      />
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
      {revision.theirs && (
        <Conflict
          rows={[
            { label: "What they will do", theirs: revision.theirs.act ?? "", mine: values.act },
            { label: "By when", theirs: revision.theirs.dueOn ?? "", mine: values.dueOn },
            {
              label: "What came of it",
              theirs: wordFor(commitmentStatuses, revision.theirs.status),
              mine: wordFor(commitmentStatuses, values.status),
            },
            { label: "Why", theirs: revision.theirs.statusReason ?? "", mine: values.statusReason },
            { label: "Evidence", theirs: revision.theirs.evidence ?? "", mine: values.evidence },
            { label: "Link", theirs: revision.theirs.evidenceLink ?? "", mine: values.evidenceLink },
            {
              label: "Looked at",
              theirs: revision.theirs.verifiedBy ? "Yes" : "No",
              mine: values.verifiedBy ? "Yes" : "No",
            },
          ]}
          isSaving={revision.isSaving}
          onKeepMine={revision.keepMine}
          onTakeTheirs={() => {
            const taken = revision.takeTheirs();
            if (taken) change(valuesOf(taken));
          }}
        />
      )}
      {!mayEdit && <p>The words of this commitment are not open to you, so you cannot change it.</p>}
      {mayEdit && (
        <Form onSubmit={submit} noValidate>
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
            id="evidence"
            name="evidence"
            label="How can one tell?"
            labelProps={{ size: "s" }}
            hint="What was seen, by whom, when. A commitment that was kept needs this or a link."
            rows={3}
            value={values.evidence}
            error={errors.evidence}
            onChange={(event) => change({ evidence: event.currentTarget.value })}
          />
          <TextInput
            id="evidenceLink"
            name="evidenceLink"
            type="url"
            label="A link to it"
            labelProps={{ size: "s" }}
            hint="For example minutes or a rota. Begins with https://"
            value={values.evidenceLink}
            error={errors.evidenceLink}
            onChange={(event) => change({ evidenceLink: event.currentTarget.value })}
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
            <Textarea
              id="statusReason"
              name="statusReason"
              label="Why?"
              labelProps={{ size: "s" }}
              hint="What stood in the way."
              rows={3}
              value={values.statusReason}
              error={errors.statusReason}
              onChange={(event) => change({ statusReason: event.currentTarget.value })}
            />
          )}
          <CommitmentFields values={values} errors={errors} onChange={change} />
          <Button disabled={revision.isSaving || state === "reading"}>
            {revision.isSaving ? "Saving…" : "Save what came of it"}
          </Button>
        </Form>
      )}
    </div>
  );
}
