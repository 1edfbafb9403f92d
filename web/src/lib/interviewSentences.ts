import { type Band, bandFigure, percent } from "./figures";
import {
  type ActingChange,
  type CodingAgreement,
  type Difference,
  dueOf,
  madeOf,
  type OrderBand,
  type Proportion,
  type Saturation,
  type SayDo,
} from "./interviewFigures";
import { apart, type Sentence } from "./sentences";
import { capital, list, numberWord, plural } from "./words";

/** The service's reasons come with and without a full stop, and begin small. */
export function reasonSentence(reason: string): string {
  const words = capital(reason);
  return /[.!?]$/.test(words) ? words : `${words}.`;
}

/** Why records are not shown, for those who may read the totals alone. */
export function notOpenSentence(reason: string): string {
  if (reason.startsWith("not shown")) return reasonSentence(reason);
  return `The records are not open to you: ${/[.!?]$/.test(reason) ? reason : `${reason}.`}`;
}

type Counts = Pick<SayDo, "n" | "withStance" | "endorsed" | "nobodyWasAsked" | "chain">;

/** "All 21 leaders agree. Fourteen were asked to act, nine committed, and four have kept a promise." */
export function sayDoSentence({ n, withStance, endorsed, nobodyWasAsked, chain }: Counts): Sentence {
  if (n === 0) return { finding: "Nobody has been interviewed yet.", evidence: "" };
  if (withStance === 0) {
    return {
      finding: `Whether they agree is not known of ${n === 1 ? "the one" : `any of the ${numberWord(n)}`}.`,
      evidence: "No interview records a stance.",
    };
  }
  const known = withStance < n ? " whose view is known" : "";
  const leaders = plural(withStance, "leader", "leaders");
  const who =
    endorsed === 0
      ? `None of the ${numberWord(withStance)} ${leaders}${known} ${plural(withStance, "agrees", "agree")}`
      : endorsed === withStance
        ? withStance === 1
          ? `The one leader${known} agrees`
          : `All ${numberWord(withStance)} leaders${known} agree`
        : `${capital(numberWord(endorsed))} of ${numberWord(withStance)} ${leaders}${known} ${plural(endorsed, "agrees", "agree")}`;
  if (nobodyWasAsked) return { finding: `${who}; nobody was asked to act.`, evidence: "" };
  if (endorsed === 0) return { finding: `${who}.`, evidence: "" };
  if (chain.asked === 0) {
    return { finding: `${who}.`, evidence: "Nobody who agrees is known to have been asked to act." };
  }
  const kept =
    chain.kept === 0
      ? "none has kept a promise yet"
      : `${numberWord(chain.kept)} ${plural(chain.kept, "has", "have")} kept a promise`;
  const asked = `${capital(numberWord(chain.asked))} ${plural(chain.asked, "was", "were")} asked to act`;
  return {
    finding: `${who}.`,
    evidence:
      chain.committed === 0
        ? `${asked}; none committed.`
        : `${asked}, ${numberWord(chain.committed)} committed, and ${kept}.`,
  };
}

export type SayDoRow = {
  row: "endorsed" | "asked" | "committed" | "kept";
  label: string;
  count: number;
  hollow?: number;
  note?: string;
  strong?: boolean;
};

/** The four rows of dots, and why the places after them are empty. */
export function sayDoRows({ n, withStance, endorsed, askedUnknown, chain }: SayDo): SayDoRow[] {
  const against = withStance - endorsed;
  const notKept = chain.committed - chain.kept - chain.pending;
  return [
    {
      row: "endorsed",
      label: "Agreed",
      count: chain.endorsed,
      note: notes([against, plural(against, "does not", "do not")], [n - withStance, "not known"]),
    },
    {
      row: "asked",
      label: "Asked to act",
      count: chain.asked,
      note: notes([
        chain.endorsed - chain.asked,
        `${plural(chain.endorsed - chain.asked, "was", "were")} not asked${askedUnknown > 0 ? ", or it is not known" : ""}`,
      ]),
    },
    {
      row: "committed",
      label: "Committed",
      count: chain.committed,
      note: notes([
        chain.asked - chain.committed,
        `${plural(chain.asked - chain.committed, "was", "were")} asked and made none`,
      ]),
    },
    {
      row: "kept",
      label: "Kept",
      count: chain.kept,
      hollow: chain.pending,
      note: notes([chain.pending, "not yet due"], [notKept, "not kept"]),
      strong: true,
    },
  ];
}

