import type { ReactNode } from "react";
import { Anchor } from "../../components/Anchor";
import { BarrierList } from "../../components/BarrierList";
import { Picture } from "../../components/Picture";
import { UnitDots, UnitDotsTable } from "../../components/UnitDots";
import { actedWords, reasonSentence, sayDoRows, sayDoSentence } from "../../lib/interviewSentences";
import { mayDo, useSession } from "../../lib/session";
import { numberWord, plural } from "../../lib/words";
import type { ProgrammeSayDo } from "./useSayDo";

type Props = {
  sayDo: ProgrammeSayDo;
  /** How many barriers; the rest stand one link further. */
  most?: number;
  /** Beneath the table twin. */
  links?: ReactNode;
};

/** Said, asked, committed, kept: a dot for each conversation, what stood in the way, and never a name. */
export function SayDoPicture({ sayDo, most, links }: Props) {
  const session = useSession();
  const { figures, conversations, barriers, nextQuestion, programmeId, asOf } = sayDo;
  const name = "Said, asked, committed, kept";
  if (!figures || figures.n === 0) {
    return (
      <Picture
        id="say-do"
        name={name}
        sentence={
          figures
            ? {
                finding: "Nobody has been interviewed yet.",
                evidence: "What people say, and what comes of it, will stand here.",
              }
            : { finding: "Too few conversations to show.", evidence: reasonSentence(conversations.reason ?? "") }
        }
        footer={links}
      >
        {null}
      </Picture>
    );
  }
  const day = asOf ? `?asOf=${asOf}` : "";
  const rows = sayDoRows(figures).map((row) => ({
    ...row,
    href: `/programmes/${programmeId}/say-do/evidence/${row.row}${day}`,
  }));
  const hrefOf = mayDo(session, "interviews:read")
    ? (barrierId: string) => `/programmes/${programmeId}/barriers/${barrierId}`
    : undefined;
  const elsewhere = figures.acted - figures.chain.kept;
  return (
    <Picture
      id="say-do"
      name={name}
      sentence={sayDoSentence(figures)}
      footer={
        <>
          <UnitDotsTable places={figures.n} rows={rows} />
          {links}
          <p>One dot, one conversation: a meeting with its follow-ups. Nobody is named.</p>
        </>
      }
    >
      <UnitDots places={figures.n} rows={rows} />
      {nextQuestion && (
        <div className="next-question">
          <p>
            <strong>Ask this next:</strong>
          </p>
          <blockquote>{nextQuestion}</blockquote>
        </div>
      )}
      {!figures.nobodyWasAsked && <p>{actedWords(figures)}</p>}
      {elsewhere > 0 && (
        <p>
          {numberWord(elsewhere)} more {plural(elsewhere, "has", "have")} kept a promise without agreeing, or without
          being known to have been asked.
        </p>
      )}
      {barriers.length > 0 && <BarrierList barriers={barriers} most={most} hrefOf={hrefOf} />}
      {most !== undefined && barriers.length > most && (
        <p className="note">
          <Anchor href={`/programmes/${programmeId}/say-do${day}`}>{barriers.length - most} more</Anchor>
        </p>
      )}
    </Picture>
  );
}
