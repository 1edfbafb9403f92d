import { useQueryClient } from "@tanstack/react-query";
import { Button, TextInput } from "nhsuk-react-components";
import { type FormEvent, useState } from "react";
import { FocusSplit } from "../../components/FocusSplit";
import { parseAmount, parsePence } from "../../lib/amounts";
import { api } from "../../lib/api";
import { type Dimension, isEmpty, type Split, splitProblem } from "../../lib/focus";
import { fieldErrors, problemWords } from "../../lib/problem";
import { ifMatch } from "../../lib/records";
import { FocusSuggestion } from "./FocusSuggestion";
import { type Activity, toRequest, toValues } from "./values";

type Props = {
  programmeId: string;
  activity: Activity;
  gap: "hours" | "money" | "focus";
  taxonomyId: string;
  dimensions: readonly Dimension[];
};

/** What an activity lacks, given where it stands in the list: the rest of it stays as it is. */
export function FillGap({ programmeId, activity, gap, taxonomyId, dimensions }: Props) {
  const queries = useQueryClient();
  const [text, setText] = useState("");
  const [split, setSplit] = useState<Split>({});
  const [isOpen, setOpen] = useState(false);
  const [own, setOwn] = useState<string>();
  const revise = api.useMutation("put", "/programmes/{programmeId}/activities/{id}", {
    onSuccess: () => queries.invalidateQueries(),
  });
  const id = `${gap}-${activity.id}`;
  const error = own ?? (revise.error ? (fieldErrors(revise.error).hours ?? problemWords(revise.error)) : undefined);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const amount = gap === "money" ? parsePence(text) : parseAmount(text);
    const wrong =
      gap === "focus"
        ? isEmpty(split)
          ? "Share 100 among the dimensions."
          : splitProblem(split)
        : amount === undefined || Number.isNaN(amount)
          ? "Give a number, such as 7.5."
          : undefined;
    setOwn(wrong);
    if (wrong) return;
    const values = toValues(activity);
    const filled = gap === "focus" ? { ...values, split } : { ...values, [gap]: text };
    revise.mutate({
      params: { path: { programmeId, id: activity.id }, header: ifMatch(activity) },
      body: toRequest(filled, activity),
    });
  }

  if (gap === "focus") {
    return (
      <form className="fill-focus" onSubmit={submit} noValidate>
        {isOpen ? (
          <>
            <FocusSplit id={id} dimensions={dimensions} split={split} onChange={setSplit} error={error} />
            <FocusSuggestion taxonomyId={taxonomyId} text={activity.title} dimensions={dimensions} onUse={setSplit} />
            <Button small disabled={revise.isPending}>
              Save this coding
            </Button>
          </>
        ) : (
          <Button type="button" secondary small onClick={() => setOpen(true)}>
            Code<span className="nhsuk-u-visually-hidden"> {activity.title}</span>
          </Button>
        )}
      </form>
    );
  }
  return (
    <form className="fill-gap" onSubmit={submit} noValidate>
      <TextInput
        id={id}
        label={
          <>
            {gap === "hours" ? "Hours" : "Pounds"}
            <span className="nhsuk-u-visually-hidden"> of {activity.title}</span>
          </>
        }
        inputMode="decimal"
        autoComplete="off"
        width={5}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={error}
      />
      <Button secondary small disabled={revise.isPending} aria-label={`Save ${activity.title}`}>
        Save
      </Button>
    </form>
  );
}
