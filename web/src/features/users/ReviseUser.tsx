import { Button, Checkboxes, Form, PasswordInput } from "nhsuk-react-components";
import type { FormEvent } from "react";
import type { components } from "../../api/schema";
import { Conflict } from "../../components/Conflict";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { ProblemSummary } from "../../components/ProblemSummary";
import { Waiting } from "../../components/Waiting";
import { api, client } from "../../lib/api";
import { fieldErrors } from "../../lib/problem";
import { roleWords } from "../../lib/session";
import { useRevisedDraft } from "../../lib/useRevisedDraft";
import { AccountFields } from "./AccountFields";

type User = components["schemas"]["User"];
type Request = components["schemas"]["ReviseUserRequest"];

const trail = [
  { label: "Administration", href: "/administration" },
  { label: "People with an account", href: "/users" },
];

/** Mirrors the slice of the same name in the API; an administrator may also give a new password here. */
export function ReviseUser({ id, onSaved }: { id: string; onSaved: () => void }) {
  const user = api.useQuery("get", "/users/{id}", { params: { path: { id } } }, { refetchOnWindowFocus: false });
  if (user.error) return <ProblemPage error={user.error} onRetry={user.refetch} />;
  if (!user.data) return <Waiting what="this account" />;
  return <Revision key={id} opened={user.data} onSaved={onSaved} />;
}

type Values = Request & { version: number };

function Revision({ opened, onSaved }: { opened: User; onSaved: () => void }) {
  const path = { id: opened.id };
  const revision = useRevisedDraft({
    form: `user:${opened.id}`,
    title: (typed) => `Change to the account of ${typed.name}`,
    href: `/users/${opened.id}`,
    opened,
    valuesOf: ({ name, email, role, isDisabled, version }: User): Values => ({
      name,
      email,
      role,
      isDisabled,
      version,
    }),
    fetchCurrent: async () => (await client.GET("/users/{id}", { params: { path } })).data,
    send: async ({ version: _, ...body }, header) => {
      const { error } = await client.PUT("/users/{id}", { params: { path, header }, body });
      if (error) throw error;
    },
    onSaved,
  });
  const { values, change, submit, errors, hasErrors, theirs } = revision;

  return (
    <div className="narrow">
      {hasErrors && <ProblemSummary key={revision.attempt} error={revision.failure} />}
      <PageHead title={opened.name} trail={trail} hasErrors={hasErrors} />
      {theirs && (
        <Conflict
          rows={[
            { label: "Name", theirs: theirs.name, mine: values.name },
            { label: "Email address", theirs: theirs.email, mine: values.email },
            { label: "Role", theirs: roleWords[theirs.role] ?? "", mine: roleWords[values.role] ?? "" },
            { label: "Account", theirs: account(theirs.isDisabled), mine: account(values.isDisabled) },
          ]}
          isSaving={revision.isSaving}
          onKeepMine={revision.keepMine}
          onTakeTheirs={revision.takeTheirs}
        />
      )}
      <Form onSubmit={submit} noValidate>
        <AccountFields values={values} change={change} errors={errors} />
        <Checkboxes name="isDisabled">
          <Checkboxes.Item
            value="yes"
            checked={values.isDisabled}
            onChange={(event) => change({ isDisabled: event.currentTarget.checked })}
            hint="They can no longer sign in. What they recorded stays."
          >
            This account is closed
          </Checkboxes.Item>
        </Checkboxes>
        {!theirs && <Button disabled={revision.isSaving}>{revision.isSaving ? "Saving…" : "Save"}</Button>}
      </Form>
      <SetUserPassword userId={opened.id} />
    </div>
  );
}

function account(isDisabled = false): string {
  return isDisabled ? "closed" : "open";
}

function SetUserPassword({ userId }: { userId: string }) {
  const set = api.useMutation("put", "/users/{id}/password");
  const errors = fieldErrors(set.error);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const password = String(new FormData(form).get("password"));
    set.mutate({ params: { path: { id: userId } }, body: { password } }, { onSuccess: () => form.reset() });
  }

  return (
    <section className="section">
      <h2>They forgot their password</h2>
      <Form onSubmit={submit} noValidate>
        {set.error && !errors.password && <ProblemSummary error={set.error} />}
        <PasswordInput
          id="password"
          name="password"
          label="A new password"
          hint="At least 15 characters. Their sessions end; tell them yourself."
          autoComplete="new-password"
          error={errors.password}
        />
        <Button secondary disabled={set.isPending}>
          Give them this password
        </Button>
        <p role="status">{set.isSuccess && "They have a new password. Their sessions have ended."}</p>
      </Form>
    </section>
  );
}
