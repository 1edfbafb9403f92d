import { Anchor } from "./Anchor";

type Place = "say-do" | "coverage" | "saturation" | "agreement";

const places: readonly [Place, string][] = [
  ["say-do", "Said and done"],
  ["coverage", "Who has been heard"],
  ["saturation", "New themes"],
  ["agreement", "Agreement of coders"],
];

type Props = { programmeId: string; current: Place; asOf?: string };

/** The four pages that stand on what people said, on the same day's figures. */
export function SaidNav({ programmeId, current, asOf }: Props) {
  return (
    <nav className="filters" aria-label="Figures of what people said">
      {places.map(([place, label]) => (
        <Anchor
          key={place}
          href={`/programmes/${programmeId}/${place}${asOf ? `?asOf=${asOf}` : ""}`}
          aria-current={place === current ? "page" : undefined}
        >
          {label}
        </Anchor>
      ))}
    </nav>
  );
}
