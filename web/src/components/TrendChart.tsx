import { periodLabel, periodWords } from "../lib/dates";
import { percent } from "../lib/figures";
import { ruleWords, type Signal, type Trend, type TrendPoint } from "../lib/sentences";
import { TableTwin } from "./TableTwin";

export type TrendEvent = { period: string; words: string };

type Props = {
  /** What is measured, for those who cannot see the chart: "People share of agenda minutes". */
  label: string;
  trend: Trend;
  events?: readonly TrendEvent[];
};

const height = 190;
const bottom = 184;

const signalWords: Record<Signal, string> = {
  outside: "outside a limit",
  shift: "seven or more on one side of the average",
  trend: "a run that rises or falls",
  twoOfThree: "two of three near a limit",
};

/** XmR: the mean, its limits, and the points that signal a change, by shape. */
export function TrendChart({ label, trend, events = [] }: Props) {
  const { points, mean, lower, upper } = trend;
  const top = events.length > 0 ? 34 : 12;
  const { ceiling, step } = scaleFor(Math.max(...points.map((p) => clip(p.value)), clip(upper ?? 0), 0.01));
  const y = (value: number) => bottom - (clip(value) / ceiling) * (bottom - top);
  const x = (index: number) => `${((index + 0.5) / Math.max(points.length, 1)) * 100}%`;
  const ticks = Array.from({ length: Math.round(ceiling / step) + 1 }, (_, i) => i * step);
  const labelEvery = Math.ceil(points.length / 6);
  const shown = signalsIn(points);
  const named = sideLabels(
    [
      typeof upper === "number" && { words: `limit ${figure(upper)}`, at: y(upper) },
      typeof mean === "number" && { words: `mean ${figure(mean)}`, at: y(mean) },
      typeof lower === "number" && { words: `limit ${figure(lower)}`, at: y(lower) },
    ].filter((l) => l !== false),
  );

  return (
    <div className="trend">
      <div className="trend-plot" role="img" aria-label={trendWords(label, trend)}>
        <svg className="trend-scale" height={height + 40}>
          {ticks.map((t) => (
            <text key={t} x="100%" dx="-8" y={y(t) + 5} textAnchor="end">
              {t === ticks[ticks.length - 1] ? percent(t) : figure(t)}
            </text>
          ))}
        </svg>
        <svg className="trend-points" height={height + 40}>
          {ticks.map((t) => (
            <line key={t} className="grid-line" x1="0" x2="100%" y1={y(t)} y2={y(t)} />
          ))}
          {typeof upper === "number" && <line className="limit" x1="0" x2="100%" y1={y(upper)} y2={y(upper)} />}
          {typeof lower === "number" && <line className="limit" x1="0" x2="100%" y1={y(lower)} y2={y(lower)} />}
          {typeof mean === "number" && <line className="mean" x1="0" x2="100%" y1={y(mean)} y2={y(mean)} />}
          {events.map((event) => {
            const index = points.findIndex((p) => p.period >= event.period);
            return index < 0 ? null : <EventLine key={event.period} event={event} at={(index + 0.5) / points.length} />;
          })}
          {points.slice(1).map((point, i) => (
            <line
              key={point.period}
              className="trend-step"
              x1={x(i)}
              x2={x(i + 1)}
              y1={y(points[i]?.value ?? 0)}
              y2={y(point.value)}
            />
          ))}
          {points.map((point, i) => (
            <svg key={point.period} x={x(i)} y={y(point.value)} overflow="visible">
              <Mark signal={signalOf(point)} />
            </svg>
          ))}
          {points.map((point, i) => {
            if (i % labelEvery !== 0) return null;
            const words = periodLabel(point.period, points[i - labelEvery]?.period);
            return (
              <g key={point.period} className="trend-period">
                <text x={x(i)} y={bottom + 20} textAnchor="middle">
                  {words.first}
                </text>
                {words.second && (
                  <text x={x(i)} y={bottom + 37} textAnchor="middle">
                    {words.second}
                  </text>
                )}
              </g>
            );
          })}
        </svg>
        <svg className="trend-names" height={height + 40}>
          {named.map((l) => (
            <text key={l.words + l.at} x="8" y={l.at + 5}>
              {l.words}
            </text>
          ))}
        </svg>
      </div>
      {(shown.length > 0 || trend.trialLimits) && (
        <ul className="trend-key">
          {shown.map((signal) => (
            <li key={signal}>
              <svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">
                <Mark signal={signal} />
              </svg>
              {signalWords[signal]}
            </li>
          ))}
          {trend.trialLimits && <li>Limits are on trial: fewer than 12 points.</li>}
        </ul>
      )}
    </div>
  );
}

