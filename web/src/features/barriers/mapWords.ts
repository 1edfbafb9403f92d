import type { ConstraintMap } from "../../lib/shapes";
import { list, numberWord, plural } from "../../lib/words";

/** What the map says at a glance: which system most conversations run into, and how far the owners have come. */
export function mapSentence({ systems, nonActions, nonActionsUncoded }: ConstraintMap) {
  const barriers = systems.flatMap((it) => it.barriers);
  const asked = barriers.filter((it) => it.status !== "noticed").length;
  const removed = barriers.filter((it) => it.status === "removed").length;
  const evidence = [
    asked === 0
      ? barriers.length > 0 && "No owner has been asked yet."
      : `The ${plural(asked, "owner", "owners")} of ${numberWord(asked)} of ${numberWord(barriers.length)} ${plural(barriers.length, "barrier", "barriers")} ${plural(asked, "has", "have")} been asked; ${numberWord(removed)} ${plural(removed, "is", "are")} removed.`,
    nonActions > 0 &&
      (nonActionsUncoded === nonActions
        ? `Of what was not done (${nonActions}), nothing stands behind a barrier yet.`
        : nonActionsUncoded > 0
          ? `Of ${numberWord(nonActions)} ${plural(nonActions, "thing that was", "things that were")} not done, ${numberWord(nonActionsUncoded)} ${plural(nonActionsUncoded, "stands", "stand")} behind no barrier yet.`
          : `All ${numberWord(nonActions)} that were not done stand behind a barrier.`),
  ].filter(Boolean);
  return { finding: findingWords(systems), evidence: evidence.join(" ") };
}

function findingWords(systems: ConstraintMap["systems"]): string {
  const most = systems[0]?.conversations ?? 0;
  if (most === 0) return "No conversation stands behind a barrier yet.";
  const first = systems.filter((it) => it.conversations === most).map((it) => it.systemName);
  const talks = `${numberWord(most)} ${plural(most, "conversation", "conversations")}`;
  if (first.length === 1) {
    return systems.some((it) => it.conversations > 0 && it.conversations < most)
      ? `${first[0]} stands in the way in ${talks}, more than any other system.`
      : `${first[0]} stands in the way in ${talks}.`;
  }
  return `${list(first)} each stand in the way in ${talks}.`;
}
