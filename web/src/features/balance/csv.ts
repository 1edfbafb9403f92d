import type { EvidenceItem } from "../../components/EvidenceBars";
import type { StreamName } from "../../lib/figures";
import { focusWords } from "../../lib/focus";

/** The rows of the page as RFC 4180, with a mark for spreadsheets; a cell that looks like a formula is made text. */
export function toCsv(stream: StreamName, items: readonly EvidenceItem[], nameOf: (code: string) => string): string {
  const scale = stream === "money" ? 100 : 1;
  const head = ["date", "record", "focus", "amount", "structure", "people", "share of all", "coded by", "coded blind"];
  const rows = items.map((item) => [
    item.date,
    item.title ?? "interview",
    focusWords(item.focus, nameOf),
    item.amount / scale,
    item.structureAmount / scale,
    item.peopleAmount / scale,
    item.shareOfTotal,
    item.codedBy.join("; "),
    item.blindRated ? "yes" : "no",
  ]);
  return `\uFEFF${[head, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

function cell(value: string | number): string {
  if (typeof value === "number") return String(Math.round(value * 1e6) / 1e6);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
