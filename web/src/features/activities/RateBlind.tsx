import { useQueryClient } from "@tanstack/react-query";
import { Button, Form } from "nhsuk-react-components";
import { type FormEvent, useState } from "react";
import { Anchor } from "../../components/Anchor";
import { FocusSplit } from "../../components/FocusSplit";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { ProblemSummary } from "../../components/ProblemSummary";
import { Waiting } from "../../components/Waiting";
import { api } from "../../lib/api";
import { dayWords } from "../../lib/dates";
import { type Dimension, isEmpty, type Split, splitProblem, toFocus } from "../../lib/focus";
import { fieldErrors } from "../../lib/problem";
import { useSession } from "../../lib/session";
import { useDraft } from "../../lib/useDraft";
import { plural } from "../../lib/words";
import { useCoding } from "./useCoding";
import { kindWords } from "./values";

/** A second coding, from the title alone: the first is never shown here. Mirrors the slice of the same name in the API. */
export function RateBlind({ programmeId }: { programmeId: string }) {
  const coding = useCoding(programmeId);
  const asked = api.useQuery("get", "/programmes/{programmeId}/blind-ratings", { params: { path: { programmeId } } });
  const error = coding.error ?? asked.error;
  if (error) return <ProblemPage error={error} onRetry={asked.refetch} />;
  if (!coding.data || !asked.data) return <Waiting what="what is to be re-rated" />;
  const { items, rated } = asked.data;
  const many = asked.data.asked;
  const next = items.find((item) => !item.ratedAt);
  return (
    <div className="medium">
      <PageHead
        title="Re-rate without seeing the first coding"
        trail={[
          { label: coding.data.programme.name, href: `/programmes/${programmeId}` },
          { label: "Activities", href: `/programmes/${programmeId}/activities` },
        ]}
        about="Two people who code the same activity should come out close. Until some are coded twice, no figure is better than indicative. Please do not look the activity up first."
      />
      {many === 0 && (
        <p>
          Nothing is asked of you yet, because only activities that somebody else has coded can be re-rated, and a tenth
          of these is drawn at random.
        </p>
      )}
      {many > 0 && !next && (
        <p role="status">
          You have re-rated all {many} that were asked of you. Thank you.{" "}
          <Anchor href={`/programmes/${programmeId}`}>See the balance</Anchor>.
        </p>
      )}
      {next && (
        <>
          <p role="status">
            {rated} of {many} {plural(many, "activity", "activities")} re-rated.
          </p>
          <Rating
            key={next.activityId}
            programmeId={programmeId}
            activityId={next.activityId}
            title={next.title}
            about={`${kindWords(next.kind)}, ${dayWords(next.startsOn)}`}
            dimensions={coding.data.dimensions}
          />
        </>
      )}
    </div>
  );
}

type RatingProps = {
  programmeId: string;
  activityId: string;
  title: string;
  about: string;
  dimensions: readonly Dimension[];
};

function Rating({ programmeId, activityId, title, about, dimensions }: RatingProps) {
  const queries = useQueryClient();
  const { user } = useSession();
  const [own, setOwn] = useState<string>();
  const [attempt, setAttempt] = useState(0);
  const draft = useDraft<{ split: Split }>({
    userId: user.id,
    form: `blind:${programmeId}:${activityId}`,
    title: () => `Re-rating of ${title}`,
    href: `/programmes/${programmeId}/blind-ratings`,
    initial: { split: {} },
  });
  const rate = api.useMutation("put", "/programmes/{programmeId}/blind-ratings/{activityId}", {
    onSuccess: async () => {
      await draft.done();
      await queries.invalidateQueries();
    },
    onError: () => setAttempt((n) => n + 1),
  });
  const problem = own ?? fieldErrors(rate.error).focus;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const { split } = draft.values;
    const wrong = isEmpty(split) ? "Share 100 among the dimensions." : splitProblem(split);
    setOwn(wrong);
    if (wrong) {
      setAttempt((n) => n + 1);
      return;
    }
    rate.mutate({ params: { path: { programmeId, activityId } }, body: { focus: toFocus(split) } });
  }

  return (
    <Form onSubmit={submit} noValidate>
      {(rate.error || own) && (
        <ProblemSummary key={attempt} error={rate.error} errors={own ? { focus: own } : undefined} />
      )}
      <h2>{title}</h2>
      <p className="note">{about}</p>
      <FocusSplit
        id="focus"
        dimensions={dimensions}
        split={draft.values.split}
        onChange={(split) => draft.change({ split })}
        error={problem}
      />
      <Button disabled={rate.isPending}>Keep my rating</Button>
    </Form>
  );
}
