import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Asking } from "../../components/Asking";
import { ProblemPage } from "../../components/ProblemPage";
import { ProblemSummary } from "../../components/ProblemSummary";
import { RecordForm } from "../../components/RecordForm";
import { Waiting } from "../../components/Waiting";
import { api, client } from "../../lib/api";
import { clockWords } from "../../lib/dates";
import { ifMatch } from "../../lib/records";
import { useRevisedDraft } from "../../lib/useRevisedDraft";
import { ActivityFields } from "./ActivityFields";
import { useCoding } from "./useCoding";
import { type Activity, fieldWords, formErrors, problemsOf, toRequest, toValues } from "./values";

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
  // What was opened: a refetch in the background must not change which version is being corrected.
  const [opened] = useState(activity);
  const path = { programmeId, id: opened.id };
  const form = useRevisedDraft({
    form: `activity:${programmeId}:${opened.id}`,
    title: (typed) => `Correction of ${typed.title}`,
    href: `/programmes/${programmeId}/activities/${opened.id}`,
    opened,
    valuesOf: (it: Activity) => ({ ...toValues(it), version: it.version }),
    words: fieldWords(coding.dimensions, (id) => coding.groups.find((g) => g.id === id)?.name ?? "another group"),
    findWrong: problemsOf,
    ownFields: formErrors,
    read: () => client.GET("/programmes/{programmeId}/activities/{id}", { params: { path } }),
    send: (typed, header) =>
      client.PUT("/programmes/{programmeId}/activities/{id}", {
        params: { path, header },
        body: toRequest(typed, opened),
      }),
    onSaved: onDone,
  });
  const remove = api.useMutation("delete", "/programmes/{programmeId}/activities/{id}");

  async function leave() {
    await form.forget();
    onDone();
  }

  return (
    <RecordForm
      form={form}
      isWide
      head={
        inline
          ? undefined
          : {
              title: opened.title,
              trail: [
                { label: coding.programme.name, href: `/programmes/${programmeId}` },
                { label: "Activities", href: `/programmes/${programmeId}/activities` },
              ],
              about: opened.codedBy ? `Coded by ${opened.codedBy.name}.` : "Nobody has coded it yet.",
            }
      }
      save="Save the correction"
      instead={
        <>
          <button type="button" className="quiet-button" onClick={() => void leave()}>
            Leave it as it was
          </button>
          <p className="note" role="status">
            {form.savedAt && `Kept on this device at ${clockWords(form.savedAt)}.`}
          </p>
        </>
      }
      problem={remove.error}
      below={
        !inline && (
          <Asking
            label="Remove this activity"
            question={`“${opened.title}” is removed, and the figures no longer hold it.`}
            confirm="Remove it"
            isPending={remove.isPending}
            onConfirm={() =>
              remove.mutate(
                { params: { path, header: ifMatch(opened) } },
                {
                  onSuccess: async () => {
                    await queries.invalidateQueries();
                    await leave();
                  },
                },
              )
            }
          />
        )
      }
    >
      <ActivityFields
        values={form.values}
        onChange={form.change}
        errors={form.errors}
        taxonomyId={coding.taxonomyId}
        dimensions={coding.dimensions}
        groups={coding.groups}
        isOpen={!inline}
      />
    </RecordForm>
  );
}
