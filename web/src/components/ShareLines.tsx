import type { ReactNode } from "react";
import { type Band, bandFigure, percent } from "../lib/figures";
import { TableTwin } from "./TableTwin";

export type ShareLine = {
  label: string;
  /** Said is an open circle, done a full one. */
  kind: "said" | "done";
  share?: number | null;
  band?: Band | null;
  /** "21 of 21": what it rests on. */
  rests: string;
  /** Too few to score: only the interval is drawn. */
  isTooFew?: boolean;
  /** Why there is no share. */
  reason?: string | null;
  /** What is said, drawn open and fine beside what is done. */
  said?: { share?: number | null; band?: Band | null } | null;
  /** A word of caution under the row. */
  note?: ReactNode;
};

type Proportion = { value?: number | null; grade: string; wilson?: Band | null };

/** Under ten, a share would claim more than its records hold: the counts and the interval stand alone. */
export function shareOf(proportion: Proportion | null | undefined): Pick<ShareLine, "share" | "band" | "isTooFew"> {
  const isTooFew = proportion?.grade === "tooFew";
  return { share: isTooFew ? null : proportion?.value, band: proportion?.wilson, isTooFew };
}

type Props = {
  lines: readonly ShareLine[];
  /** Drawn between the first two lines: "81 points (55–92)". */
  between?: string;
};

/** Shares of people on one line from none to all, each with its 95% interval; and the gap between two of them. */
export function ShareLines({ lines, between }: Props) {
  const [from, to] = [lines[0]?.share, lines[1]?.share];
  return (
    <div className="shares">
      <div className="shares-axis" aria-hidden="true">
        <span />
        <span className="shares-scale">
          <span>none</span>
          <span>half</span>
          <span>all</span>
        </span>
        <span>share</span>
        <span>interval</span>
        <span>rests on</span>
      </div>
      {lines.map((line, index) => (
        <div className="shares-row" key={line.label}>
          <span className="shares-label">{line.label}</span>
          <Line line={line} />
          <span className={typeof line.share === "number" ? "shares-share" : "shares-share missing"}>
            {shareWords(line)}
          </span>
          <span className="shares-band">{line.band ? bandFigure(line.band) : ""}</span>
          <span className="shares-rests">{line.reason ?? line.rests}</span>
          {index === 0 && between && typeof from === "number" && typeof to === "number" && (
            <Between from={from} to={to} words={between} />
          )}
          {line.note && <p className="shares-note">{line.note}</p>}
        </div>
      ))}
    </div>
  );
}

function shareWords({ share, isTooFew }: ShareLine): string {
  if (typeof share === "number") return percent(share);
  return isTooFew ? "too few to score" : "not given";
}

function Line({ line }: { line: ShareLine }) {
  const at = (share: number) => `${share * 100}%`;
  const { share, band, said } = line;
  const agree = typeof said?.share === "number" ? `; ${percent(said.share)} agree` : "";
  const words =
    typeof share === "number"
      ? `${line.label}: ${percent(share)}${band ? `, between ${percent(band.low)} and ${percent(band.high)}` : ""}, ${line.rests}${agree}`
      : `${line.label}: ${shareWords(line)}${band && line.isTooFew ? `, between ${percent(band.low)} and ${percent(band.high)}, ${line.rests}` : ""}${agree}`;
  return (
    <svg className="shares-line" height="24" role="img" aria-label={words}>
      <line className="shares-ground" x1="0" x2="100%" y1="12" y2="12" />
      {[0, 0.5, 1].map((tick) => (
        <line key={tick} className="shares-ground" x1={at(tick)} x2={at(tick)} y1="8" y2="16" />
      ))}
      {said?.band && <line className="talk" x1={at(said.band.low)} x2={at(said.band.high)} y1="12" y2="12" />}
      {band && (
        <>
          <line className="whisker" x1={at(band.low)} x2={at(band.high)} y1="12" y2="12" />
          <line className="whisker" x1={at(band.low)} x2={at(band.low)} y1="7" y2="17" />
          <line className="whisker" x1={at(band.high)} x2={at(band.high)} y1="7" y2="17" />
        </>
      )}
      {typeof said?.share === "number" && <circle className="talk-point" cx={at(said.share)} cy="12" r="8" />}
      {typeof share === "number" && (
        <circle className={line.kind === "said" ? "talk-point" : "dot"} cx={at(share)} cy="12" r={said ? 4.5 : 6} />
      )}
    </svg>
  );
}

function Between({ from, to, words }: { from: number; to: number; words: string }) {
  const [low, high] = from < to ? [from, to] : [to, from];
  const middle = (low + high) / 2;
  return (
    <svg className="shares-between" height="24" aria-hidden="true">
      <line className="shares-gap" x1={`${low * 100}%`} x2={`${high * 100}%`} y1="21" y2="21" />
      <text x={`${middle * 100}%`} y="15" textAnchor={middle > 0.75 ? "end" : middle < 0.25 ? "start" : "middle"}>
        {words}
      </text>
    </svg>
  );
}

export function ShareLinesTable({ caption, lines }: { caption: string; lines: readonly ShareLine[] }) {
  return (
    <TableTwin
      caption={caption}
      columns={[
        { label: "What" },
        { label: "Share", numeric: true },
        { label: "95% interval", numeric: true },
        { label: "Rests on" },
      ]}
      rows={lines.map((line) => [
        line.label,
        shareWords(line),
        line.band ? bandFigure(line.band) : "none",
        line.reason ?? line.rests,
      ])}
    />
  );
}
