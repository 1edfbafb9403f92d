import { count, percent, pounds, type Stream, type StreamName, scored, streamLabel } from "../../lib/figures";
import { capital, numberWord, plural, shareWords } from "../../lib/words";

const units: Record<StreamName, (amount: number) => string> = {
  mentions: (n) => `${count(n)} ${plural(n, "mention", "mentions")}`,
  activities: (n) => `${count(n)} ${plural(n, "activity", "activities")}`,
  hours: (n) => `${count(n)} ${plural(n, "hour", "hours")}`,
  money: (n) => pounds(n),
  agendaMinutes: (n) => `${count(n)} minutes`,
  milestones: (n) => `${count(n)} ${plural(n, "milestone", "milestones")}`,
};

type Totals = { n: number; total: number; peopleTotal: number };

/** The title is the finding, the sentence its evidence: "Hours: too few to score yet. Twelve records hold 600 hours, …" */
export function evidenceFinding(stream: StreamName, figure: Stream, { n, total, peopleTotal }: Totals) {
  const name = streamLabel[stream];
  if (figure.grade === "nothing") {
    return { title: `${name}: nothing yet`, about: capital(figure.reason ?? "No record has been coded.") };
  }
  const records = `${capital(numberWord(n))} ${plural(n, "record holds", "records hold")}`;
  const sum =
    stream === "mentions" || stream === "activities" || stream === "milestones"
      ? `${units[stream](peopleTotal)} of ${units[stream](total)} are about people.`
      : `${records} ${units[stream](total)}, ${units[stream](peopleTotal)} of them about people.`;
  const weight = ` Uneven sizes give the ${numberWord(n)} the weight of ${numberWord(Math.round(figure.effectiveN))}.`;
  if (!scored(figure)) {
    return {
      title: `${name}: too few to score yet`,
      about: `${sum}${weight} Under ten, no share is given.`,
    };
  }
  const share = shareWords(figure.peopleShare);
  return {
    title: `${name}: ${share === percent(figure.peopleShare) ? share : `${share} (${percent(figure.peopleShare)})`} people`,
    about: `${sum}${Math.round(figure.effectiveN) < n ? weight : ""}${figure.grade === "indicative" ? " That is enough for an indication, and no more." : ""}`,
  };
}

/** n_eff = (Σw)² ÷ Σw², told with this stream's own figures. */
export function effectiveWords(stream: StreamName, figure: Stream): string {
  if (figure.n === 0 || figure.effectiveN <= 0) return "With no record there is nothing to weigh.";
  const worth = Math.round(figure.effectiveN * 10) / 10;
  if (Math.abs(figure.effectiveN - figure.n) < 0.05) {
    return `Every record counts the same, so ${numberWord(figure.n)} are worth ${numberWord(figure.n)}.`;
  }
  const squared = figure.total ** 2;
  const whole = (value: number) => new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 }).format(value);
  // Money is summed in pounds here, as the table has it.
  const scale = stream === "money" ? 10_000 : 1;
  return `Add the ${streamLabel[stream].toLowerCase()} and square the sum: ${whole(squared / scale)}. Square each record and add: ${whole(squared / figure.effectiveN / scale)}. One over the other is ${worth}. ${capital(numberWord(figure.n))} equal records would be worth ${numberWord(figure.n)}.`;
}
