import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Anchor } from "../../components/Anchor";
import { api } from "../../lib/api";
import { asProblem, problemWords } from "../../lib/problem";
import { newId } from "../../lib/records";
import { useBarriers, useExplanations } from "./useBarriers";

type Stand = "supports" | "counters";

type Props = {
  programmeId: string;
  /** One of these. */
  interviewId?: string;
  commitmentId?: string;
  quoteId?: string;
  /** The meeting in which a passage stands. */
  within?: string;
  /** What it is, for those who hear the button alone: "“Lend two nurses”". */
  about: string;
  /** The barriers that explain it already, where the page knows them. */
  putTo?: readonly string[];
  stand?: Stand;
  /** What the first button says, where it is not a question. */
  label?: string;
};

/** What stood in the way, in two taps: ask, and choose. */
export function PutToBarrier({
  programmeId,
  about,
  within,
  putTo,
  stand: first = "supports",
  label,
  ...subject
}: Props) {
  const queries = useQueryClient();
  const barriers = useBarriers(programmeId);
  const { interviewId = within, commitmentId } = subject;
  const explanations = useExplanations(
    programmeId,
    commitmentId ? { commitmentId } : { interviewId },
    !putTo && Boolean(commitmentId ?? interviewId),
  );
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
  const known =
    putTo?.map((barrierId) => ({ barrierId, stand: "supports" })) ??
    explanations.data?.filter(
      (it) =>
        it.interviewId === subject.interviewId &&
        it.commitmentId === subject.commitmentId &&
        it.quoteId === subject.quoteId,
    ) ??
    [];
  const standOf = (id: string) =>
    known.find((it) => it.barrierId === id)?.stand ?? (id === chosen ? put.variables?.body.stand : undefined);
  const explaining = barriers.data?.filter((it) => standOf(it.id) === "supports") ?? [];
  const countered = barriers.data?.filter((it) => standOf(it.id) === "counters") ?? [];
  const open = barriers.data?.filter((it) => !standOf(it.id));
  const base = `/programmes/${programmeId}/barriers`;
  const links = (some: readonly { id: string; name: string }[]) =>
    some.map((it, index) => (
      <span key={it.id}>
        {index > 0 && ", "}
        <Anchor href={`${base}/${it.id}`}>{it.name}</Anchor>
      </span>
    ));
  return (
    <div className="put-to">
      <p className="note" role="status">
        {explaining.length > 0 && <>Explained by: {links(explaining)}. </>}
        {countered.length > 0 && <>Speaks against: {links(countered)}. </>}
        {put.error != null &&
          (asProblem(put.error).status === 409
            ? "It stands on the other side of this barrier."
            : problemWords(put.error))}
      </p>
      {!isOpen && (
        <button type="button" className="quiet-button" onClick={() => setOpen(true)}>
          {explaining.length + countered.length > 0
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
