import { Button, InsetText, SummaryList } from "nhsuk-react-components";
import type { ReactNode } from "react";
import { Anchor } from "../../components/Anchor";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { Waiting } from "../../components/Waiting";
import { api } from "../../lib/api";
import { dayWords, today } from "../../lib/dates";
import { useDimensions, usePropositions, useThemes } from "../../lib/everything";
import { mayDo, useSession } from "../../lib/session";
import type { Interview, Programme } from "../../lib/shapes";
import { asked, commitmentStatuses, endorsements, interviewKinds, wordFor } from "../../lib/vocabulary";
import { list } from "../../lib/words";
import { FollowUps } from "./FollowUps";
import { InterviewReaders } from "./InterviewReaders";
import { InterviewTerms } from "./InterviewTerms";
import { WriteFurtherNotes } from "./WriteFurtherNotes";

type Props = {
  programme: Pick<Programme, "id" | "name" | "taxonomyId">;
  id: string;
  /** Notes that the reader may open, with what is coded in them; by a further interviewer where one is named. */
  notes: (interview: Interview, text: string, notesBy?: string) => ReactNode;
  /** What stands above the notes, such as a second coding that the reader has to finish. */
  above?: ReactNode;
  /** True while something else on the page is the one next step. */
  isBusy?: boolean;
  /** Where one says what keeps these people from acting. */
  explaining?: ReactNode;
  /** What coders think of the meeting. */
  thoughts?: (interview: Interview) => ReactNode;
};

/** One meeting: what was said, what was promised, and who may read it. */
export function GetInterview({ programme, id, notes, above, isBusy, explaining, thoughts }: Props) {
  const session = useSession();
  const { data: interview, error } = api.useQuery("get", "/programmes/{programmeId}/interviews/{id}", {
    params: { path: { programmeId: programme.id, id } },
  });
  if (error) return <ProblemPage error={error} />;
  if (!interview) return <Waiting what="the meeting" />;

  const base = `/programmes/${programme.id}`;
  const names = list(interview.participants.map((person) => person.name));
  const mayEdit = mayDo(session, "interviews:write") && !interview.notesHeld && !interview.participantsHeld;
  return (
    <>
      <PageHead
        title={interview.participantsHeld || !names ? "Meeting" : `Meeting with ${names}`}
        trail={[
          { label: programme.name, href: base },
          { label: "Meetings", href: `${base}/interviews` },
        ]}
        about={`${dayWords(interview.heldAt)}. ${wordFor(interviewKinds, interview.kind)}${interview.minutes ? `, ${interview.minutes} minutes` : ""}.`}
        next={mayEdit && !isBusy ? nextStep(interview, base) : undefined}
      />
      {above}
      <section className="section">
        <h2>What was said</h2>
        <Notes interview={interview} notes={notes} />
        {mayEdit && (
          <p>
            <Anchor href={`${base}/interviews/${id}/edit`}>Change this meeting</Anchor>
          </p>
        )}
      </section>
      <WriteFurtherNotes
        programmeId={programme.id}
        interview={interview}
        notes={(text, notesBy) => notes(interview, text, notesBy)}
      />
      <section className="section">
        <h2>What was promised</h2>
        <Promised interview={interview} base={base} mayAdd={mayEdit} />
        {mayEdit && interview.confidentiality !== "sealed" && explaining}
      </section>
      {thoughts?.(interview)}
      <section className="section">
        <h2>About this meeting</h2>
        <About interview={interview} taxonomyId={programme.taxonomyId} />
      </section>
      <FollowUps base={base} programmeId={programme.id} interview={interview} mayLog={mayEdit} />
      <InterviewTerms programmeId={programme.id} interview={interview} mayEdit={mayEdit} />
      {!interview.notesHeld && interview.confidentiality !== "programme" && (
        <InterviewReaders programmeId={programme.id} interview={interview} />
      )}
    </>
  );
}

