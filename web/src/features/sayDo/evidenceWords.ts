import { plural } from "../../lib/words";

type Row = { name: string; ofCommitments?: boolean; about: string };

/** What can be opened, in the order in which it is read: conversations along the way, then commitments by how they stand. */
export const evidenceRows: Readonly<Record<string, Row>> = {
  conversations: {
    name: "All conversations",
    about: "Everybody met: an interview with its follow-ups is one conversation.",
  },
  endorsed: { name: "Agreed", about: "Conversations with a stance that is for it: 4 or 5 of 5." },
  asked: { name: "Asked to act", about: "Of those who agree, the conversations in which a commitment was asked for." },
  committed: { name: "Committed", about: "Of those asked, the conversations that led to at least one commitment." },
  kept: {
    name: "Kept",
    about: "Of those asked, the conversations of which at least one due commitment was kept and checked.",
  },
  commitments: { name: "All commitments", ofCommitments: true, about: "Every commitment that was ever made." },
  due: { name: "Due", ofCommitments: true, about: "Commitments whose day has come." },
  dueAndKept: {
    name: "Kept and checked",
    ofCommitments: true,
    about: "Kept by evidence at which somebody else has looked.",
  },
  partial: { name: "Kept in part", ofCommitments: true, about: "Kept in part: not counted as kept." },
  missed: { name: "Missed", ofCommitments: true, about: "Not kept by its day." },
  untold: { name: "Not told of", ofCommitments: true, about: "Past its day, and nobody has told what came of it." },
  unchecked: {
    name: "Not checked",
    ofCommitments: true,
    about: "Said to be kept, but without evidence or without anybody else’s look: counted as not kept.",
  },
  notYetDue: { name: "Not yet due", ofCommitments: true, about: "Its day has not come: it counts neither way." },
  withdrawn: { name: "Withdrawn", ofCommitments: true, about: "Taken back with a reason: made, and no longer due." },
};

const standings: Readonly<Record<string, string>> = {
  kept: "kept and checked",
  partial: "kept in part",
  missed: "missed",
  untold: "past its date, not told of",
  unchecked: "said to be kept, not checked",
  notYetDue: "not yet due",
  withdrawn: "withdrawn",
};

export function standingWords(standing: string): string {
  return standings[standing] ?? standing;
}

type Item = { endorsed?: boolean | null; asked?: string | null; commitments?: readonly string[] | null };

/** What one conversation brought to the figures: "agrees; asked to act; two commitments: kept and checked, missed". */
export function contributionWords({ endorsed, asked, commitments }: Item): string {
  const stance = endorsed === true ? "agrees" : endorsed === false ? "does not agree" : "view not known";
  const ask =
    asked === "asked" ? "asked to act" : asked === "notAsked" ? "not asked to act" : "not known whether asked";
  const made = !commitments
    ? "what came of it is not open to you"
    : commitments.length === 0
      ? "no commitment"
      : `${commitments.length} ${plural(commitments.length, "commitment", "commitments")}: ${commitments.map(standingWords).join(", ")}`;
  return `${stance}; ${ask}; ${made}`;
}
