import { dayWords } from "../lib/dates";
import type { Programme } from "../lib/shapes";
import { programmeStatuses, wordFor } from "../lib/vocabulary";
import { list } from "../lib/words";
import { Anchor } from "./Anchor";

/** Programmes one beneath the other, in the order given. */
export function ProgrammeRows({ programmes }: { programmes: readonly Programme[] }) {
  return (
    <ul className="rows">
      {programmes.map((programme) => (
        <li className="row" key={programme.id}>
          <div>
            <Anchor className="row-name" href={`/programmes/${programme.id}`}>
              {programme.name}
            </Anchor>
            <p className="note">
              {[programme.pathway, list(programme.organisationNames)].filter(Boolean).join(" · ") ||
                "No organisation named yet"}
            </p>
          </div>
          <p className="note">
            {wordFor(programmeStatuses, programme.status)}, since {dayWords(programme.startsOn)}
            {programme.isMadeUp && " · made up"}
          </p>
        </li>
      ))}
    </ul>
  );
}
