import { useQueryClient } from "@tanstack/react-query";
import { Button, Form, Select } from "nhsuk-react-components";
import { type FormEvent, useState } from "react";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { ProblemSummary } from "../../components/ProblemSummary";
import { Waiting } from "../../components/Waiting";
import { api } from "../../lib/api";
import { today } from "../../lib/dates";
import { fieldErrors } from "../../lib/problem";
import { idempotencyKey, newId } from "../../lib/records";
import { useSession } from "../../lib/session";
import type { Programme } from "../../lib/shapes";
import { useDraft } from "../../lib/useDraft";
import { CommitmentFields } from "./CommitmentFields";

type Props = { programme: Pick<Programme, "id" | "name">; interviewId: string; onSaved: () => void };

/** Adds what somebody promised to the meeting at which they did. */
export function CreateCommitment({ programme, interviewId, onSaved }: Props) {
  const { user } = useSession();
  const queries = useQueryClient();
  const [attempt, setAttempt] = useState(0);
  const [missing, setMissing] = useState<Record<string, string>>({});
  const base = `/programmes/${programme.id}`;
  const interview = api.useQuery("get", "/programmes/{programmeId}/interviews/{id}", {
    params: { path: { programmeId: programme.id, id: interviewId } },
  });
  const [key] = useState(newId);
  const { values, change, done } = useDraft({
    userId: user.id,
    form: `commitment:${programme.id}:${interviewId}`,
    title: (typed) => `Commitment: ${typed.act.slice(0, 60)}`,
    href: `${base}/commitments/new?interview=${interviewId}`,
    initial: { name: "", act: "", dueOn: today(28), key },
  });
  const create = api.useMutation("post", "/programmes/{programmeId}/commitments", {
    onError: () => setAttempt((n) => n + 1),
    onSuccess: async () => {
      await done();
      await queries.invalidateQueries();
      onSaved();
    },
  });
  if (interview.error) return <ProblemPage error={interview.error} />;
  if (!interview.data) return <Waiting what="the meeting" />;

  const people = interview.data.participants;
  const errors = { ...missing, ...fieldErrors(create.error) };
  const hasErrors = create.isError || Object.keys(missing).length > 0;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!values.act.trim()) {
      setMissing({ act: "Say what they will do." });
      return setAttempt((n) => n + 1);
    }
    setMissing({});
    const named = people.find((person) => person.name === values.name) ?? (people.length === 1 ? people[0] : undefined);
    create.mutate({
      params: { path: { programmeId: programme.id }, header: idempotencyKey(values.key) },
      body: { interviewId, personId: named?.personId, act: values.act.trim(), dueOn: values.dueOn || undefined },
    });
  }

  return (
    <div className="narrow">
      {hasErrors && <ProblemSummary key={attempt} error={create.error} errors={missing} />}
      <PageHead
        title="Add a commitment"
        trail={[
          { label: programme.name, href: base },
          { label: "Meeting", href: `${base}/interviews/${interviewId}` },
        ]}
        about="A commitment says who will do what, and by when."
        hasErrors={hasErrors}
      />
      <Form onSubmit={submit} noValidate>
        {people.length > 1 && (
          <Select
            id="personId"
            name="personId"
            label="Who promised?"
            labelProps={{ size: "s" }}
            value={values.name}
            error={errors.personId}
            onChange={(event) => change({ name: event.currentTarget.value })}
          >
            <Select.Option value="">All of them</Select.Option>
            {people.map((person) => (
              <Select.Option key={person.personId} value={person.name}>
                {person.name}
              </Select.Option>
            ))}
          </Select>
        )}
        {people.length === 1 && (
          <p>
            <strong>{people[0]?.name}</strong> promised:
          </p>
        )}
        <CommitmentFields values={values} errors={errors} onChange={change} />
        <Button disabled={create.isPending}>Save commitment</Button>
      </Form>
    </div>
  );
}
