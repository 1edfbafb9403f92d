import { Anchor } from "./Anchor";

export type CoverageCell =
  | { kind: "heard"; asked: number; endorsed: number; href?: string }
  /** Somebody has been asked; how many is not shown. */
  | { kind: "suppressed" }
  /** Somebody of the sector has been interviewed, and nobody was asked about this. */
  | { kind: "notAsked" }
  /** Nobody of the sector has been interviewed. */
  | { kind: "nobody" };

type Props = {
  sectors: readonly {
    name: string;
    belongs: boolean;
    /** Somebody of it was interviewed, even where the number is withheld. */
    heard: boolean;
    interviewed?: number | null;
    href?: string;
  }[];
  propositions: readonly {
    id: string;
    statement: string;
    href?: string;
    /** In the order of the sectors. */
    cells: readonly CoverageCell[];
    /** "All agree", or why that cannot be said. */
    verdict: string;
    allAgree: boolean;
  }[];
};

/** Who has been heard on what: propositions down, sectors across. It is its own table. */
export function CoverageMatrix({ sectors, propositions }: Props) {
  return (
    <div className="twin-scroll">
      <table className="coverage">
        <caption className="nhsuk-u-visually-hidden">
          Those for each proposition, of those asked about it, by sector
        </caption>
        <thead>
          <tr>
            <th scope="col">Proposition</th>
            {sectors.map((sector) => (
              <th scope="col" key={sector.name}>
                <Name name={sector.name} href={sector.href} />
                <small>{interviewedWords(sector)}</small>
              </th>
            ))}
            <th scope="col" className="coverage-verdict">
              May it be said that all agree?
            </th>
          </tr>
        </thead>
        <tbody>
          {propositions.map((proposition) => (
            <tr key={proposition.id}>
              <th scope="row">
                <Name name={proposition.statement} href={proposition.href} />
              </th>
              {proposition.cells.map((cell, index) => (
                <td key={sectors[index]?.name ?? index} data-sector={sectors[index]?.name}>
                  <Cell cell={cell} />
                </td>
              ))}
              <td className="coverage-verdict">
                {proposition.allAgree ? <strong>{proposition.verdict}</strong> : proposition.verdict}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ cell }: { cell: CoverageCell }) {
  const className = `coverage-cell ${cell.kind}`;
  const words = <span>{cellWords(cell)}</span>;
  return cell.kind === "heard" && cell.href ? (
    <Anchor className={className} href={cell.href}>
      {words}
    </Anchor>
  ) : (
    <span className={className}>{words}</span>
  );
}

function Name({ name, href }: { name: string; href?: string }) {
  return href ? <Anchor href={href}>{name}</Anchor> : name;
}

function interviewedWords({ belongs, heard, interviewed }: Props["sectors"][number]): string {
  const count = !heard
    ? "nobody interviewed"
    : typeof interviewed === "number"
      ? `${interviewed} interviewed`
      : "heard";
  return [count, belongs ? "" : "not of this programme"].filter(Boolean).join(", ");
}

function cellWords(cell: CoverageCell): string {
  switch (cell.kind) {
    case "heard":
      return `${cell.endorsed} of ${cell.asked}`;
    case "suppressed":
      return "too few to show";
    case "notAsked":
      return "not asked";
    case "nobody":
      return "nobody yet";
  }
}