function notes(...parts: [number, string][]): string | undefined {
  const words = parts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return words.length > 0 ? words.join(", ") : undefined;
}

/** "19% (8–40%)"; under ten the counts alone, "1 of 3"; nothing where there is no share. */
function shareFigure({ value, wilson, grade, x, n }: Proportion): string | undefined {
  if (typeof value !== "number") return undefined;
  if (grade === "tooFew") return `${x} of ${n}`;
  return wilson ? `${percent(value)} (${bandFigure(wilson)})` : percent(value);
}

/** "Of those who agree, 19% have acted (8–40%). Of the 14 who were asked, 29% (12–55%)." */
export function actedWords({
  conversion,
  conversionAmongAsked,
}: Pick<SayDo, "conversion" | "conversionAmongAsked">): string {
  const among = shareFigure(conversion);
  const ofAsked = shareFigure(conversionAmongAsked);
  if (!among || !conversion.wilson) return "";
  const share = conversion.grade === "tooFew" ? conversion.x : percent(conversion.value ?? 0);
  const acted = `Of the ${conversion.n} who ${plural(conversion.n, "agrees", "agree")}, ${share} ${plural(conversion.x, "has", "have")} acted (${bandFigure(conversion.wilson)}).`;
  return ofAsked ? `${acted} Of the ${conversionAmongAsked.n} who were asked, ${ofAsked}.` : acted;
}

/** "What is said runs 81 points ahead of what is done, between 55 and 92, from 21 conversations." */
export function gapSentence({ gap, low, high, n, reason }: Difference): Sentence {
  if (typeof gap !== "number" || typeof low !== "number" || typeof high !== "number") {
    return {
      finding: "The gap cannot be told yet.",
      evidence: reasonSentence(reason ?? "no interview records a stance"),
    };
  }
  const points = (share: number) => `${share < 0 ? "−" : ""}${Math.round(Math.abs(share) * 100)}`;
  const rests = `from ${n} ${plural(n, "conversation", "conversations")}`;
  if (low <= 0 && high >= 0) {
    return {
      finding: "What is said and what is done cannot be told apart.",
      evidence: `The gap lies between ${points(low)} and ${points(high)} points, ${rests}.`,
    };
  }
  const [first, second] = gap > 0 ? ["said", "done"] : ["done", "said"];
  const [nearest, furthest] = gap > 0 ? [low, high] : [-high, -low];
  return {
    finding: `What is ${first} runs ${points(Math.abs(gap))} points ahead of what is ${second}.`,
    evidence: `Between ${points(nearest)} and ${points(furthest)} points, ${rests}.`,
  };
}

/** How each commitment that was made stands: "Of 13 commitments, 10 are due: 4 kept, 1 in part, …" */
export function commitmentsWords({ commitments, keptRate, bounds, withPartial }: SayDo): string[] {
  const [made, due] = [madeOf(commitments), dueOf(commitments)];
  const { kept, partial, missed, untold, unchecked, notYetDue, withdrawn } = commitments;
  if (made === 0) return [reasonSentence(keptRate.reason ?? "nothing yet, because nobody has committed to anything")];
  const parts = [
    kept > 0 && `${kept} kept`,
    partial > 0 && `${partial} in part`,
    missed > 0 && `${missed} missed`,
    untold > 0 && `${untold} of which nobody has told`,
    unchecked > 0 && `${unchecked} said to be kept but not checked by anybody else`,
  ].filter((part) => part !== false);
  const others = [
    notYetDue > 0 && `${notYetDue} ${plural(notYetDue, "is", "are")} not yet due`,
    withdrawn > 0 && `${withdrawn} ${plural(withdrawn, "was", "were")} withdrawn`,
  ].filter((part) => part !== false);
  const words = [
    `Of ${made} ${plural(made, "commitment", "commitments")}, ${due} ${plural(due, "is", "are")} due${parts.length > 0 ? `: ${list(parts)}` : ""}.${others.length > 0 ? ` ${capital(list(others))}.` : ""}`,
  ];
  const rate = shareFigure(keptRate);
  if (rate) words.push(`Of those due, ${rate} ${plural(keptRate.x, "is", "are")} kept.`);
  if (notYetDue > 0 && typeof bounds.low === "number" && typeof bounds.high === "number") {
    words.push(
      `When all are due, between ${percent(bounds.low)} and ${percent(bounds.high)} of all that were made will have been kept.`,
    );
  }
  const counted = shareFigure(withPartial.keptRate);
  if (partial > 0 && counted) words.push(`Were a partly kept one counted as kept, it would be ${counted}.`);
  return words;
}

