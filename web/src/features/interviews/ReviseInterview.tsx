import { useState } from "react";
import { Anchor } from "../../components/Anchor";
import { Opened } from "../../components/Opened";
import { RecordForm } from "../../components/RecordForm";
import { api, client } from "../../lib/api";
import { clockWords, dayWords } from "../../lib/dates";
import { deviceWord } from "../../lib/device";
import { useOrganisations, useQuotes } from "../../lib/everything";
import type { Interview, Programme } from "../../lib/shapes";
import { useRevisedDraft } from "../../lib/useRevisedDraft";
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
  return (
    <Opened query={{ ...query, data: opened }} what="the meeting">
      {(it) => <Revision programme={programme} opened={it} onSaved={onSaved} />}
    </Opened>
  );
}

type Typed = { meeting: Meeting; version: number };

function Revision({ programme, opened, onSaved }: Omit<Props, "id"> & { opened: Interview }) {
  const organisations = useOrganisations();
  const quotes = useQuotes(programme.id, { interviewId: opened.id });
  const base = `/programmes/${programme.id}`;
  const here = `${base}/interviews/${opened.id}`;
  const path = { programmeId: programme.id, id: opened.id };
  const whole = (meeting: Meeting) => ({ ...meeting, people: everybody(meeting, organisations.data ?? []), who: "" });
  const form = useRevisedDraft({
    form: `interview:${programme.id}:${opened.id}`,
    title: ({ meeting }) => `Change to: ${meetingTitle(meeting)}`,
    href: `${here}/edit`,
    opened,
    valuesOf: (interview: Interview): Typed => ({ meeting: meetingOf(interview), version: interview.version }),
    words: [
      ["Whom you met", ({ meeting }) => meeting.people.map(personWords).join("\n")],
      ["When", ({ meeting }) => meeting.day && dayWords(meeting.day)],
      ["What was said", ({ meeting }) => meeting.notes],
      ["Who may open the notes", ({ meeting }) => wordFor(confidentialities, meeting.confidentiality)],
      ["Agreed that this is kept", ({ meeting }) => wordFor(consents, meeting.participationConsent)],
      ["Agreed to be quoted", ({ meeting }) => wordFor(consents, meeting.quotationConsent)],
      ["Agreed that a later lead may read it", ({ meeting }) => wordFor(consents, meeting.successionConsent)],
      ["How you met", ({ meeting }) => wordFor(interviewKinds, meeting.kind)],
      ["Minutes", ({ meeting }) => meeting.minutes],
      ["Stances", ({ meeting }) => (meeting.stances.length > 0 ? `${meeting.stances.length} noted` : "")],
      ["Themes", ({ meeting }) => (meeting.mentions.length > 0 ? `${meeting.mentions.length} coded` : "")],
    ],
    findWrong: ({ meeting }) => {
      const found = findMissing(whole(meeting));
      if (isWider(meeting.confidentiality, opened.confidentiality) && !meeting.confidentialityReason?.trim()) {
        found.confidentialityReason = "Say why more people may read it now.";
      }
      return found;
    },
    read: () => client.GET("/programmes/{programmeId}/interviews/{id}", { params: { path } }),
    send: ({ meeting }, header) =>
      client.PUT("/programmes/{programmeId}/interviews/{id}", {
        params: { path, header },
        body: requestOf(whole(meeting), opened.heldAt),
      }),
    onSaved,
  });
  const { meeting, version } = form.values;
  // What a second coder marked without seeing the first carries nothing yet, nor what one keeps to oneself.
  const carriedAt = (themeId: string) => {
    const quote = quotes.data?.find(
      (it) => !it.isBlind && it.confidentiality !== "sealed" && it.themeIds.includes(themeId),
    );
    return quote && `${here}#quote-${quote.id}`;
  };

  return (
    <RecordForm
      form={form}
      head={{
        title: "Change this meeting",
        trail: [
          { label: programme.name, href: base },
          { label: "Meetings", href: `${base}/interviews` },
        ],
        about: form.savedAt
          ? `Your changes are saved on this ${deviceWord()} at ${clockWords(form.savedAt)}, and not sent yet.`
          : undefined,
      }}
      save="Save changes"
      instead={<Anchor href={here}>Leave it as it was</Anchor>}
    >
      <MeetingFields
        values={meeting}
        change={(part) => form.change({ meeting: { ...meeting, ...part }, version })}
        errors={form.errors}
        taxonomyId={programme.taxonomyId}
        isUnfolded
        levelBefore={opened.confidentiality}
        carriedAt={carriedAt}
      />
    </RecordForm>
  );
}
