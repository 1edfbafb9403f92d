import type { ReactNode } from "react";
import { shortDayWords } from "../lib/dates";
import { count, percent, pounds, type StreamName } from "../lib/figures";
import { hatchFill } from "./Hatch";

export type EvidenceItem = {
  recordId: string;
  /** "activity" or "interview"; who coded an interview is not told. */
  kind?: string;
  date: string;
  title?: string | null;
  focus: readonly { dimension: string; share: number }[];
  amount: number;
  structureAmount: number;
  peopleAmount: number;
  shareOfTotal: number;
  codedBy: readonly string[];
  blindRated: boolean;
  changedSince: boolean;
};

type Props = {
  stream: StreamName;
  items: readonly EvidenceItem[];
  total: number;
  structureTotal: number;
  peopleTotal: number;
  /** All records behind the figure, when this page holds only some of them. */
  n: number;
  dimensionName: (code: string) => string;
  /** At the end of a row: the link that corrects the record. */
  action?: (item: EvidenceItem) => ReactNode;
};

const unitWords: Record<StreamName, string> = {
  mentions: "mentions",
  activities: "activities",
  hours: "hours",
  money: "pounds",
  agendaMinutes: "minutes",
  milestones: "milestones",
};

export function amountWords(stream: StreamName, amount: number): string {
  return stream === "money" ? pounds(amount) : count(amount);
}

/** What each record contributes: a table whose bars lie on one pivot, so it needs no twin. */
export function EvidenceBars({ stream, items, total, structureTotal, peopleTotal, n, dimensionName, action }: Props) {
  const largest = Math.max(...items.map((i) => Math.max(i.structureAmount, i.peopleAmount)), 1e-9);
  const unit = unitWords[stream];
  const isOneYear = new Set(items.map((i) => i.date.slice(0, 4))).size < 2;
  return (
    <table className="evidence">
      <caption className="nhsuk-u-visually-hidden">What each record contributes, in {unit}</caption>
      <thead>
        <tr>
          <th scope="col">date</th>
          <th scope="col">record</th>
          <th scope="col">focus</th>
          <th scope="col" className="evidence-bar">
            <span className="evidence-sides">
              <span className="structure-words">structure, {unit}</span>
              <span className="people-words">people, {unit}</span>
            </span>
          </th>
          <th scope="col" className="numeric">
            of all {unit}
          </th>
          <th scope="col">coded by</th>
          {action && (
            <th scope="col">
              <span className="nhsuk-u-visually-hidden">action</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.recordId}>
            <td className="evidence-date">
              {isOneYear ? shortDayWords(item.date) : `${shortDayWords(item.date)} ${item.date.slice(0, 4)}`}
            </td>
            <th scope="row">
              {item.title ?? "An interview"}
              {item.changedSince && <span className="evidence-changed"> changed since</span>}
            </th>
            <td className="evidence-focus">{focusWords(item, dimensionName)}</td>
            <td className="evidence-bar">
              <ContributionBar stream={stream} item={item} largest={largest} />
            </td>
            <td className="numeric evidence-share">{percent(item.shareOfTotal)}</td>
            <td className="evidence-coded">
              {item.codedBy.length > 0 ? item.codedBy.join(", ") : item.kind !== "interview" && "nobody yet"}
              {item.blindRated && ", and blind by a second"}
            </td>
            {action && <td className="evidence-action">{action(item)}</td>}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td />
          <th scope="row">{items.length < n ? `All ${count(n)} records` : `${count(n)} records`}</th>
          <td />
          <td className="evidence-bar">
            <span className="evidence-sides">
              <span>{amountWords(stream, structureTotal)}</span>
              <span>{amountWords(stream, peopleTotal)}</span>
            </span>
          </td>
          <td className="numeric">{amountWords(stream, total)}</td>
          <td />
          {action && <td />}
        </tr>
      </tfoot>
    </table>
  );
}

function focusWords(item: EvidenceItem, dimensionName: (code: string) => string): string {
  if (item.focus.length === 0) return "not coded";
  if (item.focus.length === 1) return dimensionName(item.focus[0]?.dimension ?? "");
  const parts = [...item.focus]
    .sort((a, b) => b.share - a.share)
    .map((f) => `${dimensionName(f.dimension)} ${percent(f.share)}`);
  return parts.length > 3 ? `${parts.slice(0, 2).join(", ")} and ${parts.length - 2} more` : parts.join(", ");
}

/** A side's bar may take 84% of its half: the rest is for its figure. */
function ContributionBar({ stream, item, largest }: { stream: StreamName; item: EvidenceItem; largest: number }) {
  const structure = (item.structureAmount / largest) * 36;
  const people = (item.peopleAmount / largest) * 36;
  const label = `structure ${amountWords(stream, item.structureAmount)}, people ${amountWords(stream, item.peopleAmount)}`;
  return (
    <svg className="contribution" role="img" aria-label={label}>
      <svg x="50%" y="50%" overflow="visible">
        {structure > 0 && (
          <>
            <rect
              className="structure"
              x={`${-structure}%`}
              width={`${structure}%`}
              y="-7.5"
              height="15"
              fill={hatchFill}
            />
            <text x={`${-structure}%`} dx="-8" dy="5" textAnchor="end">
              {amountWords(stream, item.structureAmount)}
            </text>
          </>
        )}
        {people > 0 && (
          <>
            <rect className="people" x="0" width={`${people}%`} y="-7.5" height="15" />
            <text x={`${people}%`} dx="8" dy="5">
              {amountWords(stream, item.peopleAmount)}
            </text>
          </>
        )}
      </svg>
      <line className="pivot" x1="50%" x2="50%" y1="0" y2="100%" />
    </svg>
  );
}
