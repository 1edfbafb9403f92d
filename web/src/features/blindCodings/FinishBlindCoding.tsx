import { useQueryClient } from "@tanstack/react-query";
import { Button, InsetText } from "nhsuk-react-components";
import { useState } from "react";
import { Anchor } from "../../components/Anchor";
import { ProblemSummary } from "../../components/ProblemSummary";
import { api } from "../../lib/api";
import { asProblem } from "../../lib/problem";
import { ifMatch } from "../../lib/records";
import type { BlindCodingItem } from "../../lib/shapes";
import { useBlindCodings } from "./useBlindCodings";

type Props = { programmeId: string; interviewId: string; onFinished: (to: string) => void };

/** Above the notes of a meeting that the reader codes a second time: what they do not see, and the way to the end. */
export function FinishBlindCoding({ programmeId, interviewId, onFinished }: Props) {
  const codings = useBlindCodings(programmeId);
  const here = codings.data?.items.filter((it) => it.interviewId === interviewId) ?? [];
  const mine = here.find((it) => it.isMine && it.status === "open");
  if (mine) return <Open programmeId={programmeId} coding={mine} onFinished={onFinished} />;

  const base = `/programmes/${programmeId}`;
  const compared = here.filter((it) => it.coder && it.status === "finished");
  const open = here.filter((it) => it.coder && it.status === "open");
  if (compared.length + open.length === 0) return null;
  return (
    <InsetText>
      {compared.map((it) => (
        <p key={it.coder?.id}>
          {it.isMine ? "You have" : `${it.coder?.name} has`} coded this meeting a second time.{" "}
          <Anchor href={`${base}/interviews/${interviewId}/codings/${it.coder?.id}`}>Compare both codings</Anchor>
        </p>
      ))}
      {open.map((it) => (
        <p key={it.coder?.id}>
          {it.coder?.name} is coding this meeting a second time, without seeing what is coded here.
        </p>
      ))}
    </InsetText>
  );
}

function Open({
  programmeId,
  coding,
  onFinished,
}: {
  programmeId: string;
  coding: BlindCodingItem;
  onFinished: (to: string) => void;
}) {
  const queries = useQueryClient();
  const [isEmpty, setEmpty] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const finish = api.useMutation(
    "post",
    "/programmes/{programmeId}/interviews/{interviewId}/blind-codings/{userId}/finish",
  );
  const withdraw = api.useMutation(
    "delete",
    "/programmes/{programmeId}/interviews/{interviewId}/blind-codings/{userId}",
  );
  const path = { programmeId, interviewId: coding.interviewId, userId: coding.coder?.id ?? "" };

  async function onFinish(nothingToCode: boolean) {
    setFailure(undefined);
    try {
      await finish.mutateAsync({ params: { path }, body: { nothingToCode } });
      await queries.invalidateQueries();
      onFinished(`/programmes/${programmeId}/interviews/${coding.interviewId}/codings/${path.userId}`);
    } catch (error) {
      if (asProblem(error).status === 409) setEmpty(true);
      else setFailure(error);
    }
  }

  async function onWithdraw() {
    setFailure(undefined);
    try {
      await withdraw.mutateAsync({ params: { path, header: ifMatch({ version: coding.version ?? 0 }) } });
      await queries.invalidateQueries();
    } catch (error) {
      setFailure(error);
    }
  }

  return (
    <section className="blind-banner" aria-labelledby="blind-title">
      <h2 id="blind-title">You are coding this meeting a second time</h2>
      {failure !== undefined && <ProblemSummary error={failure} />}
      <p>
        Somebody else has coded it. What they coded is kept from you until you finish, and nobody sees yours until then.
        Code what you find in the notes, then finish.
      </p>
      {isEmpty && (
        <p role="alert">
          You have coded nothing yet. Code a passage, or say that you found nothing in these notes to code.
        </p>
      )}
      <div className="actions">
        <Button type="button" secondary disabled={finish.isPending} onClick={() => void onFinish(false)}>
          Finish my coding
        </Button>
        {isEmpty && (
          <Button type="button" secondary disabled={finish.isPending} onClick={() => void onFinish(true)}>
            There is nothing to code
          </Button>
        )}
        {isLeaving ? (
          <Button type="button" secondary disabled={withdraw.isPending} onClick={() => void onWithdraw()}>
            Yes, drop my coding
          </Button>
        ) : (
          <button type="button" className="quiet-button" onClick={() => setLeaving(true)}>
            I cannot do this
          </button>
        )}
      </div>
    </section>
  );
}
