import { useQueryClient } from "@tanstack/react-query";
import { Button, Form } from "nhsuk-react-components";
import { type FormEvent, useState } from "react";
import { Anchor } from "../../components/Anchor";
import { Conflict, type ConflictRow } from "../../components/Conflict";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { ProblemSummary } from "../../components/ProblemSummary";
import { Waiting } from "../../components/Waiting";
import { api, client } from "../../lib/api";
import { clockWords, dayWords } from "../../lib/dates";
import { deviceWord } from "../../lib/device";
import { useOrganisations } from "../../lib/everything";
import { fieldErrors } from "../../lib/problem";
import { useSession } from "../../lib/session";
import type { Interview, Programme } from "../../lib/shapes";
import { useDraft } from "../../lib/useDraft";
import { useRevision } from "../../lib/useRevision";
import { confidentialities, consents, interviewKinds, wordFor } from "../../lib/vocabulary";
import { findMissing } from "./CreateInterview";
import { MeetingFields } from "./MeetingFields";
import { everybody, isWider, type Meeting, meetingOf, meetingTitle, personWords, requestOf } from "./meeting";

type Props = { programme: Pick<Programme, "id" | "name" | "taxonomyId">; id: string; onSaved: () => void };

/** Changes a meeting that is with the service; what somebody else saved meanwhile is shown beside it. */
export function ReviseInterview({ programme, id, onSaved }: Props) {
  const query = api.useQuery(
    "get",
    "/programmes/{programmeId}/interviews/{id}",
    { params: { path: { programmeId: programme.id, id } } },
    { refetchOnWindowFocus: false, staleTime: 0 },
  );
  const [opened, setOpened] = useState<Interview>();
  // The version that was opened stays the one that is changed, whatever is fetched later.
  if (query.data && !opened && !query.isFetching) setOpened(query.data);
  if (query.error && !opened) return <ProblemPage error={query.error} />;
  if (!opened) return <Waiting what="the meeting" />;
  return <Revision programme={programme} opened={opened} onSaved={onSaved} />;
}

type Typed = { meeting: Meeting; version: number };

function Revision({ programme, opened, onSaved }: Omit<Props, "id"> & { opened: Interview }) {
  const { user } = useSession();
  const queries = useQueryClient();
  const organisations = useOrganisations();
  const [missing, setMissing] = useState<Record<string, string>>({});
  const base = `/programmes/${programme.id}`;
  const here = `${base}/interviews/${opened.id}`;
  const path = { programmeId: programme.id, id: opened.id };
  const draft = useDraft<Typed>({
    userId: user.id,
    form: `interview:${programme.id}:${opened.id}`,
    title: (typed) => `Change to: ${meetingTitle(typed.meeting)}`,
    href: `${here}/edit`,
    initial: { meeting: meetingOf(opened), version: opened.version },
  });
  const { meeting } = draft.values;
  const change = (part: Partial<Meeting>) =>
    draft.change({ meeting: { ...meeting, ...part }, version: draft.values.version });

  const revision = useRevision<Interview>({
    fetchCurrent: async () =>
      (await client.GET("/programmes/{programmeId}/interviews/{id}", { params: { path } })).data,
    send: async (header) => {
      const whole = { ...meeting, people: everybody(meeting, organisations.data ?? []), who: "" };
      await draft.flush();
      const { error } = await client.PUT("/programmes/{programmeId}/interviews/{id}", {
        params: { path, header },
        body: requestOf(whole, opened.heldAt),
      });
      if (error) throw error;
    },
    onSaved: async () => {
      await draft.done();
      await queries.invalidateQueries();
      onSaved();
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    const found = findMissing({ ...meeting, people: everybody(meeting, organisations.data ?? []) });
    if (isWider(meeting.confidentiality, opened.confidentiality) && !meeting.confidentialityReason?.trim()) {
      found.confidentialityReason = "Say why more people may read it now.";
    }
    setMissing(found);
    if (Object.keys(found).length === 0) void revision.save(draft.values.version);
  }

  const errors = { ...missing, ...fieldErrors(revision.failure) };
  const hasErrors = revision.failure !== undefined || Object.keys(missing).length > 0;
  const { theirs } = revision;
  return (
    <div className="narrow">
      {hasErrors && <ProblemSummary key={revision.attempt} error={revision.failure} errors={missing} />}
      <PageHead
        title="Change this meeting"
        trail={[
          { label: programme.name, href: base },
          { label: "Meetings", href: `${base}/interviews` },
        ]}
        about={
          draft.savedAt
            ? `Your changes are saved on this ${deviceWord()} at ${clockWords(draft.savedAt)}, and not sent yet.`
            : undefined
        }
        hasErrors={hasErrors}
      />
      {theirs && (
        <Conflict
          rows={differences(meetingOf(theirs), meeting)}
          isSaving={revision.isSaving}
          onKeepMine={revision.keepMine}
          onTakeTheirs={() => {
            const taken = revision.takeTheirs();
            if (taken) draft.change({ meeting: meetingOf(taken), version: taken.version });
          }}
        />
      )}
      <Form onSubmit={submit} noValidate>
        <MeetingFields
          values={meeting}
          change={change}
          errors={errors}
          taxonomyId={programme.taxonomyId}
          isUnfolded
          levelBefore={opened.confidentiality}
        />
        <Button disabled={revision.isSaving || draft.state === "reading"}>
          {revision.isSaving ? "Saving…" : "Save changes"}
        </Button>
      </Form>
      <p>
        <Anchor href={here}>Leave it as it was</Anchor>
      </p>
    </div>
  );
}

function differences(theirs: Meeting, yours: Meeting): ConflictRow[] {
  const row = (label: string, words: (meeting: Meeting) => string): ConflictRow => ({
    label,
    theirs: words(theirs),
    mine: words(yours),
  });
  return [
    row("Whom you met", (it) => it.people.map(personWords).join("\n")),
    row("When", (it) => (it.day ? dayWords(it.day) : "")),
    row("What was said", (it) => it.notes),
    row("Who may open the notes", (it) => wordFor(confidentialities, it.confidentiality)),
    row("Agreed that this is kept", (it) => wordFor(consents, it.participationConsent)),
    row("Agreed to be quoted", (it) => wordFor(consents, it.quotationConsent)),
    row("Agreed that a later lead may read it", (it) => wordFor(consents, it.successionConsent)),
    row("How you met", (it) => wordFor(interviewKinds, it.kind)),
    row("Minutes", (it) => it.minutes),
    row("Stances", (it) => (it.stances.length > 0 ? `${it.stances.length} noted` : "")),
    row("Themes", (it) => (it.mentions.length > 0 ? `${it.mentions.length} coded` : "")),
  ];
}
