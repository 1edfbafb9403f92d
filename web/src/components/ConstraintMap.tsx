import { shortDayWords } from "../lib/dates";
import { barrierStatuses, wordFor } from "../lib/vocabulary";
import { plural } from "../lib/words";
import { Anchor } from "./Anchor";
import { TableTwin } from "./TableTwin";

type Placed = {
  id: string;
  name: string;
  status: string;
  askedOn?: string | null;
  answeredOn?: string | null;
  removedOn?: string | null;
  conversations: number;
  nonActions: number;
  quotes: number;
  counters: number;
};

type System = {
  systemName: string;
  organisationName?: string | null;
  conversations: number;
  barriers: readonly Placed[];
};

type Props = { systems: readonly System[]; href: (barrierId: string) => string };

/** Each system on the left, what it puts in the way beside it with a dot for each conversation, and how far its owner has come. */
export function ConstraintMap({ systems, href }: Props) {
  return (
    <div className="constraint-map">
      {systems.map((system) => (
        <section key={system.systemName} className="constraint-system" aria-label={system.systemName}>
          <div className="constraint-owner">
            <h3>{system.systemName}</h3>
            {system.organisationName && <p>{system.organisationName}</p>}
          </div>
          <ul className="constraint-barriers">
            {system.barriers.map((barrier) => (
              <li key={barrier.id} className={barrier.status === "removed" ? "removed" : undefined}>
                <div>
                  <Anchor className="constraint-name" href={href(barrier.id)}>
                    {barrier.name}
                  </Anchor>
                  <Dots count={barrier.conversations} />
                  <p className="note">{countWords(barrier)}</p>
                </div>
                <BarrierSteps barrier={barrier} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

const mostDots = 30;

function Dots({ count }: { count: number }) {
  if (count === 0) return null;
  const shown = Math.min(count, mostDots);
  return (
    <svg
      className="constraint-dots"
      width={shown * 16}
      height="16"
      viewBox={`0 0 ${shown * 16} 16`}
      role="img"
      aria-label={`${count} ${plural(count, "conversation", "conversations")}`}
    >
      {Array.from({ length: shown }, (_, i) => (
        <circle key={i} className="dot" cx={i * 16 + 7} cy="8" r="6" />
      ))}
    </svg>
  );
}

/** "6 conversations · 4 things not done · 3 passages · 1 speaks against it" */
function countWords({ conversations, nonActions, quotes, counters }: Placed): string {
  const parts = [
    conversations > 0 && `${conversations} ${plural(conversations, "conversation", "conversations")}`,
    nonActions > 0 && `${nonActions} ${plural(nonActions, "thing", "things")} not done`,
    quotes > 0 && `${quotes} ${plural(quotes, "passage", "passages")}`,
    counters > 0 && `${counters} ${plural(counters, "speaks", "speak")} against it`,
  ].filter((part) => part !== false);
  return parts.join(" · ") || "Nothing stands behind it yet";
}

type Stepped = Pick<Placed, "status" | "askedOn" | "answeredOn" | "removedOn">;

const steps = ["noticed", "ownerAsked", "answered", "removed"] as const;
const stepLabels = { noticed: "noticed", ownerAsked: "asked", answered: "answered", removed: "removed" } as const;
const place = (index: number) => `${12.5 + index * 25}%`;

/** Noticed, owner asked, answered, removed: a line that is drawn as far as it has come. A step that was left out stays hollow. */
export function BarrierSteps({ barrier }: { barrier: Stepped }) {
  const reached = Math.max(0, steps.indexOf(barrier.status as (typeof steps)[number]));
  const days = {
    noticed: undefined,
    ownerAsked: barrier.askedOn,
    answered: barrier.answeredOn,
    removed: barrier.removedOn,
  };
  const isTaken = (index: number) =>
    index === reached || index === 0 || (index < reached && Boolean(days[steps[index] ?? "noticed"]));
  const told = steps
    .filter((step, index) => index > 0 && isTaken(index) && days[step])
    .map((step) => `${wordFor(barrierStatuses, step).toLowerCase()} ${shortDayWords(days[step] ?? "")}`);
  const latest = told.at(-1);
  return (
    <svg
      className="constraint-steps"
      height={latest ? 60 : 40}
      role="img"
      aria-label={told.length > 0 ? told.join(", ") : "noticed; its owner has not been asked"}
    >
      <line className="steps-ahead" x1={place(reached)} x2={place(3)} y1="10" y2="10" />
      <line className="steps-done" x1={place(0)} x2={place(reached)} y1="10" y2="10" />
      {steps.map((step, index) => (
        <g key={step}>
          <circle className={isTaken(index) ? "step-point" : "step-point hollow"} cx={place(index)} cy="10" r="6" />
          <text className={index === reached ? "here" : undefined} x={place(index)} y="34" textAnchor="middle">
            {stepLabels[step]}
          </text>
        </g>
      ))}
      {latest && (
        <text x={place(reached)} y="54" textAnchor="middle">
          {shortDayWords(days[steps[reached] ?? "noticed"] ?? "")}
        </text>
      )}
    </svg>
  );
}

export function ConstraintMapTable({ systems }: Pick<Props, "systems">) {
  return (
    <TableTwin
      caption="Barriers by the system that owns them. An interview with its follow-ups is one conversation."
      columns={[
        { label: "Barrier" },
        { label: "System" },
        { label: "Conversations", numeric: true },
        { label: "Not done", numeric: true },
        { label: "Passages", numeric: true },
        { label: "Against it", numeric: true },
        { label: "How far" },
      ]}
      rows={systems.flatMap((system) =>
        system.barriers.map((it) => [
          it.name,
          system.systemName,
          it.conversations,
          it.nonActions,
          it.quotes,
          it.counters,
          wordFor(barrierStatuses, it.status),
        ]),
      )}
    />
  );
}
