import { useQueryClient } from "@tanstack/react-query";
import { Anchor } from "../../components/Anchor";
import { api } from "../../lib/api";
import { dayWords } from "../../lib/dates";
import { asProblem, problemWords } from "../../lib/problem";
import type { Reminder } from "../../lib/shapes";
import { capital } from "../../lib/words";

type Props = {
  reminders: readonly Reminder[];
  /** Within a programme its name is told already. */
  namesProgramme?: boolean;
};

/** What I am reminded of, each put away by one tap; it comes back once when its day has passed. */
export function ListReminders({ reminders, namesProgramme }: Props) {
  const queries = useQueryClient();
  const dismiss = api.useMutation("post", "/me/reminders/{id}/dismissal", {
    onSettled: () => queries.invalidateQueries({ queryKey: ["get", "/me/reminders"] }),
  });
  const failure = dismiss.error && asProblem(dismiss.error).status !== 404 ? dismiss.error : undefined;
  return (
    <>
      <ul className="rows">
        {reminders.map(({ id, kind, commitment }) => {
          const act = commitment.act ?? "A commitment whose words are held back";
          return (
            <li className="row" key={id}>
              <div>
                <Anchor
                  className="row-name"
                  href={`/programmes/${commitment.programmeId}/commitments/${commitment.id}`}
                >
                  {act}
                </Anchor>
                <p className="note">
                  {capital(
                    [
                      commitment.personName,
                      commitment.dueOn &&
                        `${kind === "overdue" ? "was due" : "falls due"} ${dayWords(commitment.dueOn)}`,
                      namesProgramme && commitment.programmeName,
                    ]
                      .filter(Boolean)
                      .join(" · "),
                  )}
                </p>
              </div>
              <button
                type="button"
                className="quiet-button"
                disabled={dismiss.isPending}
                onClick={() => dismiss.mutate({ params: { path: { id } } })}
              >
                Put away
                <span className="nhsuk-u-visually-hidden"> the reminder of “{act}”</span>
              </button>
            </li>
          );
        })}
      </ul>
      <p role="status">{failure ? problemWords(failure) : ""}</p>
    </>
  );
}
