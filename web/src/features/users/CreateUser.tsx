import { Button, Form, PasswordInput, TextInput } from "nhsuk-react-components";
import { type FormEvent, useRef, useState } from "react";
import { PageHead } from "../../components/PageHead";
import { ProblemSummary } from "../../components/ProblemSummary";
import { api } from "../../lib/api";
import { fieldErrors } from "../../lib/problem";
import { idempotencyKey } from "../../lib/records";
import { type Role, RoleChoice } from "./RoleChoice";

type Props = { onSaved: () => void };

const trail = [
  { label: "Administration", href: "/administration" },
  { label: "People with an account", href: "/users" },
];

/** Mirrors the slice of the same name in the API. */
export function CreateUser({ onSaved }: Props) {
  const [attempt, setAttempt] = useState(0);
  const key = useRef(idempotencyKey());
  const create = api.useMutation("post", "/users", {
    onSuccess: onSaved,
    onError: () => {
      key.current = idempotencyKey();
      setAttempt((n) => n + 1);
    },
  });
  const errors = fieldErrors(create.error);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "");
    create.mutate({
      params: { header: key.current },
      body: { name: text("name"), email: text("email"), role: text("role") as Role, password: text("password") },
    });
  }

  return (
    <div className="narrow">
      {create.error && <ProblemSummary key={attempt} error={create.error} />}
      <PageHead
        title="Add a person"
        trail={trail}
        about="Tell them their first password yourself; they can change it under Your account."
        hasErrors={create.isError}
      />
      <Form onSubmit={submit} noValidate>
        <TextInput id="name" name="name" label="Name" autoComplete="off" error={errors.name} />
        <TextInput id="email" name="email" label="Email address" type="email" autoComplete="off" error={errors.email} />
        <RoleChoice value="programmeLead" error={errors.role} />
        <PasswordInput
          id="password"
          name="password"
          label="First password"
          hint="At least 15 characters. A few words together are easiest to keep."
          autoComplete="new-password"
          error={errors.password}
        />
        <Button disabled={create.isPending}>Add this person</Button>
      </Form>
    </div>
  );
}
