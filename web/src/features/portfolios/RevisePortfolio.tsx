import { useQueryClient } from "@tanstack/react-query";
import { Button, Form, TextInput } from "nhsuk-react-components";
import { type FormEvent, useRef, useState } from "react";
import type { components } from "../../api/schema";
import { Asking } from "../../components/Asking";
import { ChooseMany } from "../../components/ChooseMany";
import { Conflict } from "../../components/Conflict";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { ProblemSummary } from "../../components/ProblemSummary";
import { Waiting } from "../../components/Waiting";
import { api } from "../../lib/api";
import { useColleagues } from "../../lib/everything";
import { fieldErrors } from "../../lib/problem";
import { idempotencyKey, ifMatch } from "../../lib/records";
import { roleWords } from "../../lib/session";
import { useRevision } from "../../lib/useRevision";

type Portfolio = components["schemas"]["Portfolio"];
type Values = { name: string; programmeIds: string[]; readerIds: string[] };

const trail = [{ label: "Portfolio", href: "/portfolio?all=true" }];

/** Mirrors the slice of the same name in the API. */
export function CreatePortfolio({ onSaved }: { onSaved: (id: string) => void }) {
  const key = useRef(idempotencyKey());
  const [values, setValues] = useState<Values>({ name: "", programmeIds: [], readerIds: [] });
  const [attempt, setAttempt] = useState(0);
  const create = api.useMutation("post", "/portfolios", {
    onSuccess: (made) => onSaved(made.id),
    onError: () => {
      key.current = idempotencyKey();
      setAttempt((n) => n + 1);
    },
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    create.mutate({ params: { header: key.current }, body: values });
  }

  return (
    <div className="narrow">
      {create.error && <ProblemSummary key={attempt} error={create.error} />}
      <PageHead title="Make a portfolio" trail={trail} hasErrors={create.isError} />
      <Form onSubmit={submit} noValidate>
        <Fields values={values} onChange={setValues} errors={fieldErrors(create.error)} />
        <Button disabled={create.isPending}>Make this portfolio</Button>
      </Form>
    </div>
  );
}

/** Mirrors the slice of the same name in the API. */
export function RevisePortfolio({ id, onSaved }: { id: string; onSaved: () => void }) {
  const found = api.useQuery("get", "/portfolios/{id}", { params: { path: { id } } });
  if (found.error) return <ProblemPage error={found.error} onRetry={found.refetch} />;
  if (!found.data) return <Waiting what="the portfolio" />;
  return <ReviseForm portfolio={found.data} onSaved={onSaved} onReread={() => found.refetch().then((r) => r.data)} />;
}

type FormProps = { portfolio: Portfolio; onSaved: () => void; onReread: () => Promise<Portfolio | undefined> };

function ReviseForm({ portfolio, onSaved, onReread }: FormProps) {
  const queries = useQueryClient();
  const [opened] = useState(portfolio);
  const [values, setValues] = useState<Values>(valuesOf(portfolio));
  const path = { id: portfolio.id };
  const revise = api.useMutation("put", "/portfolios/{id}");
  const remove = api.useMutation("delete", "/portfolios/{id}", { onSuccess: onSaved });
  const edit = useRevision<Portfolio>({
    fetchCurrent: onReread,
    send: (header) => revise.mutateAsync({ params: { path, header }, body: values }),
    onSaved: async () => {
      await queries.invalidateQueries();
      onSaved();
    },
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    void edit.save(opened.version);
  }

  return (
    <div className="narrow">
      {edit.failure !== undefined && <ProblemSummary key={edit.attempt} error={edit.failure} />}
      <ProblemSummary error={remove.error} />
      <PageHead title={opened.name} trail={trail} hasErrors={edit.failure !== undefined} />
      {edit.theirs && (
        <Conflict
          rows={[
            { label: "Name", theirs: edit.theirs.name, mine: values.name },
            {
              label: "Programmes",
              theirs: `${edit.theirs.programmeIds.length} chosen`,
              mine: `${values.programmeIds.length} chosen`,
            },
            {
              label: "Readers",
              theirs: `${edit.theirs.readerIds.length} chosen`,
              mine: `${values.readerIds.length} chosen`,
            },
          ]}
          isSaving={edit.isSaving}
          onKeepMine={edit.keepMine}
          onTakeTheirs={() => {
            const theirs = edit.takeTheirs();
            if (theirs) setValues(valuesOf(theirs));
          }}
        />
      )}
      <Form onSubmit={submit} noValidate>
        <Fields values={values} onChange={setValues} errors={fieldErrors(edit.failure)} />
        <Button disabled={edit.isSaving}>Save</Button>
        <Asking
          label="Remove this portfolio"
          question={`“${opened.name}” is removed. Its programmes stay.`}
          confirm="Remove it"
          isPending={remove.isPending}
          onConfirm={() => remove.mutate({ params: { path, header: ifMatch(opened) } })}
        />
      </Form>
    </div>
  );
}

function valuesOf({ name, programmeIds, readerIds }: Portfolio): Values {
  return { name, programmeIds: [...programmeIds], readerIds: [...readerIds] };
}

type FieldProps = { values: Values; onChange: (values: Values) => void; errors: Record<string, string> };

function Fields({ values, onChange, errors }: FieldProps) {
  const programmes = api.useQuery("get", "/programmes", { params: { query: { limit: 200 } } });
  const colleagues = useColleagues();
  return (
    <>
      <TextInput
        id="name"
        label="Name"
        labelProps={{ size: "s" }}
        autoComplete="off"
        value={values.name}
        onChange={(event) => onChange({ ...values, name: event.currentTarget.value })}
        error={errors.name}
      />
      <ChooseMany
        id="programmeIds"
        label="Programmes"
        choices={(programmes.data?.items ?? []).map((p) => ({ value: p.id, label: p.name }))}
        chosen={values.programmeIds}
        onChange={(programmeIds) => onChange({ ...values, programmeIds })}
        error={errors.programmeIds}
      />
      <ChooseMany
        id="readerIds"
        label="Who may read it"
        hint="They see figures, never notes or names."
        choices={(colleagues.data ?? []).map((c) => ({
          value: c.id,
          label: `${c.name}, ${(roleWords[c.role] ?? c.role).toLowerCase()}`,
        }))}
        chosen={values.readerIds}
        onChange={(readerIds) => onChange({ ...values, readerIds })}
        error={errors.readerIds}
      />
    </>
  );
}
