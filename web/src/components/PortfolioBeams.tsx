import { bandFigure, type Figure, gradeWords, percent, scored } from "../lib/figures";
import { Anchor } from "./Anchor";
import { Beam, TargetHead } from "./Beam";
import { hatchFill } from "./Hatch";
import { TableTwin } from "./TableTwin";

export type PortfolioItem = {
  programmeId: string;
  name: string;
  organisations: readonly string[];
  target: number;
  /** Deeds together. */
  done: Figure;
  /** Mentions. */
  said?: Figure | null;
  /** "21 agree, 4 kept", or why it is not shown. */
  interviews: { words: string; isReason?: boolean };
  /** What changed since the reader's last visit; nothing when nothing did. */
  changed?: string | null;
  href?: string;
};

type Props = {
  items: readonly PortfolioItem[];
  /** "2 October", when there was an earlier visit. */
  previousVisit?: string;
};

/** One row a programme, in the alphabet's order and never by figure. */
export function PortfolioBeams({ items, previousVisit }: Props) {
  return (
    <div className="portfolio">
      <PortfolioKey />
      <div className="portfolio-head" aria-hidden="true">
        <span>programme, in alphabetical order</span>
        <svg className="beam-axis beam-head">
          <text className="structure-words" x="50%" y="18" dx="-8" textAnchor="end">
            structure
          </text>
          <text className="people-words" x="50%" y="18" dx="8">
            people
          </text>
        </svg>
        <span>said and kept</span>
        <span>{previousVisit ? `changed since your last visit, ${previousVisit}` : ""}</span>
      </div>
      <ul className="portfolio-rows">
        {alphabetical(items).map((item) => (
          <PortfolioRow key={item.programmeId} item={item} unchanged={previousVisit ? "no change" : ""} />
        ))}
      </ul>
      <div className="portfolio-foot" aria-hidden="true">
        <svg className="beam-axis beam-foot">
          <text className="beam-words" x="0" y="17">
            all structure
          </text>
          <text className="beam-words" x="100%" y="17" textAnchor="end">
            all people
          </text>
        </svg>
      </div>
    </div>
  );
}

export function PortfolioRow({ item, unchanged = "no change" }: { item: PortfolioItem; unchanged?: string }) {
  return (
    <li className="portfolio-row">
      <div className="portfolio-name">
        {item.href ? <Anchor href={item.href}>{item.name}</Anchor> : <span>{item.name}</span>}
        <small title={item.organisations.join(", ")}>{fewWords(item.organisations)}</small>
      </div>
      <Beam label={item.name} figure={item.done} target={item.target} talk={item.said} ownTarget />
      <p className={item.interviews.isReason ? "portfolio-kept reason" : "portfolio-kept"}>{item.interviews.words}</p>
      <p className={item.changed ? "portfolio-changed" : "portfolio-changed none"}>{item.changed ?? unchanged}</p>
    </li>
  );
}

export function PortfolioTable({ items }: { items: readonly PortfolioItem[] }) {
  const share = (f?: Figure | null) => (f && scored(f) ? percent(f.peopleShare) : "not shown");
  const band = (f?: Figure | null) => (f?.band ? bandFigure(f.band) : "none");
  return (
    <TableTwin
      caption="Programmes in alphabetical order: people share of what is done and of what is said, with 95% bands"
      columns={[
        { label: "Programme" },
        { label: "Done", numeric: true },
        { label: "Band", numeric: true },
        { label: "Grade" },
        { label: "Said", numeric: true },
        { label: "Band of said", numeric: true },
        { label: "Own target", numeric: true },
        { label: "Said and kept" },
        { label: "Changed" },
      ]}
      rows={alphabetical(items).map((item) => [
        item.name,
        share(item.done),
        band(item.done),
        gradeWords[item.done.grade],
        share(item.said),
        band(item.said),
        percent(item.target),
        item.interviews.words,
        item.changed ?? "no change",
      ])}
    />
  );
}

/** Two by name and the rest by number: a row must not grow with its programme. */
function fewWords(names: readonly string[]): string {
  return names.length > 3 ? `${names.slice(0, 2).join(", ")} and ${names.length - 2} more` : names.join(", ");
}

function alphabetical(items: readonly PortfolioItem[]): PortfolioItem[] {
  return [...items].sort((a, b) => a.name.localeCompare(b.name, "en-GB"));
}

function PortfolioKey() {
  return (
    <ul className="portfolio-key">
      <li>
        <KeyBar height={16} /> what is done, reportable
      </li>
      <li>
        <KeyBar height={10} /> indicative
      </li>
      <li>
        <svg width="44" height="16" aria-hidden="true">
          <path className="whisker" d="M2 8H42M2 2V14M42 2V14" />
        </svg>
        band
      </li>
      <li>
        <svg width="46" height="16" aria-hidden="true">
          <rect className="too-few" x="1" y="1" width="44" height="14" />
        </svg>
        too few: band only
      </li>
      <li>
        <svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true">
          <circle className="talk-point" r="5" />
        </svg>
        what is said
      </li>
      <li>
        <svg width="12" height="22" aria-hidden="true">
          <svg x="6" overflow="visible">
            <line className="target" x1="0" x2="0" y1="0" y2="22" />
            <TargetHead target={0} />
          </svg>
        </svg>
        that programme’s own target
      </li>
    </ul>
  );
}

function KeyBar({ height }: { height: number }) {
  const y = (18 - height) / 2;
  return (
    <svg width="68" height="18" aria-hidden="true">
      <rect className="structure" x="1" y={y} width="40" height={height} fill={hatchFill} />
      <rect className="people" x="41" y={y} width="27" height={height} />
    </svg>
  );
}
