import { bandWords, type Figure, percent, scored } from "../lib/figures";
import { targetWords } from "../lib/sentences";
import { hatchFill } from "./Hatch";

/** From −100 to 100 on one scale: a share of 1 is half the width, to the right of the pivot. */
export function along(share: number): string {
  return `${Math.round(share * 5000) / 100}%`;
}

type Props = {
  /** What the beam is of: "Hours", or a programme's name. */
  label: string;
  figure: Figure;
  target?: number;
  /** "Deeds together" is drawn heavier than its parts. */
  heavy?: boolean;
  /** Each row of a portfolio has its own target, so each carries its own triangle. */
  ownTarget?: boolean;
  /** What is said, as an open circle with a fine whisker, beside the beam of what is done. */
  talk?: Figure | null;
};

/** One beam on its pivot: structure to the left, people to the right, and the band on the people end. */
export function Beam({ label, figure, target, heavy, ownTarget, talk }: Props) {
  return (
    <svg className="beam" role="img" aria-label={beamWords(label, figure, target, talk)}>
      <svg x="50%" y="50%" overflow="visible">
        {scored(figure) ? (
          <Bar figure={figure} share={figure.peopleShare} heavy={heavy} />
        ) : (
          <Missing figure={figure} />
        )}
        {talk && <Talk figure={talk} />}
      </svg>
      <line className="pivot" x1="50%" x2="50%" y1="0" y2="100%" />
      {target !== undefined && <Target target={target} ownTarget={ownTarget} />}
    </svg>
  );
}

export function beamWords(label: string, figure: Figure, target?: number, talk?: Figure | null): string {
  const said = talk && scored(talk) ? ` What is said: ${percent(talk.peopleShare)} people.` : "";
  const band = figure.band ? `, ${bandWords(figure.band)}` : "";
  if (!scored(figure)) {
    const why = figure.grade === "nothing" ? "nothing yet" : `too few to score${band}`;
    return `${label}: ${why}.${said}`;
  }
  const against = target === undefined ? "" : targetWords(figure, target);
  return `${label}: ${percent(figure.peopleShare)} people${band}${against ? `, ${against}` : ""}.${said}`;
}

function barHeight(figure: Figure, heavy?: boolean): number {
  if (heavy) return figure.grade === "reportable" ? 22 : 14;
  return figure.grade === "reportable" ? 16 : 10;
}

function Bar({ figure, share, heavy }: { figure: Figure; share: number; heavy?: boolean }) {
  const height = barHeight(figure, heavy);
  const top = -height / 2;
  const structure = 1 - share;
  return (
    <>
      {structure > 0 && (
        <rect
          className="structure"
          x={along(-structure)}
          width={along(structure)}
          y={top}
          height={height}
          fill={hatchFill}
        />
      )}
      {share > 0 && <rect className="people" x="0" width={along(share)} y={top} height={height} />}
      {figure.band && (
        <Whisker low={figure.band.low} high={figure.band.high} share={share} cap={Math.min(height, 12) / 2 - 1} />
      )}
    </>
  );
}

/** White where it crosses the beam, ink beyond it. */
function Whisker({ low, high, share, cap }: { low: number; high: number; share: number; cap: number }) {
  const turn = Math.min(Math.max(share, low), high);
  return (
    <>
      {low < share && (
        <>
          <line className="whisker on-beam" x1={along(low)} x2={along(turn)} y1="0" y2="0" />
          <line className="whisker on-beam" x1={along(low)} x2={along(low)} y1={-cap} y2={cap} />
        </>
      )}
      {high > share && (
        <>
          <line className="whisker" x1={along(turn)} x2={along(high)} y1="0" y2="0" />
          <line className="whisker" x1={along(high)} x2={along(high)} y1={-cap - 1} y2={cap + 1} />
        </>
      )}
    </>
  );
}

/** No beam and no figure: only the band as a dashed box, or words. */
function Missing({ figure }: { figure: Figure }) {
  if (figure.grade === "nothing" || !figure.band) {
    return (
      <text className="beam-words nothing" x="0" dx="-10" dy="5" textAnchor="end">
        {figure.grade === "nothing" ? "nothing yet" : "too few to score"}
      </text>
    );
  }
  const { low, high } = figure.band;
  return (
    <>
      <rect className="too-few" x={along(low)} width={along(high - low)} y="-8" height="16" />
      <text className="beam-words" x="0" dx="-10" dy="5" textAnchor="end">
        too few to score
      </text>
    </>
  );
}

function Talk({ figure }: { figure: Figure }) {
  if (!scored(figure)) return null;
  return (
    <>
      {figure.band && (
        <>
          <line className="talk" x1={along(figure.band.low)} x2={along(figure.band.high)} y1="0" y2="0" />
          <line className="talk" x1={along(figure.band.low)} x2={along(figure.band.low)} y1="-3.5" y2="3.5" />
          <line className="talk" x1={along(figure.band.high)} x2={along(figure.band.high)} y1="-3.5" y2="3.5" />
        </>
      )}
      <circle className="talk-point" cx={along(figure.peopleShare)} cy="0" r="5" />
    </>
  );
}

function Target({ target, ownTarget }: { target: number; ownTarget?: boolean }) {
  return (
    <svg x="50%" overflow="visible">
      <line className="target" x1={along(target)} x2={along(target)} y1="0" y2="100%" />
      {ownTarget && <TargetHead target={target} />}
    </svg>
  );
}

/** The solid triangle that tops a target's dotted line. */
export function TargetHead({ target }: { target: number }) {
  return (
    <svg x={along(target)} overflow="visible">
      <path className="target-head" d="M-5 0H5L0 7z" />
    </svg>
  );
}