/** The one next step of a meeting: what its figures still lack. */
function nextStep(interview: Interview, base: string) {
  if (interview.mentions.length === 0) {
    return {
      why: "no theme is coded yet, so this meeting is in no figure of what people say. Select words in the notes, or tick themes.",
      action: (
        <Button href={`${base}/interviews/${interview.id}/edit`} asElement={Anchor}>
          Tick themes
        </Button>
      ),
    };
  }
  if (interview.commitmentAsked !== "asked" && interview.commitments.length === 0) {
    return {
      why: "nobody has been asked to act. Ask, and note what was promised.",
      action: (
        <Button href={`${base}/commitments/new?interview=${interview.id}`} asElement={Anchor}>
          Add a commitment
        </Button>
      ),
    };
  }
  const past = interview.commitments.find((it) => it.status === "notYetDue" && it.dueOn && it.dueOn < today());
  if (past) {
    return {
      why: `the day of “${past.act ?? "a promise"}” has passed. Say what came of it.`,
      action: (
        <Button href={`${base}/commitments/${past.id}`} asElement={Anchor}>
          Say what came of it
        </Button>
      ),
    };
  }
  const followUp = (
    <Button href={`${base}/log-a-meeting?follows=${interview.id}`} asElement={Anchor}>
      Log a follow-up
    </Button>
  );
  if (interview.commitments.length === 0) {
    return {
      why: "they were asked, and promised nothing yet. Meet again, and ask what stood in the way.",
      action: followUp,
    };
  }
  const open = interview.commitments.filter((it) => it.status === "notYetDue" && it.dueOn).map((it) => it.dueOn ?? "");
  return open.length > 0
    ? { why: `something was promised for ${dayWords(open.sort()[0] ?? "")}. Ask how it goes.`, action: followUp }
    : undefined;
}

function Notes({ interview, notes }: Pick<Props, "notes"> & { interview: Interview }) {
  if (interview.notesHeld) {
    return (
      <InsetText>
        <p>
          There are notes, and they are not open to you.{" "}
          {interview.confidentiality === "programme"
            ? "Ask a lead of this programme."
            : "Whoever logged this meeting keeps its notes for the programme’s leads."}
        </p>
      </InsetText>
    );
  }
  return interview.notes ? notes(interview, interview.notes) : <p>No notes were written.</p>;
}

function Promised({ interview, base, mayAdd }: { interview: Interview; base: string; mayAdd: boolean }) {
  if (interview.notesHeld) return <p>Held back with the notes: it would tell who promised what.</p>;
  return (
    <>
      {interview.commitments.length === 0 && (
        <p>
          {interview.commitmentAsked === "asked"
            ? "They were asked to act, and promised nothing yet."
            : interview.commitmentAsked === "notAsked"
              ? "They were not asked to act."
              : "It was not told whether they were asked to act."}
        </p>
      )}
      <ul className="records">
        {interview.commitments.map((commitment) => (
          <li key={commitment.id}>
            <Anchor className="record-name" href={`${base}/commitments/${commitment.id}`}>
              {commitment.act ?? "The words were erased"}
            </Anchor>
            <p className="note">
              {wordFor(commitmentStatuses, commitment.status)}
              {commitment.dueOn && `, by ${dayWords(commitment.dueOn)}`}
            </p>
          </li>
        ))}
      </ul>
      {mayAdd && (
        <p>
          <Anchor href={`${base}/commitments/new?interview=${interview.id}`}>Add a commitment</Anchor>
        </p>
      )}
    </>
  );
}

function About({ interview, taxonomyId }: { interview: Interview; taxonomyId: string }) {
  const themes = useThemes();
  const propositions = usePropositions();
  const dimensions = useDimensions(taxonomyId);
  const theme = (id: string) => themes.data?.find((it) => it.id === id)?.name ?? "a theme";
  const dimension = (code: string) => dimensions.data?.find((it) => it.code === code)?.name ?? code;
  const rows: [string, string][] = [
    [
      "Whom we met",
      interview.participantsHeld
        ? "Held back from you, as was asked for"
        : list(
            interview.participants.map((it) => (it.organisationName ? `${it.name} (${it.organisationName})` : it.name)),
          ),
    ],
    ["Who asked", list(interview.interviewers.map((it) => it.name)) || "Nobody named"],
    ["Asked to act", wordFor(asked, interview.commitmentAsked)],
    [
      "Themes",
      interview.mentions.map((it) => `${theme(it.themeId)} (${dimension(it.dimension)})`).join("\n") || "Not coded yet",
    ],
    [
      "Stance",
      interview.stances
        .map((it) => {
          const statement = propositions.data?.find((p) => p.id === it.propositionId)?.statement ?? "A proposition";
          return `“${statement}” ${wordFor(endorsements, String(it.endorsement))}${it.elicited ? ", after our question" : ""}${it.codedBy?.name ? ` (judged by ${it.codedBy.name})` : ""}`;
        })
        .join("\n") || "Not asked",
    ],
  ];
  return (
    <SummaryList>
      {rows.map(([key, value]) => (
        <SummaryList.Row key={key}>
          <SummaryList.Key>{key}</SummaryList.Key>
          <SummaryList.Value className="as-typed">{value}</SummaryList.Value>
        </SummaryList.Row>
      ))}
    </SummaryList>
  );
}