/** Whether more people began to act than ceased, in words that the test allows. */
export function changeSentence(change: ActingChange): Sentence {
  const { n, onlyBefore, onlyAfter, p, reason } = change;
  if (typeof p !== "number") {
    return { finding: "No change in acting can be told yet.", evidence: reason ? reasonSentence(reason) : "" };
  }
  const counts = `Of ${n} followed through both half-years, ${numberWord(onlyAfter)} began to act and ${numberWord(onlyBefore)} ceased (McNemar’s exact p ${pWords(p)}).`;
  if (p >= 0.05) return { finding: "No more began to act than chance would have it.", evidence: counts };
  return {
    finding: onlyAfter > onlyBefore ? "More began to act than ceased." : "More ceased to act than began.",
    evidence: counts,
  };
}

function pWords(p: number): string {
  return p < 0.001 ? "below 0.001" : p.toFixed(p < 0.01 ? 3 : 2);
}

/** "New themes ran dry after six conversations (6+2)." It never says more than that. */
export function saturationSentence(headline: Saturation, order?: OrderBand | null): Sentence {
  if (typeof headline.at !== "number") {
    const isTooShort = headline.runs.length === 0;
    return {
      finding: isTooShort ? "Too few conversations are coded to tell." : "Conversations still bring new themes.",
      evidence: headline.reason ? reasonSentence(headline.reason) : "",
    };
  }
  const { at, point, runLength, threshold } = headline;
  const little = threshold > 0 ? `no more than ${percent(threshold)} of the first themes` : "no new theme";
  return {
    finding: `New themes ran dry after ${numberWord(at)} conversations.`,
    evidence:
      `The ${numberWord(runLength)} that followed brought ${little} (${point}). ${order ? orderWords(order) : ""}`.trim(),
  };
}

/** How far that hangs on the order in which the interviews happened to be held. */
export function orderWords({ shuffles, reached, median, low, high, reason }: OrderBand): string {
  if (typeof median !== "number") return reason ? reasonSentence(reason) : "";
  const often = reached < shuffles ? `; in ${shuffles - reached} of ${shuffles} orders they did not run dry` : "";
  const band =
    typeof low === "number" && typeof high === "number"
      ? `, between ${low} and ${high} in nine of ten`
      : typeof low === "number"
        ? `, and no sooner than ${low}`
        : "";
  return `Over ${new Intl.NumberFormat("en-GB").format(shuffles)} shuffled orders the middle is ${median}${band}${often}.`;
}

type Heard = {
  withNobody: readonly string[];
  propositions: readonly { asked?: number | null; allAgree?: boolean | null }[];
  sectors: number;
};

/** Who is missing comes first: what they would say is not known. */
export function coverageSentence({ withNobody, propositions, sectors }: Heard): Sentence {
  const agreed = propositions.filter((p) => p.allAgree === true).length;
  const of = propositions.length;
  const asked = of > 0 && propositions.some((p) => (p.asked ?? 0) > 0);
  const agreement = !asked
    ? ""
    : agreed === 0
      ? "Of no proposition can it be said that all agree."
      : `Of ${agreed === of ? (of === 1 ? "the one proposition" : `all ${numberWord(of)} propositions`) : `${numberWord(agreed)} of ${numberWord(of)} propositions`} it can be said that all who were asked agree.`;
  if (sectors === 0) {
    return { finding: "No sector is known yet.", evidence: "Give the organisations of this programme their sector." };
  }
  if (withNobody.length > 0) {
    return { finding: `Nobody from ${either(withNobody)} has been interviewed.`, evidence: agreement };
  }
  return {
    finding: sectors === 1 ? "The one sector has been heard." : `All ${numberWord(sectors)} sectors have been heard.`,
    evidence: agreement,
  };
}

