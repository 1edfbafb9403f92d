import type { components } from "../../api/schema";
import { bandWords, percent } from "../../lib/figures";
import { capital, numberWord, plural } from "../../lib/words";

export type Dashboard = components["schemas"]["PortfolioDashboard"];

/** What all programmes together say, and how sure one may be of it. No programme is named. */
export function comparisonWords(comparison: Dashboard["comparison"]): string {
  const { n, of, mean, low, high, reason } = comparison;
  if (typeof mean !== "number") return `${capital(reason ?? "there is too little to compare yet")}.`.replace("..", ".");
  const who =
    n === of
      ? `Over all ${numberWord(of)} ${plural(of, "programme", "programmes")}`
      : `Over the ${numberWord(n)} of ${numberWord(of)} programmes that can be scored`;
  const band =
    typeof low === "number" && typeof high === "number" && n < of
      ? ` (${bandWords({ low, high })} for all of them)`
      : "";
  return `${who}, people’s share of what is done is ${percent(mean)} on average${band}.`;
}

/** "21 agree, 4 kept", or why it is not shown: never a share, so that nobody ranks by it. */
export function saidAndKept({ n, endorsed, kept, reason }: Dashboard["rows"][number]["sayDo"]): {
  words: string;
  isReason?: boolean;
} {
  if (typeof n !== "number") return { words: reason ?? "not shown", isReason: true };
  if (n === 0) return { words: "nobody met yet", isReason: true };
  return { words: `${endorsed ?? 0} ${plural(endorsed ?? 0, "agrees", "agree")}, ${kept ?? 0} kept` };
}
