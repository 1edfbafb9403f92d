import { Button, Checkboxes, Form, PasswordInput } from "nhsuk-react-components";
import type { FormEvent } from "react";
import type { components } from "../../api/schema";
import { Opened } from "../../components/Opened";
import { ProblemSummary } from "../../components/ProblemSummary";
import { RecordForm } from "../../components/RecordForm";
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
  return (
    <Opened query={user} what="this account">
      {(opened) => <Revision key={id} opened={opened} onSaved={onSaved} />}
    </Opened>
  );
}

type Values = Request & { version: number };

function Revision({ opened, onSaved }: { opened: User; onSaved: () => void }) {
  const path = { id: opened.id };
  const form = useRevisedDraft({
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
    words: [
      ["Name", (it) => it.name],
      ["Email address", (it) => it.email],
      ["Role", (it) => roleWords[it.role]],
      ["Account", (it) => (it.isDisabled ? "closed" : "open")],
    ],
    read: () => client.GET("/users/{id}", { params: { path } }),
    send: ({ version: _, ...body }, header) => client.PUT("/users/{id}", { params: { path, header }, body }),
    onSaved,
  });
  return (
    <RecordForm
      form={form}
      head={{ title: opened.name, trail }}
      save="Save"
      below={<SetUserPassword userId={opened.id} />}
    >
      <AccountFields values={form.values} change={form.change} errors={form.errors} />
      <Checkboxes name="isDisabled">
        <Checkboxes.Item
          value="yes"
          checked={form.values.isDisabled}
          onChange={(event) => form.change({ isDisabled: event.currentTarget.checked })}
          hint="They can no longer sign in. What they recorded stays."
        >
          This account is closed
        </Checkboxes.Item>
      </Checkboxes>
    </RecordForm>
  );
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
