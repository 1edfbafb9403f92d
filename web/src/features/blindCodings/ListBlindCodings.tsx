import { useQueryClient } from "@tanstack/react-query";
import { Button, Select } from "nhsuk-react-components";
import { useState } from "react";
import { Anchor } from "../../components/Anchor";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { ProblemSummary } from "../../components/ProblemSummary";
import { Waiting } from "../../components/Waiting";
import { api } from "../../lib/api";
import { dayWords } from "../../lib/dates";
import { useColleagues } from "../../lib/everything";
import { mayDo, useSession } from "../../lib/session";
import type { BlindCodingItem, Programme } from "../../lib/shapes";
import { useBlindCodings } from "./useBlindCodings";

type Props = { programme: Pick<Programme, "id" | "name">; onOpen: (href: string) => void };

/** Meetings that are coded a second time: mine to do, those to compare, and those that the random sample suggests. */
export function ListBlindCodings({ programme, onOpen }: Props) {
  const session = useSession();
  const { data, error } = useBlindCodings(programme.id, mayDo(session, "interviews:write"));
  const queries = useQueryClient();
  const ask = api.useMutation("put", "/programmes/{programmeId}/interviews/{interviewId}/blind-codings/{userId}");
  const [failure, setFailure] = useState<unknown>();
  if (error) return <ProblemPage error={error} />;
  if (!data) return <Waiting what="the second codings" />;

  const base = `/programmes/${programme.id}`;
  const mine = data.items.filter((it) => it.isMine && it.status === "open");
  const finished = data.items.filter((it) => it.status === "finished");
  const open = data.items.filter((it) => it.coder && !it.isMine && it.status === "open");
  const suggested = data.items.filter((it) => !it.coder);
  const settled = data.items.filter((it) => it.status === "settled");
  const first = mine[0];
  const meeting = (it: BlindCodingItem) => `Meeting of ${dayWords(it.heldAt)}`;

  async function take(it: BlindCodingItem, userId: string) {
    setFailure(undefined);
    try {
      await ask.mutateAsync({ params: { path: { programmeId: programme.id, interviewId: it.interviewId, userId } } });
      await queries.invalidateQueries();
      if (userId === session.user.id) onOpen(`${base}/interviews/${it.interviewId}`);
    } catch (error) {
      setFailure(error);
    }
  }

  function nextStep() {
    if (first) {
      return {
        why: "you were asked to code a meeting without seeing what others found in it.",
        action: (
          <Button href={`${base}/interviews/${first.interviewId}`} asElement={Anchor}>
            Code it now
          </Button>
        ),
      };
    }
    const free = suggested.find((it) => it.mayTake);
    return (
      free && {
        why: `nobody has coded the meeting of ${dayWords(free.heldAt)} a second time, and you may.`,
        action: (
          <Button type="button" onClick={() => void take(free, session.user.id)}>
            Code it now
          </Button>
        ),
      }
    );
  }

  return (
    <>
      {failure !== undefined && <ProblemSummary error={failure} />}
      <PageHead
        title="Second codings"
        trail={[
          { label: programme.name, href: base },
          { label: "Meetings", href: `${base}/interviews` },
        ]}
        about={`A random fifth of the coded meetings, and five at least, is coded again by somebody who does not see the first coding. How far two people agree says what the codes are worth. ${data.done} of ${data.suggested} are done.`}
        next={nextStep()}
        hasErrors={failure !== undefined}
      />
      <Group title="For you to code" empty="Nothing just now.">
        {mine.map((it) => (
          <li key={it.interviewId}>
            <Anchor className="record-name" href={`${base}/interviews/${it.interviewId}`}>
              {meeting(it)}
            </Anchor>
            <p className="note">Asked on {dayWords(it.askedAt ?? it.heldAt)}</p>
          </li>
        ))}
      </Group>
      <Group title="To compare and settle" empty="No second coding waits to be compared.">
        {finished.map((it) => (
          <li key={`${it.interviewId} ${it.coder?.id}`}>
            <Anchor className="record-name" href={`${base}/interviews/${it.interviewId}/codings/${it.coder?.id}`}>
              {meeting(it)}
            </Anchor>
            <p className="note">
              {it.isMine ? "You" : it.coder?.name} finished on {dayWords(it.finishedAt ?? it.heldAt)}
            </p>
          </li>
        ))}
      </Group>
      <Group title="Drawn for a second coding" empty="Nothing is left of the random sample.">
        {suggested.map((it) => (
          <li key={it.interviewId}>
            <span className="record-name">{meeting(it)}</span>
            <p className="note">Nobody has been asked yet</p>
            <div className="actions">
              {it.mayTake ? (
                <Button type="button" secondary small onClick={() => void take(it, session.user.id)}>
                  Code it myself<span className="nhsuk-u-visually-hidden">, {meeting(it)}</span>
                </Button>
              ) : (
                <p className="note">You worked on its first coding, or may not open its notes.</p>
              )}
            </div>
            <AskSomebody item={it} name={meeting(it)} onAsk={(userId) => void take(it, userId)} />
          </li>
        ))}
      </Group>
      {open.length > 0 && (
        <Group title="Others are coding">
          {open.map((it) => (
            <li key={`${it.interviewId} ${it.coder?.id}`}>
              <span className="record-name">{meeting(it)}</span>
              <p className="note">
                {it.coder?.name}, asked on {dayWords(it.askedAt ?? it.heldAt)}
              </p>
            </li>
          ))}
        </Group>
      )}
      {settled.length > 0 && (
        <Group title="Settled">
          {settled.map((it) => (
            <li key={`${it.interviewId} ${it.coder?.id}`}>
              <Anchor className="record-name" href={`${base}/interviews/${it.interviewId}/codings/${it.coder?.id}`}>
                {meeting(it)}
              </Anchor>
              <p className="note">
                Second coder {it.coder?.name}; settled on {dayWords(it.settledAt ?? it.heldAt)}
              </p>
            </li>
          ))}
        </Group>
      )}
    </>
  );
}

function Group({ title, empty, children }: { title: string; empty?: string; children: React.ReactNode[] }) {
  return (
    <section className="section">
      <h2>{title}</h2>
      {children.length === 0 ? <p>{empty}</p> : <ul className="records">{children}</ul>}
    </section>
  );
}

/** A lead asks somebody who may open the notes; whoever may not ask is told so by the service. */
function AskSomebody({ item, name, onAsk }: { item: BlindCodingItem; name: string; onAsk: (userId: string) => void }) {
  const session = useSession();
  const colleagues = useColleagues();
  const [userId, setUserId] = useState("");
  if (session.user.role === "contributor") return null;
  return (
    <details className="nhsuk-details">
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">
          Ask somebody<span className="nhsuk-u-visually-hidden"> to code the {name}</span>
        </span>
      </summary>
      <div className="nhsuk-details__text">
        <Select
          id={`ask-${item.interviewId}`}
          label="Who codes it?"
          labelProps={{ size: "s" }}
          hint="Somebody of this programme who may open the notes and did not code it first."
          value={userId}
          onChange={(event) => setUserId(event.currentTarget.value)}
        >
          <Select.Option value="">Choose…</Select.Option>
          {(colleagues.data ?? [])
            .filter((it) => it.id !== session.user.id)
            .map((it) => (
              <Select.Option key={it.id} value={it.id}>
                {it.name}
              </Select.Option>
            ))}
        </Select>
        <Button type="button" secondary small disabled={userId === ""} onClick={() => onAsk(userId)}>
          Ask
        </Button>
      </div>
    </details>
  );
}
