import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { PutToBarrier } from "../features/barriers/PutToBarrier";
import { FinishBlindCoding } from "../features/blindCodings/FinishBlindCoding";
import { GetInterview } from "../features/interviews/GetInterview";
import { ListMemos } from "../features/memos/ListMemos";
import { OpenMemos } from "../features/memos/OpenMemos";
import { CodeNotes } from "../features/quotes/CodeNotes";
import { mayDo, useSession } from "../lib/session";
import type { Programme } from "../lib/shapes";

type Props = { programme: Pick<Programme, "id" | "name" | "taxonomyId">; id: string };

/** A meeting with what is coded in its notes. */
export function InterviewPage({ programme, id }: Props) {
  const session = useSession();
  const navigate = useNavigate();
  const [isCoding, setCoding] = useState(false);
  const mayCode = mayDo(session, "interviews:write");
  return (
    <GetInterview
      programme={programme}
      id={id}
      isBusy={isCoding}
      explaining={<PutToBarrier key={id} programmeId={programme.id} interviewId={id} about="at this meeting" />}
      thoughts={(interview) => (
        <ListMemos
          programme={programme}
          about={{ interviewId: id }}
          words="What coders think of this meeting."
          readers="Whoever may read the notes reads it."
          mayWrite={!interview.notesHeld}
        />
      )}
      above={
        mayCode && (
          <FinishBlindCoding programmeId={programme.id} interviewId={id} onFinished={(to) => void navigate({ to })} />
        )
      }
      notes={(interview, text, notesBy) => (
        <CodeNotes
          key={`${id} ${notesBy}`}
          programme={programme}
          source={{ interviewId: id }}
          notesBy={notesBy}
          notes={text}
          level={interview.confidentiality}
          mayCode={mayCode}
          onCoding={setCoding}
          beside={(quote) => (
            <>
              {mayCode && !quote.isBlind && !quote.textHeld && interview.confidentiality !== "sealed" && (
                <PutToBarrier
                  key={quote.id}
                  programmeId={programme.id}
                  quoteId={quote.id}
                  within={id}
                  label="Put it to a barrier"
                  about={`the passage “${quote.text?.slice(0, 60) ?? ""}”`}
                />
              )}
              {!quote.textHeld && (
                <OpenMemos
                  programme={programme}
                  interviewId={id}
                  quoteId={quote.id}
                  text={quote.text ?? ""}
                  mayWrite={mayCode}
                />
              )}
            </>
          )}
        />
      )}
    />
  );
}
