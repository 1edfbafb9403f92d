import type { ReactNode } from "react";
import {
  type Balance,
  bandFigure,
  type Figure,
  gradeWords,
  percent,
  restsOn,
  type Stream,
  type StreamName,
  scored,
  streamLabel,
  streamNote,
  streamOrder,
  type Together,
} from "../lib/figures";
import { Anchor } from "./Anchor";
import { along, Beam, beamWords, TargetHead } from "./Beam";
import { TableTwin } from "./TableTwin";

type Props = {
  balance: Pick<Balance, "streams" | "together" | "target">;
  /** Where the records behind a stream are; without it the rows are not links. */
  evidenceHref?: (stream: StreamName | "together") => string;
};

/** What is said above what is done, on one scale: they talk about people and spend on structure. */
export function BalanceBeams({ balance, evidenceHref }: Props) {
  const { target, together } = balance;
  const streams = inOrder(balance.streams);
  const row = (stream: Stream) => (
    <BeamRow
      key={stream.stream}
      label={streamLabel[stream.stream]}
      note={streamNote[stream.stream]}
      figure={stream}
      target={target}
      rests={stream.grade === "nothing" ? "no records" : restsOn(stream.stream, stream.n)}
      href={evidenceHref?.(stream.stream)}
    />
  );

  return (
    <div className="beams">
      <div className="beams-head" aria-hidden="true">
        <svg className="beam-axis beam-head">
          <text className="structure-words" x="50%" y="15" dx="-8" textAnchor="end">
            structure
          </text>
          <text className="people-words" x="50%" y="15" dx="8">
            people
          </text>
          <svg x="50%" y="18" overflow="visible">
            <TargetHead target={target} />
          </svg>
        </svg>
        <span className="beam-share">people share</span>
        <span className="beam-band">band</span>
        <span className="beam-rests">rests on</span>
        <span className="beam-grade">grade</span>
      </div>
      <BeamGroup name="Said">{streams.filter((s) => s.said).map(row)}</BeamGroup>
      <div className="beams-between" aria-hidden="true">
        <svg className="beam-axis">
          <line className="pivot" x1="50%" x2="50%" y1="0" y2="100%" />
          <svg x="50%" overflow="visible">
            <line className="target" x1={along(target)} x2={along(target)} y1="0" y2="100%" />
          </svg>
        </svg>
      </div>
      <BeamGroup name="Done">
        {streams.filter((s) => !s.said).map(row)}
        <BeamRow
          label="Deeds together"
          figure={together}
          target={target}
          rests={streamsWords(together)}
          href={evidenceHref?.("together")}
          heavy
        />
      </BeamGroup>
      <div className="beams-foot" aria-hidden="true">
        <svg className="beam-axis beam-foot">
          <text className="beam-words all-words" x="0" y="17">
            all structure
          </text>
          <svg x="50%" overflow="visible">
            <text className="target-words" x={along(target)} y="17" textAnchor={target > 0.7 ? "end" : "middle"}>
              local target {percent(target)}
            </text>
          </svg>
          {target < 0.65 && (
            <text className="beam-words all-words" x="100%" y="17" textAnchor="end">
              all people
            </text>
          )}
        </svg>
      </div>
    </div>
  );
}

/** The balance as a table: every figure of the picture, and those that it leaves out. */
export function BalanceTable({ balance }: { balance: Pick<Balance, "streams" | "together" | "target"> }) {
  const cells = (figure: Figure, closeness?: number | null, evenness?: number | null): ReactNode[] => [
    scored(figure) ? percent(figure.peopleShare) : "not shown",
    figure.band ? bandFigure(figure.band) : "none",
    gradeWords[figure.grade],
    typeof closeness === "number" ? closeness.toFixed(2) : "not shown",
    typeof evenness === "number" ? evenness.toFixed(2) : "not shown",
  ];
  return (
    <TableTwin
      summary="Balance as a table"
      caption={`People share of each stream, with its 95% band. Local target ${percent(balance.target)}.`}
      columns={[
        { label: "Stream" },
        { label: "Said or done" },
        { label: "People share", numeric: true },
        { label: "Band", numeric: true },
        { label: "Grade" },
        { label: "Closeness to target", numeric: true },
        { label: "Evenness", numeric: true },
        { label: "Rests on" },
      ]}
      rows={[
        ...inOrder(balance.streams).map((s) => [
          streamLabel[s.stream],
          s.said ? "said" : "done",
          ...cells(s, s.blockCloseness, s.evenness),
          restsOn(s.stream, s.n),
        ]),
        [
          "Deeds together",
          "done",
          ...cells(balance.together, balance.together.closeness, balance.together.evenness),
          streamsWords(balance.together),
        ],
      ]}
    />
  );
}

function inOrder(streams: readonly Stream[]): Stream[] {
  return [...streams].sort((a, b) => streamOrder.indexOf(a.stream) - streamOrder.indexOf(b.stream));
}

function streamsWords(together: Together): string {
  return `${together.streamsScored} of ${together.streamsWithRecords} streams`;
}

function BeamGroup({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="beams-group">
      <h3 className="beams-group-name">{name}</h3>
      <ul className="beams-rows">{children}</ul>
    </div>
  );
}

type RowProps = {
  label: string;
  note?: string;
  figure: Figure;
  target: number;
  rests: string;
  href?: string;
  heavy?: boolean;
};

function BeamRow({ label, note, figure, target, rests, href, heavy }: RowProps) {
  const share = scored(figure) ? percent(figure.peopleShare) : undefined;
  const cells = (
    <>
      <span className="beam-label">
        <span className="beam-label-name">{label}</span>
        {note && <span className="beam-note wide-only">, {note}</span>}
        <span className="beam-note narrow-only">, {rests}</span>
      </span>
      <Beam label={label} figure={figure} target={target} heavy={heavy} />
      <span className={share ? "beam-share" : "beam-share missing"}>
        {share ?? <span className="wide-only">{figure.grade === "nothing" ? "nothing yet" : "not shown"}</span>}
        {!share && <span className="narrow-only">{gradeWords[figure.grade]}</span>}
      </span>
      <span className={share ? "beam-band" : "beam-band missing"}>{figure.band && bandFigure(figure.band)}</span>
      <span className="beam-rests">{rests}</span>
      <span className={figure.grade === "reportable" ? "beam-grade" : "beam-grade weaker"}>
        {gradeWords[figure.grade]}
      </span>
    </>
  );
  const className = heavy ? "beam-row heavy" : "beam-row";
  return (
    <li>
      {href ? (
        <Anchor className={className} href={href}>
          <span className="nhsuk-u-visually-hidden">
            {beamWords(label, figure, target)} Rests on {rests}, {gradeWords[figure.grade]}. Open its records.
          </span>
          <span className="beam-cells" aria-hidden="true">
            {cells}
          </span>
        </Anchor>
      ) : (
        <div className={className}>{cells}</div>
      )}
    </li>
  );
}
