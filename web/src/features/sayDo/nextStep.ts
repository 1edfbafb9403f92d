import type { SayDo } from "../../lib/interviewFigures";
import { numberWord, plural } from "../../lib/words";

export type NextStep = { why: string; label: string; href: string };

/** The one next step that would make these figures tell more: ask, then hear what came of it, then have it checked. */
export function nextStep(programmeId: string, figures: SayDo): NextStep {
  const base = `/programmes/${programmeId}`;
  const { n, nobodyWasAsked, commitments, withStance, chain } = figures;
  const log = { label: "Log a meeting", href: `${base}/log-a-meeting` };
  if (n === 0) return { why: "nobody has been met yet, so nothing can be said of what people say and do.", ...log };
  if (nobodyWasAsked)
    return { why: "nobody was asked to act. Ask at the next meeting, and note what is promised.", ...log };
  if (commitments.untold > 0) {
    const one = commitments.untold === 1;
    return {
      why: `${numberWord(commitments.untold)} ${one ? "commitment is" : "commitments are"} past ${one ? "its" : "their"} date and nobody has told what came of ${one ? "it" : "them"}.`,
      label: `Tell what came of ${commitments.untold}`,
      href: `${base}/commitments?due=overdue`,
    };
  }
  if (commitments.unchecked > 0) {
    return {
      why: `${numberWord(commitments.unchecked)} ${plural(commitments.unchecked, "is", "are")} said to be kept, and nobody else has looked. Unchecked, ${plural(commitments.unchecked, "it counts", "they count")} as not kept.`,
      label: `Check ${commitments.unchecked} ${plural(commitments.unchecked, "commitment", "commitments")}`,
      href: `${base}/commitments?status=kept`,
    };
  }
  if (withStance < n) {
    return {
      why: `of ${numberWord(n - withStance)} ${plural(n - withStance, "conversation", "conversations")} it is not known whether they agree.`,
      label: "Open the meetings",
      href: `${base}/interviews`,
    };
  }
  if (chain.asked < chain.endorsed) {
    const left = chain.endorsed - chain.asked;
    return {
      why: `${numberWord(left)} who ${plural(left, "agrees was", "agree were")} not asked to act. Meet again, and ask.`,
      ...log,
    };
  }
  return { why: "a meeting is logged in under a minute.", ...log };
}
