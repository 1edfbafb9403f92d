import type { CodebookTheme } from "../../lib/shapes";
import { plural } from "../../lib/words";

/** How much is coded with a theme; empty for readers who are not told. */
export function countWords({ quotes, interviews }: Pick<CodebookTheme, "quotes" | "interviews">): string {
  if (quotes === undefined || interviews === undefined) return "";
  if (quotes === 0 && interviews === 0) return "Nothing is coded with it yet";
  return `${quotes} ${plural(quotes, "quote", "quotes")} · ${interviews} ${plural(interviews, "meeting", "meetings")}`;
}
