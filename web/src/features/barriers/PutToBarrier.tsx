import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Anchor } from "../../components/Anchor";
import { api } from "../../lib/api";
import { asProblem, problemWords } from "../../lib/problem";
import { newId } from "../../lib/records";
import { useBarriers } from "./useBarriers";

type Stand = "supports" | "counters";

type Props = {
  programmeId: string;
  /** One of these. */
  interviewId?: string;
  commitmentId?: string;
  quoteId?: string;
  /** What it is, for those who hear the button alone: "“Lend two nurses”". */
  about: string;
  /** The barriers that it was put to already. */
  putTo?: readonly string[];
  stand?: Stand;
  /** What the first button says, where it is not a question. */
  label?: string;
};

/** What stood in the way, in two taps: ask, and choose. */
export function PutToBarrier({ programmeId, about, putTo = [], stand: first = "supports", label, ...subject }: Props) {
  const queries = useQueryClient();
  const barriers = useBarriers(programmeId);
  const [isOpen, setOpen] = useState(false);
  const [stand, setStand] = useState<Stand>(first);
  const panel = useRef<HTMLDivElement>(null);
  const key = useRef(newId());
  const put = api.useMutation("post", "/programmes/{programmeId}/barriers/{barrierId}/evidence", {
    onSuccess: () => setOpen(false),
    onSettled: () => {
      key.current = newId();
      return queries.invalidateQueries();
    },
  });
  useEffect(() => {
    if (isOpen) panel.current?.focus();
  }, [isOpen]);

  const chosen = put.isSuccess ? put.variables?.params.path.barrierId : undefined;
  const names = barriers.data
    ?.filter((it) => putTo.includes(it.id) || it.id === chosen)
    .map((it) => ({ id: it.id, name: it.name }));
  const open = barriers.data?.filter((it) => !names?.some((named) => named.id === it.id));
  const base = `/programmes/${programmeId}/barriers`;
  return (
    <div className="put-to">
      <p className="note" role="status">
        {names && names.length > 0 && (
          <>
            Put to{" "}
            {names.map((it, index) => (
              <span key={it.id}>
                {index > 0 && ", "}
                <Anchor href={`${base}/${it.id}`}>{it.name}</Anchor>
              </span>
            ))}
          </>
        )}
        {put.error != null &&
          (asProblem(put.error).status === 409
            ? "It stands on the other side of this barrier."
            : problemWords(put.error))}
      </p>
      {!isOpen && (
        <button type="button" className="quiet-button" onClick={() => setOpen(true)}>
          {names && names.length > 0
            ? "Put it to another barrier"
            : (label ?? (first === "counters" ? "Which barrier does it speak against?" : "What stood in the way?"))}
          <span className="nhsuk-u-visually-hidden"> {about}</span>
        </button>
      )}
      {isOpen && (
        <section aria-label={`What stood in the way? ${about}`}>
          <div ref={panel} tabIndex={-1} className="day-choices">
            {(["supports", "counters"] as const).map((it) => (
              <button
                key={it}
                type="button"
                className="quiet-button"
                aria-pressed={stand === it}
                onClick={() => setStand(it)}
              >
                {it === "supports" ? "This stood in the way" : "This speaks against it"}
              </button>
            ))}
          </div>
          <div className="day-choices">
            {open?.map((barrier) => (
              <button
                key={barrier.id}
                type="button"
                className="day-choice"
                disabled={put.isPending}
                onClick={() =>
                  put.mutate({
                    params: {
                      path: { programmeId, barrierId: barrier.id },
                      header: { "Idempotency-Key": key.current },
                    },
                    body: { ...subject, stand },
                  })
                }
              >
                {barrier.name}
              </button>
            ))}
          </div>
          <div className="actions">
            <Anchor href={`${base}/new`}>
              {barriers.data?.length ? "Something else: name it" : "Name the first barrier"}
            </Anchor>
            <button type="button" className="quiet-button" onClick={() => setOpen(false)}>
              Cancel
            </button>
          </div>
        </section>
      )}
    </div>
  );
}
