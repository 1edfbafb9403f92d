import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { Anchor } from "../components/Anchor";
import { PageHead } from "../components/PageHead";
import { ProblemPage } from "../components/ProblemPage";
import { Waiting } from "../components/Waiting";
import { AskForCommitment } from "../features/interviews/AskForCommitment";
import { CreateInterview } from "../features/interviews/CreateInterview";
import { followUpOf, type Meeting, meetingOf } from "../features/interviews/meeting";
import { useQueuedMeeting } from "../features/interviews/meetingQueue";
import { api } from "../lib/api";
import { clearDraft, findDraft, saveDraft } from "../lib/drafts";
import { lastProgramme, type ProgrammeName, rememberProgramme, useMyProgrammes } from "../lib/myProgrammes";
import { useSession } from "../lib/session";
import { useWords } from "./recordRoutes";

/** Log a meeting in a programme; once it is saved, ask for the commitment. */
export function LogMeeting({ programme }: { programme: ProgrammeName }) {
  const { user } = useSession();
  const { saved, follows } = useWords();
  const navigate = useNavigate();
  const programmes = useMyProgrammes(user.id);
  const [last, setLast] = useState<{ meeting: Meeting; at: number }>();
  const here = `/programmes/${programme.id}/log-a-meeting`;
  useEffect(() => rememberProgramme(user.id, programme.id), [user.id, programme.id]);

  const again = () => void navigate({ to: here });
  const before = api.useQuery(
    "get",
    "/programmes/{programmeId}/interviews/{id}",
    { params: { path: { programmeId: programme.id, id: follows ?? "" } } },
    { enabled: Boolean(follows) && !saved },
  );
  if (!saved && follows) {
    if (before.error && !before.data) return <ProblemPage error={before.error} />;
    if (!before.data) return <Waiting what="the earlier meeting" />;
  }
  if (!saved) {
    return (
      <CreateInterview
        key={follows}
        programme={programme}
        start={follows && before.data ? followUpOf(before.data) : undefined}
        hasOtherProgrammes={(programmes.data?.length ?? 0) > 1}
        onSaved={(meeting) => {
          setLast({ meeting, at: Date.now() });
          void navigate({ to: `${here}?saved=${meeting.id}` });
        }}
      />
    );
  }
  return (
    <Saved
      key={saved}
      programme={programme}
      id={saved}
      kept={last?.meeting.id === saved ? last : undefined}
      onAgain={again}
    />
  );
}

type SavedProps = {
  programme: ProgrammeName;
  id: string;
  kept: { meeting: Meeting; at: number } | undefined;
  onAgain: () => void;
};

/** The meeting comes from the form just left, or from what waits here, or from the service. */
function Saved({ programme, id, kept, onAgain }: SavedProps) {
  const { user } = useSession();
  const queued = useQueuedMeeting(user.id, id);
  const isElsewhere = queued === null && !kept;
  const logged = api.useQuery(
    "get",
    "/programmes/{programmeId}/interviews/{id}",
    { params: { path: { programmeId: programme.id, id } } },
    { enabled: isElsewhere },
  );
  if (queued === undefined) return <Waiting what="the meeting" />;
  if (isElsewhere && logged.error) return <ProblemPage error={logged.error} />;
  const meeting = kept?.meeting ?? queued?.meeting ?? (logged.data && meetingOf(logged.data));
  if (!meeting) return <Waiting what="the meeting" />;
  return (
    <AskForCommitment
      programme={programme}
      meeting={meeting}
      savedAt={kept?.at ?? queued?.savedAt ?? Date.parse(logged.data?.createdAt ?? "")}
      queued={queued}
      onTakenBack={onAgain}
      onAnother={onAgain}
    />
  );
}

/** With one programme there is nothing to choose; with several, the last one is a good guess. */
export function ChooseProgramme() {
  const { user } = useSession();
  const { from } = useWords();
  const navigate = useNavigate();
  const programmes = useMyProgrammes(user.id);
  const open = programmes.data?.filter((it) => it.status !== "finished");
  const only = open?.length === 1 ? open[0] : undefined;
  const guess = from ? undefined : (only ?? open?.find((it) => it.id === lastProgramme(user.id)));

  useEffect(() => {
    if (guess) void navigate({ to: `/programmes/${guess.id}/log-a-meeting`, replace: true });
  }, [guess, navigate]);

  if (programmes.error) return <ProblemPage error={programmes.error} onRetry={programmes.refetch} />;
  if (!open || guess) return <Waiting what="your programmes" />;
  return (
    <>
      <PageHead
        title="Which programme was it for?"
        about={open.length === 0 ? "You are in no programme yet, and a meeting belongs to one." : undefined}
      />
      <ul className="rows">
        {open.map((programme) => (
          <li className="row" key={programme.id}>
            <Anchor
              className="row-name"
              href={`/programmes/${programme.id}/log-a-meeting`}
              onClick={(event) => {
                if (!from || from === programme.id) return;
                event.preventDefault();
                void move(user.id, from, programme.id).then(() =>
                  navigate({ to: `/programmes/${programme.id}/log-a-meeting` }),
                );
              }}
            >
              {programme.name}
            </Anchor>
          </li>
        ))}
      </ul>
      {open.length === 0 && (
        <p>
          <Anchor href="/programmes">Go to the programmes</Anchor>
        </p>
      )}
    </>
  );
}

/** What was typed goes along to the other programme, unless something is typed there already. */
async function move(userId: string, from: string, to: string): Promise<void> {
  const typed = await findDraft(userId, `interview:${from}`);
  if (!typed || (await findDraft(userId, `interview:${to}`))) return;
  await saveDraft({ ...typed, form: `interview:${to}`, href: `/programmes/${to}/log-a-meeting` });
  await clearDraft(userId, `interview:${from}`);
}
