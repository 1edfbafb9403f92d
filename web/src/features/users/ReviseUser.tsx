import { useQueryClient } from "@tanstack/react-query";
import { Button, Checkboxes, Form, PasswordInput, TextInput } from "nhsuk-react-components";
import { type FormEvent, useState } from "react";
import type { components } from "../../api/schema";
import { Conflict } from "../../components/Conflict";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { ProblemSummary } from "../../components/ProblemSummary";
import { Waiting } from "../../components/Waiting";
import { api } from "../../lib/api";
import { asProblem, fieldErrors } from "../../lib/problem";
import { ifMatch } from "../../lib/records";
import { roleWords } from "../../lib/session";
import { type Role, RoleChoice } from "./RoleChoice";

type User = components["schemas"]["User"];
type Values = components["schemas"]["ReviseUserRequest"];

const trail = [
  { label: "Administration", href: "/administration" },
  { label: "People with an account", href: "/users" },
];

/** Mirrors the slice of the same name in the API; an administrator may also give a new password here. */
export function ReviseUser({ id, onSaved }: { id: string; onSaved: () => void }) {
  const user = api.useQuery("get", "/users/{id}", { params: { path: { id } } });
  if (user.error) return <ProblemPage error={user.error} onRetry={user.refetch} />;
  if (!user.data) return <Waiting what="this account" />;
  return <UserForm user={user.data} onSaved={onSaved} onReread={() => user.refetch().then((r) => r.data)} />;
}

type FormProps = { user: User; onSaved: () => void; onReread: () => Promise<User | undefined> };

function UserForm({ user, onSaved, onReread }: FormProps) {
  const queries = useQueryClient();
  const [attempt, setAttempt] = useState(0);
  const [theirs, setTheirs] = useState<{ saved: User; mine: Values }>();
  const revise = api.useMutation("put", "/users/{id}", {
    onSuccess: async () => {
      await queries.invalidateQueries();
      onSaved();
    },
  });
  const isStale = asProblem(revise.error ?? undefined).code === "stale";
  const errors = fieldErrors(revise.error);

  async function save(version: { version: number }, values: Values) {
    try {
      await revise.mutateAsync({ params: { path: { id: user.id }, header: ifMatch(version) }, body: values });
    } catch (error) {
      setAttempt((n) => n + 1);
      const saved = asProblem(error).code === "stale" ? await onReread() : undefined;
      setTheirs(saved && { saved, mine: values });
    }
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    void save(user, {
      name: String(form.get("name")),
      email: String(form.get("email")),
      role: String(form.get("role")) as Role,
      isDisabled: form.get("isDisabled") === "yes",
    });
  }

  return (
    <div className="narrow">
      {revise.error && !isStale && <ProblemSummary key={attempt} error={revise.error} />}
      <PageHead title={user.name} trail={trail} hasErrors={revise.isError} />
      {theirs && (
        <Conflict
          rows={[
            { label: "Name", theirs: theirs.saved.name, mine: theirs.mine.name },
            { label: "Email address", theirs: theirs.saved.email, mine: theirs.mine.email },
            { label: "Role", theirs: roleWords[theirs.saved.role] ?? "", mine: roleWords[theirs.mine.role] ?? "" },
            { label: "Account", theirs: account(theirs.saved.isDisabled), mine: account(theirs.mine.isDisabled) },
          ]}
          isSaving={revise.isPending}
          onKeepMine={() => save(theirs.saved, theirs.mine)}
          onTakeTheirs={onSaved}
        />
      )}
      <Form onSubmit={submit} noValidate>
        <TextInput id="name" name="name" label="Name" autoComplete="off" defaultValue={user.name} error={errors.name} />
        <TextInput
          id="email"
          name="email"
          label="Email address"
          type="email"
          autoComplete="off"
          defaultValue={user.email}
          error={errors.email}
        />
        <RoleChoice value={user.role} error={errors.role} />
        <Checkboxes name="isDisabled">
          <Checkboxes.Item
            value="yes"
            defaultChecked={user.isDisabled}
            hint="They can no longer sign in. What they recorded stays."
          >
            This account is closed
          </Checkboxes.Item>
        </Checkboxes>
        <Button disabled={revise.isPending}>Save</Button>
      </Form>
      <SetUserPassword userId={user.id} />
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
