import { Button } from "nhsuk-react-components";
import { useEffect, useRef } from "react";
import type { Conflicting } from "../lib/useRevision";

/** Somebody saved first: both are shown where they differ, and the person chooses. Nothing typed is lost on the way. */
export function Conflict({ rows, isSaving, onKeepMine, onTakeTheirs }: Conflicting) {
  const heading = useRef<HTMLHeadingElement>(null);
  const differing = rows.filter((row) => row.theirs !== row.mine);
  useEffect(() => heading.current?.focus(), []);

  return (
    <section className="conflict" aria-labelledby="conflict-title">
      <h2 id="conflict-title" tabIndex={-1} ref={heading}>
        Somebody else saved this since you opened it
      </h2>
      {differing.length === 0 ? (
        <p>They wrote the same as you.</p>
      ) : (
        <>
          <p>Your words are kept. Compare, then choose which stand.</p>
          <div className="scroll-x">
            <table className="figures">
              <caption className="nhsuk-u-visually-hidden">What differs</caption>
              <thead>
                <tr>
                  <th scope="col">Field</th>
                  <th scope="col">Saved by somebody else</th>
                  <th scope="col">Yours, not saved</th>
                </tr>
              </thead>
              <tbody>
                {differing.map((row) => (
                  <tr key={row.label}>
                    <th scope="row">{row.label}</th>
                    <td>{row.theirs || "empty"}</td>
                    <td>{row.mine || "empty"}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
      <div className="actions">
        <Button type="button" disabled={isSaving} onClick={onKeepMine}>
          Save mine over theirs
        </Button>
        <Button type="button" secondary disabled={isSaving} onClick={onTakeTheirs}>
          Take theirs
        </Button>
      </div>
    </section>
  );
}
