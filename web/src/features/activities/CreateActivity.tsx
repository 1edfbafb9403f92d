import { useQueryClient } from "@tanstack/react-query";
import { Button, Form } from "nhsuk-react-components";
import { type FormEvent, useRef, useState } from "react";
import { Anchor } from "../../components/Anchor";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { ProblemSummary } from "../../components/ProblemSummary";
import { Waiting } from "../../components/Waiting";
import { api } from "../../lib/api";
import { clockWords } from "../../lib/dates";
import { fieldErrors } from "../../lib/problem";
import { idempotencyKey } from "../../lib/records";
import { useSession } from "../../lib/session";
import { useDraft } from "../../lib/useDraft";
import { ActivityFields } from "./ActivityFields";
import { useCoding } from "./useCoding";
import { emptyValues, formErrors, problemsOf, toRequest } from "./values";

/** Mirrors the slice of the same name in the API; after a save the form is ready for the next. */
export function CreateActivity({ programmeId }: { programmeId: string }) {
  const coding = useCoding(programmeId);
  if (coding.error) return <ProblemPage error={coding.error} />;
  if (!coding.data) return <Waiting what="the programme" />;
  return <CreateForm programmeId={programmeId} {...coding.data} />;
}

type FormProps = { programmeId: string } & NonNullable<ReturnType<typeof useCoding>["data"]>;

function CreateForm({ programmeId, programme, taxonomyId, dimensions, groups }: FormProps) {
  const queries = useQueryClient();
  const { user } = useSession();
  const key = useRef(idempotencyKey());
  const head = useRef<HTMLDivElement>(null);
  const [attempt, setAttempt] = useState(0);
  const [own, setOwn] = useState<Record<string, string>>({});
  const [added, setAdded] = useState<string[]>([]);
  const href = `/programmes/${programmeId}/activities/new`;
  const draft = useDraft({
    userId: user.id,
    form: `activity:${programmeId}`,
    title: (v) => (v.title ? `Activity: ${v.title}` : "An activity"),
    href,
    initial: emptyValues(),
  });
  const create = api.useMutation("post", "/programmes/{programmeId}/activities");
  const errors = { ...own, ...formErrors(fieldErrors(create.error)) };
  const hasErrors = create.isError || Object.keys(own).length > 0;

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const missing = problemsOf(draft.values);
    setOwn(missing);
    if (Object.keys(missing).length > 0) {
      setAttempt((n) => n + 1);
      return;
    }
    try {
      const made = await create.mutateAsync({
        params: { path: { programmeId }, header: key.current },
        body: toRequest(draft.values),
      });
      key.current = idempotencyKey();
      const { startsOn } = draft.values;
      draft.change(emptyValues(startsOn));
      await draft.done();
      setAdded((all) => [...all, made.title]);
      void queries.invalidateQueries();
      head.current?.focus();
      window.scrollTo(0, 0);
    } catch {
      setAttempt((n) => n + 1);
    }
  }

  return (
    <>
      {hasErrors && <ProblemSummary key={attempt} error={create.error} errors={own} />}
      <PageHead
        title="Add an activity"
        trail={[
          { label: programme.name, href: `/programmes/${programmeId}` },
          { label: "Activities", href: `/programmes/${programmeId}/activities` },
        ]}
        about={
          <>
            Whatever takes attention: a meeting, an item, a purchase, a piece of work. Many at once?{" "}
            <Anchor href={`/programmes/${programmeId}/paste`}>Paste a list</Anchor>.
          </>
        }
        hasErrors={hasErrors}
      />
      <div ref={head} tabIndex={-1} role="status" className="said">
        {added.length > 0 && (
          <p className="nhsuk-inset-text">
            <strong>“{added[added.length - 1]}” is added.</strong>{" "}
            {added.length > 1 && `That makes ${added.length} just now. `}The figures follow within seconds.{" "}
            <Anchor href={`/programmes/${programmeId}`}>See the balance</Anchor>, or add the next below.
          </p>
        )}
      </div>
      <Form onSubmit={submit} noValidate className="medium">
        <ActivityFields
          values={draft.values}
          onChange={draft.change}
          errors={errors}
          taxonomyId={taxonomyId}
          dimensions={dimensions}
          groups={groups}
        />
        <div className="actions">
          <Button disabled={create.isPending}>Add this activity</Button>
          <p className="note" role="status">
            {draft.savedAt && `Kept on this device at ${clockWords(draft.savedAt)}.`}
          </p>
        </div>
      </Form>
    </>
  );
}