export function TrendTable({ label, trend }: { label: string; trend: Trend }) {
  return (
    <TableTwin
      caption={`${label}, month by month`}
      columns={[
        { label: "Month" },
        { label: "Share", numeric: true },
        { label: "Records", numeric: true },
        { label: "Signal" },
      ]}
      rows={trend.points.map((p) => [
        periodWords(p.period),
        percent(p.value),
        p.n ?? "",
        p.flags.map((flag) => signalWords[flag]).join(", ") || "none",
      ])}
    />
  );
}

function trendWords(label: string, trend: Trend): string {
  const mean = typeof trend.mean === "number" ? ` Mean ${percent(trend.mean)}.` : "";
  const limits =
    typeof trend.lower === "number" && typeof trend.upper === "number"
      ? ` Limits ${percent(clip(trend.lower))} to ${percent(clip(trend.upper))}.`
      : "";
  return `${label}: ${trend.points.length} points.${mean}${limits} ${ruleWords(trend).join(" ")}`.trim();
}

/** A share is shown between 0 and 1; what was calculated is not touched. */
function clip(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function figure(value: number): string {
  return String(Math.round(clip(value) * 100));
}

/** Round steps, at most five of them. */
function scaleFor(largest: number): { ceiling: number; step: number } {
  const step = [0.01, 0.02, 0.05, 0.1].find((s) => largest <= s * 5) ?? 0.2;
  return { ceiling: Math.ceil(largest / step - 1e-9) * step, step };
}

/** Names at the right must not lie on one another. */
function sideLabels(labels: { words: string; at: number }[]): { words: string; at: number }[] {
  let last = Number.NEGATIVE_INFINITY;
  return [...labels]
    .sort((a, b) => a.at - b.at)
    .map((l) => {
      last = Math.max(l.at, last + 17);
      return { ...l, at: last };
    });
}

const order: readonly Signal[] = ["outside", "shift", "trend", "twoOfThree"];

function signalOf(point: TrendPoint): Signal | undefined {
  return order.find((signal) => point.flags.includes(signal));
}

function signalsIn(points: readonly TrendPoint[]): Signal[] {
  return order.filter((signal) => points.some((p) => signalOf(p) === signal));
}

function Mark({ signal }: { signal?: Signal }) {
  if (signal === "outside") return <path className="mark hollow" d="M0-7L7 0L0 7L-7 0z" />;
  if (signal === "shift") return <circle className="mark hollow" r="4.5" />;
  if (signal === "trend") return <path className="mark hollow" d="M0-6L5.5 4.5H-5.5z" />;
  if (signal === "twoOfThree") return <rect className="mark hollow" x="-4.2" y="-4.2" width="8.4" height="8.4" />;
  return <circle className="mark" r="3.5" />;
}

function EventLine({ event, at }: { event: TrendEvent; at: number }) {
  const x = `${at * 100}%`;
  const isLeft = at > 0.5;
  return (
    <g className="trend-event">
      <line x1={x} x2={x} y1="18" y2={bottom} />
      <text x={x} y="12" textAnchor={isLeft ? "end" : "start"}>
        {event.words}
      </text>
    </g>
  );
}
