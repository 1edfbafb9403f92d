import type { CoverageCell } from "../../components/CoverageMatrix";

type Cell = { heard: boolean; n?: number | null; endorsed?: number | null };

/** What is withheld, who was not asked, and who was never met are three things. */
export function toCell(cell: Cell | undefined, sector: { heard: boolean }): CoverageCell {
  if (!sector.heard) return { kind: "nobody" };
  if (!cell?.heard) return { kind: "notAsked" };
  return typeof cell.n === "number" && typeof cell.endorsed === "number"
    ? { kind: "heard", asked: cell.n, endorsed: cell.endorsed }
    : { kind: "suppressed" };
}