function either(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} or ${names[names.length - 1]}`;
}

/** "Coders agree well enough to rely on. Krippendorff’s alpha is 0.81, from 5 interviews coded twice …" */
export function agreementSentence({ known, inWords, figures, reason }: CodingAgreement): Sentence {
  if (!known) {
    return { finding: "Whether two people code alike is not known.", evidence: reason ? reasonSentence(reason) : "" };
  }
  const alpha = figures?.alpha;
  return {
    finding: `${capital(inWords)}.`,
    evidence:
      typeof alpha === "number" && figures
        ? `Krippendorff’s alpha is ${alpha.toFixed(3)}${typeof figures.kappa?.kappa === "number" ? `, Cohen’s kappa ${figures.kappa.kappa.toFixed(3)}` : ""}, from ${figures.interviews} interviews coded twice without seeing each other’s codes.`
        : "",
  };
}

type Echo = { led: number; ledEndorsed: number; cannotDiscriminate: boolean } | null | undefined;

/** Whether the questions could have drawn anything but a yes. Too few to tell, or withheld, is neither. */
export function echoSentence(echoes: readonly Echo[]): Sentence {
  const of = echoes.length;
  const cannot = echoes.filter((echo) => echo?.cannotDiscriminate).length;
  const can = echoes.filter((echo) => echo && echo.ledEndorsed < echo.led).length;
  const some = (count: number) => `${capital(numberWord(count))} of ${numberWord(of)} questions`;
  if (cannot > 0) {
    const who = of === 1 ? "The question cannot" : cannot === of ? "No question can" : `${some(cannot)} cannot`;
    return {
      finding: `${who} tell those who would act from those who are polite.`,
      evidence: "Everybody who was led to an answer agreed. Ask what they will do, not what they think.",
    };
  }
  if (can === 0) {
    return {
      finding: "Whether a question can draw anything but a yes is not known.",
      evidence: "Too few were led to an answer, or too few to show.",
    };
  }
  const who = of === 1 ? "The question" : can === of ? "Each question" : some(can);
  return {
    finding: `${who} can draw something other than a yes.`,
    evidence: can < of ? "Of the rest that is not known, or too few to show." : "",
  };
}

/** "2026-Q1" is "January to March 2026". */
export function quarterWords(period: string): string {
  return partOfYear(period, "Q", ["January to March", "April to June", "July to September", "October to December"]);
}

/** "2025-H2" is "July to December 2025". */
export function halfYearWords(period: string): string {
  return partOfYear(period, "H", ["January to June", "July to December"]);
}

function partOfYear(period: string, letter: string, names: readonly string[]): string {
  const [year, part] = period.split(`-${letter}`);
  const name = names[Number(part) - 1];
  return name ? `${name} ${year}` : period;
}

type Quarter = {
  period: string;
  n?: number | null;
  conversion?: { value?: number | null; wilson?: Band | null } | null;
};

/** Quarters differ only where their intervals do not overlap. */
export function quartersSentence(points: readonly Quarter[]): Sentence {
  const known = points.filter((point) => typeof point.conversion?.value === "number" && point.conversion.wilson);
  if (known.length === 0) return { finding: "Too few in any quarter to show.", evidence: "" };
  const [first] = known;
  if (known.length === 1 || !first) {
    return { finding: "There is one quarter so far.", evidence: "Another makes a comparison." };
  }
  const sorted = [...known].sort((a, b) => (a.conversion?.value ?? 0) - (b.conversion?.value ?? 0));
  const [lowest, highest] = [sorted[0], sorted[sorted.length - 1]];
  if (lowest && highest && apart(highest.conversion?.wilson, lowest.conversion?.wilson) === "above") {
    return {
      finding: "More of those who agree acted in one quarter than in another.",
      evidence: `Most of those met in ${quarterWords(highest.period)}, fewest of those met in ${quarterWords(lowest.period)}: their intervals do not overlap.`,
    };
  }
  return {
    finding: "Acting does not differ from quarter to quarter that can be told.",
    evidence: "All intervals overlap. The latest had the least time to act.",
  };
}
