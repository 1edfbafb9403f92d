import { useQueryClient } from "@tanstack/react-query";
import { Button, Form } from "nhsuk-react-components";
import { type FormEvent, useState } from "react";
import { Asking } from "../../components/Asking";
import { Conflict } from "../../components/Conflict";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { ProblemSummary } from "../../components/ProblemSummary";
import { Waiting } from "../../components/Waiting";
import { api } from "../../lib/api";
import { clockWords } from "../../lib/dates";
import { asProblem, fieldErrors } from "../../lib/problem";
import { ifMatch } from "../../lib/records";
import { useSession } from "../../lib/session";
import { useDraft } from "../../lib/useDraft";
import { ActivityFields } from "./ActivityFields";
import { useCoding } from "./useCoding";
import { type Activity, conflictRows, formErrors, problemsOf, toRequest, toValues } from "./values";

type Props = {
  programmeId: string;
  id: string;
  onDone: () => void;
  /** Within another page, where the record is corrected in place: without a head of its own. */
  inline?: boolean;
};

/** Mirrors the slice of the same name in the API. */
export function ReviseActivity({ programmeId, id, onDone, inline }: Props) {
  const coding = useCoding(programmeId);
  const activity = api.useQuery("get", "/programmes/{programmeId}/activities/{id}", {
    params: { path: { programmeId, id } },
  });
  const error = activity.error ?? coding.error;
  if (error) return inline ? <ProblemSummary error={error} /> : <ProblemPage error={error} />;
  if (!activity.data || !coding.data) return <Waiting what="the activity" />;
  return (
    <ReviseForm
      key={id}
      programmeId={programmeId}
      activity={activity.data}
      coding={coding.data}
      onDone={onDone}
      inline={inline}
    />
  );
}

type FormProps = {
  programmeId: string;
  activity: Activity;
  coding: NonNullable<ReturnType<typeof useCoding>["data"]>;
  onDone: () => void;
  inline?: boolean;
};

function ReviseForm({ programmeId, activity, coding, onDone, inline }: FormProps) {
  const queries = useQueryClient();
  const { user } = useSession();
  const [attempt, setAttempt] = useState(0);
  const [own, setOwn] = useState<Record<string, string>>({});
  const [theirs, setTheirs] = useState<Activity>();
  // What was opened: a refetch in the background must not change which version is being corrected.
  const [opened, setOpened] = useState(activity);
  const draft = useDraft({
    userId: user.id,
    form: `activity:${programmeId}:${opened.id}:${opened.version}`,
    title: (v) => `Correction of ${v.title}`,
    href: `/programmes/${programmeId}/activities/${opened.id}`,
    initial: toValues(opened),
  });
  const path = { programmeId, id: opened.id };
  const revise = api.useMutation("put", "/programmes/{programmeId}/activities/{id}");
  const remove = api.useMutation("delete", "/programmes/{programmeId}/activities/{id}");
  const isStale = asProblem(revise.error ?? undefined).code === "stale";
  const errors = { ...own, ...formErrors(fieldErrors(revise.error)) };
  const hasErrors = (revise.isError && !isStale) || Object.keys(own).length > 0;

  async function leave() {
    await draft.done();
    await queries.invalidateQueries();
    onDone();
  }

  async function save(before: Activity) {
    const missing = problemsOf(draft.values);
    setOwn(missing);
    if (Object.keys(missing).length > 0) {
      setAttempt((n) => n + 1);
      return;
    }
    try {
      await revise.mutateAsync({
        params: { path, header: ifMatch(before) },
        body: toRequest(draft.values, before),
      });
      await leave();
    } catch (error) {
      setAttempt((n) => n + 1);
      if (asProblem(error).code !== "stale") return;
      const options = api.queryOptions("get", "/programmes/{programmeId}/activities/{id}", { params: { path } });
      setTheirs(await queries.fetchQuery({ ...options, staleTime: 0 }));
    }
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    void save(opened);
  }

  async function takeTheirs(current: Activity) {
    await draft.done();
    setOpened(current);
    draft.change(toValues(current));
    await draft.done();
    setTheirs(undefined);
    revise.reset();
  }

  return (
    <>
      {hasErrors && <ProblemSummary key={attempt} error={isStale ? undefined : revise.error} errors={own} />}
      <ProblemSummary error={remove.error} />
      {!inline && (
        <PageHead
          title={opened.title}
          trail={[
            { label: coding.programme.name, href: `/programmes/${programmeId}` },
            { label: "Activities", href: `/programmes/${programmeId}/activities` },
          ]}
          about={opened.codedBy ? `Coded by ${opened.codedBy.name}.` : "Nobody has coded it yet."}
          hasErrors={hasErrors}
        />
      )}
      {theirs && (
        <Conflict
          rows={conflictRows(
            toValues(theirs),
            draft.values,
            coding.dimensions,
            (id) => coding.groups.find((g) => g.id === id)?.name ?? "another group",
          )}
          isSaving={revise.isPending}
          onKeepMine={() => save(theirs)}
          onTakeTheirs={() => takeTheirs(theirs)}
        />
      )}
      <Form onSubmit={submit} noValidate className="medium">
        <ActivityFields
          values={draft.values}
          onChange={draft.change}
          errors={errors}
          taxonomyId={coding.taxonomyId}
          dimensions={coding.dimensions}
          groups={coding.groups}
          isOpen={!inline}
        />
        <div className="actions">
          <Button disabled={revise.isPending}>Save the correction</Button>
          <button
            type="button"
            className="quiet-button"
            onClick={async () => {
              await draft.done();
              onDone();
            }}
          >
            Leave it as it was
          </button>
          <p className="note" role="status">
            {draft.savedAt && `Kept on this device at ${clockWords(draft.savedAt)}.`}
          </p>
        </div>
        {!inline && (
          <Asking
            label="Remove this activity"
            question={`“${opened.title}” is removed, and the figures no longer hold it.`}
            confirm="Remove it"
            isPending={remove.isPending}
            onConfirm={() => remove.mutate({ params: { path, header: ifMatch(opened) } }, { onSuccess: leave })}
          />
        )}
      </Form>
    </>
  );
}
