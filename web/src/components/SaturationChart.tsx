import type { OrderBand, Saturation } from "../lib/interviewFigures";
import { orderWords, saturationSentence } from "../lib/interviewSentences";
import { sentenceText } from "../lib/sentences";
import { TableTwin } from "./TableTwin";

type Props = {
  /** Themes first heard in each conversation, in the order held. */
  newThemes: readonly number[];
  headline: Saturation;
  order?: OrderBand | null;
};

const top = 22;
const bottom = 164;

/** A bar for each conversation: the themes first heard in it. Under them the run that brought too little, and how far order matters. */
export function SaturationChart({ newThemes, headline, order }: Props) {
  const n = newThemes.length;
  const largest = Math.max(1, ...newThemes);
  const step = [1, 2, 5, 10, 20, 50, 100].find((s) => largest <= s * 4) ?? 200;
  const ceiling = Math.ceil(largest / step) * step;
  const y = (count: number) => bottom - (count / ceiling) * (bottom - top);
  const slot = 100 / Math.max(1, n);
  const x = (place: number) => `${place * slot}%`;
  const labelEvery = n <= 12 ? 1 : n <= 24 ? 2 : Math.ceil(n / 10);
  const run = typeof headline.at === "number" ? { from: headline.at, to: headline.at + headline.runLength } : undefined;
  const hasBand = typeof order?.median === "number" && typeof order.low === "number";
  return (
    <div className="saturation">
      <div
        className="saturation-plot"
        role="img"
        aria-label={`New themes in each of ${n} conversations. ${sentenceText(saturationSentence(headline, order))}`}
      >
        <svg height={bottom + 8}>
          {Array.from({ length: ceiling / step + 1 }, (_, i) => i * step).map((tick) => (
            <text key={tick} x="100%" dx="-8" y={y(tick) + 5} textAnchor="end">
              {tick}
            </text>
          ))}
        </svg>
        <svg height={bottom + (hasBand ? 122 : 66)}>
          {Array.from({ length: ceiling / step + 1 }, (_, i) => i * step).map((tick) => (
            <line key={tick} className="grid-line" x1="0" x2="100%" y1={y(tick)} y2={y(tick)} />
          ))}
          {newThemes.map((count, i) => (
            <rect
              key={i}
              className={i < headline.base ? "saturation-bar first" : "saturation-bar"}
              x={`${(i + 0.2) * slot}%`}
              width={`${0.6 * slot}%`}
              y={Math.min(y(count), bottom - 1.5)}
              height={Math.max(bottom - y(count), 1.5)}
            />
          ))}
          {newThemes.map((_, i) =>
            i % labelEvery === 0 ? (
              <text key={i} x={x(i + 0.5)} y={bottom + 18} textAnchor="middle">
                {i + 1}
              </text>
            ) : null,
          )}
          {run && (
            <g className="saturation-run">
              <line x1={x(run.from + 0.15)} x2={x(run.to - 0.15)} y1={bottom + 30} y2={bottom + 30} />
              <text
                x={x(run.to > n / 2 ? run.to - 0.15 : run.from + 0.15)}
                y={bottom + 50}
                textAnchor={run.to > n / 2 ? "end" : "start"}
              >
                {headline.point}: ran dry
              </text>
            </g>
          )}
          {hasBand && (
            <svg y={bottom + 74} overflow="visible">
              <OrderWhisker order={order as OrderBand} x={x} n={n} />
            </svg>
          )}
        </svg>
      </div>
      <ul className="trend-key">
        <li>
          <svg width="16" height="14" aria-hidden="true">
            <rect className="saturation-bar first" x="1" y="1" width="14" height="12" />
          </svg>
          new themes in the first {headline.base}, {headline.baseThemes} together
        </li>
        <li>
          <svg width="16" height="14" aria-hidden="true">
            <rect className="saturation-bar" x="1" y="1" width="14" height="12" />
          </svg>
          in each conversation after them
        </li>
      </ul>
    </div>
  );
}

/** Where the point falls in nine of ten shuffled orders, and in the middle one. */
function OrderWhisker({ order, x, n }: { order: OrderBand; x: (place: number) => string; n: number }) {
  const { low, median, high } = order;
  if (typeof low !== "number" || typeof median !== "number") return null;
  const end = typeof high === "number" ? high : n;
  return (
    <g>
      <text className="dots-note" x="0" y="8">
        in other orders: nine of ten, and the middle one
      </text>
      <line className="whisker" x1={x(low)} x2={x(end)} y1="28" y2="28" />
      <line className="whisker" x1={x(low)} x2={x(low)} y1="23" y2="33" />
      {typeof high === "number" && <line className="whisker" x1={x(high)} x2={x(high)} y1="23" y2="33" />}
      <circle className="dot" cx={x(median)} cy="28" r="5" />
    </g>
  );
}

/** The band by itself, for those who are not shown the order in which people were met. */
export function OrderChart({ order, conversations }: { order: OrderBand; conversations: number }) {
  const x = (place: number) => `${(place / conversations) * 100}%`;
  const every = conversations <= 12 ? 2 : Math.ceil(conversations / 5);
  return (
    <div className="saturation">
      <div className="saturation-plot" role="img" aria-label={orderWords(order)}>
        <span />
        <svg height="76">
          <OrderWhisker order={order} x={x} n={conversations} />
          <line className="grid-line" x1="0" x2="100%" y1="44" y2="44" />
          {Array.from({ length: Math.floor(conversations / every) + 1 }, (_, i) => i * every).map((place) => (
            <text key={place} x={x(place)} y="62" textAnchor={place === 0 ? "start" : "middle"}>
              {place}
            </text>
          ))}
        </svg>
      </div>
    </div>
  );
}

export function SaturationTable({ newThemes, headline }: Pick<Props, "newThemes" | "headline">) {
  let heard = 0;
  return (
    <TableTwin
      caption={`New themes by conversation, in the order held; runs of ${headline.runLength} against the ${headline.baseThemes} themes of the first ${headline.base}`}
      columns={[
        { label: "Conversation" },
        { label: "New themes", numeric: true },
        { label: "Themes so far", numeric: true },
        { label: "Run that ends here", numeric: true },
      ]}
      rows={newThemes.map((count, i) => {
        heard += count;
        const run = headline.runs.find((r) => r.to === i + 1);
        const ratio = typeof run?.ratio === "number" ? `${(run.ratio * 100).toFixed(1)}%` : "";
        return [String(i + 1), count, heard, ratio];
      })}
    />
  );
}
