import type { Balance, Grade, StreamName } from "../../lib/figures";
import { numberWord, plural } from "../../lib/words";

export type NextStep = { why: string; label: string; href: string };

export type Evidence = Pick<Balance, "streams" | "logged" | "agreement"> & {
  uncoded: { activities: number; withoutHours: number; interviewsWithoutMentions?: number | null };
  interviews: { count?: number | null; coded?: number | null };
};

const weakness: Record<Grade, number> = { nothing: 0, tooFew: 1, indicative: 2, reportable: 3 };

/** The one next step: what would mend the weakest evidence most. Figures to lean on come before better ones. */
export function nextStep(programmeId: string, evidence: Evidence, toRerate: number): NextStep {
  const base = `/programmes/${programmeId}`;
  const { streams, uncoded, interviews, logged, agreement } = evidence;
  const grade = (name: StreamName) => weakness[streams.find((s) => s.stream === name)?.grade ?? "nothing"];
  const hasDeeds = streams.some((s) => !s.said && s.n > 0);
  const steps: (NextStep & { weakness: number })[] = [];

  if (!hasDeeds && uncoded.activities === 0) {
    steps.push({
      weakness: -1,
      why: "nothing that was done is logged yet. The agenda of the last board meeting is enough to begin.",
      label: "Paste an agenda",
      href: `${base}/paste`,
    });
  }
  if (uncoded.withoutHours > 0) {
    const n = uncoded.withoutHours;
    steps.push({
      weakness: grade("hours"),
      why: `${numberWord(n)} ${plural(n, "activity has", "activities have")} no hours yet, so the row of hours rests on the rest.`,
      label: `Add hours to ${n} ${plural(n, "activity", "activities")}`,
      href: `${base}/activities?missing=hours`,
    });
  }
  if (uncoded.activities > 0) {
    const n = uncoded.activities;
    steps.push({
      weakness: Math.min(grade("activities"), grade("agendaMinutes")) - 0.5,
      why: `${numberWord(n)} ${plural(n, "activity has", "activities have")} no focus yet and ${plural(n, "enters", "enter")} no figure.`,
      label: `Code ${n} ${plural(n, "activity", "activities")}`,
      href: `${base}/activities?missing=focus`,
    });
  }
  const uncodedInterviews = uncoded.interviewsWithoutMentions ?? 0;
  if (uncodedInterviews > 0) {
    const all = interviews.count ?? uncodedInterviews;
    const rests = all - uncodedInterviews;
    steps.push({
      weakness: grade("mentions"),
      why: `${numberWord(uncodedInterviews)} of ${numberWord(all)} interviews ${plural(uncodedInterviews, "is", "are")} not coded yet, so the first row rests on ${numberWord(rests)}.`,
      label: `Code ${uncodedInterviews} ${plural(uncodedInterviews, "interview", "interviews")}`,
      href: `${base}/interviews?uncoded=true`,
    });
  }
  if (interviews.count === 0) {
    steps.push({
      weakness: 0.2,
      why: "nobody has been met yet, so what is said cannot be set beside what is done.",
      label: "Log a meeting",
      href: `${base}/log-a-meeting`,
    });
  }
  if (toRerate > 0) {
    steps.push({
      weakness: 2.2,
      why:
        typeof agreement.alpha === "number"
          ? "two people’s codes are compared on a tenth of the activities, and some still wait for you."
          : "whether two people would code alike is not known, so no figure is better than indicative.",
      label: `Re-rate ${toRerate} ${plural(toRerate, "activity", "activities")} without seeing the first coding`,
      href: `${base}/blind-ratings`,
    });
  }
  if (typeof logged.knownBudgetPence !== "number" && typeof logged.knownCalendarMinutes !== "number") {
    steps.push({
      weakness: 2.5,
      why: "how much is still unlogged can only be told against the known budget.",
      label: "Give the known budget",
      href: `${base}/edit`,
    });
  }
  const [weakest] = steps.sort((a, b) => a.weakness - b.weakness);
  if (!weakest) {
    return {
      why: "a meeting is logged in under a minute.",
      label: "Log a meeting",
      href: `${base}/log-a-meeting`,
    };
  }
  const { weakness: _, why, ...step } = weakest;
  return { ...step, why };
}
