import { Anchor } from "./Anchor";
import { TableTwin } from "./TableTwin";

export type DotRow = {
  label: string;
  count: number;
  /** Hollow dots after the solid ones: not yet due. */
  hollow?: number;
  /** Why the places after them are empty: "7 were not asked". */
  note?: string;
  strong?: boolean;
  /** Where its records are. */
  href?: string;
};

type Props = {
  /** One place for each interview, the same in every row. */
  places: number;
  rows: readonly DotRow[];
};

const widest = 21;

/** Said, asked, committed, kept: one dot an interview, and never a name. */
export function UnitDots({ places, rows }: Props) {
  const perLine = places <= widest ? places : 20;
  return (
    <div className="dots">
      {rows.map((row) => (
        <div key={row.label} className={row.strong ? "dots-row strong" : "dots-row"}>
          {row.href ? (
            <Anchor className="dots-label" href={row.href} aria-label={`${row.label}: the records behind it`}>
              {row.label}
            </Anchor>
          ) : (
            <span className="dots-label">{row.label}</span>
          )}
          <span className="dots-count">{row.count}</span>
          <div className="dots-picture">
            <Dots row={row} places={places} perLine={perLine} />
          </div>
          {row.note && <p className="dots-note narrow-only">{row.note}</p>}
        </div>
      ))}
    </div>
  );
}

function Dots({ row, places, perLine }: { row: DotRow; places: number; perLine: number }) {
  const hollow = row.hollow ?? 0;
  const lines = Math.max(1, Math.ceil(places / perLine));
  const label = `${row.label}: ${row.count} of ${places}${hollow ? `, and ${hollow} not yet due` : ""}`;
  const taken = Math.min(row.count + hollow, perLine) / widest;
  const isRoomOnTheRight = taken < 0.5;
  return (
    <>
      <svg className="dots-svg" height={lines * 18} role="img" aria-label={label}>
        {Array.from({ length: places }, (_, i) => {
          const cx = `${(((i % perLine) + 0.5) / widest) * 100}%`;
          const cy = Math.floor(i / perLine) * 18 + 9;
          if (i < row.count) return <circle key={i} className="dot" cx={cx} cy={cy} r="6.5" />;
          if (i < row.count + hollow) return <circle key={i} className="dot hollow" cx={cx} cy={cy} r="5.7" />;
          return <circle key={i} className="dot empty" cx={cx} cy={cy} r="1.5" />;
        })}
      </svg>
      {row.note && (
        <svg className="dots-svg wide-only" height="20" aria-hidden="true">
          <text
            className="dots-note"
            x={isRoomOnTheRight ? `${taken * 100}%` : "100%"}
            y="14"
            textAnchor={isRoomOnTheRight ? "start" : "end"}
          >
            {row.note}
          </text>
        </svg>
      )}
    </>
  );
}

export function UnitDotsTable({ places, rows }: Props) {
  return (
    <TableTwin
      caption={`Conversations, of ${places}; an interview with its follow-ups is one`}
      columns={[
        { label: "Step" },
        { label: "Conversations", numeric: true },
        { label: "Not yet due", numeric: true },
        { label: "Note" },
      ]}
      rows={rows.map((row) => [row.label, `${row.count} of ${places}`, row.hollow ?? 0, row.note ?? ""])}
    />
  );
}
