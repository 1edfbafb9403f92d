import { Button, Form, PasswordInput, TextInput } from "nhsuk-react-components";
import { type FormEvent, useState } from "react";
import { PageHead } from "../../components/PageHead";
import { ProblemSummary } from "../../components/ProblemSummary";
import { api } from "../../lib/api";
import { fieldErrors } from "../../lib/problem";
import type { Session } from "../../lib/session";

type Props = { onSignedIn: (session: Session) => void };

/** The first administrator, on a service that holds nobody yet. Mirrors the slice of the same name in the API. */
export function SetUp({ onSignedIn }: Props) {
  const [attempt, setAttempt] = useState(0);
  const setUp = api.useMutation("post", "/setup", {
    onSuccess: onSignedIn,
    onError: () => setAttempt((n) => n + 1),
  });
  const errors = fieldErrors(setUp.error);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name));
    setUp.mutate({
      body: {
        workspaceName: text("workspaceName"),
        name: text("name"),
        email: text("email"),
        password: text("password"),
      },
    });
  }

  return (
    <div className="narrow">
      {setUp.error && <ProblemSummary key={attempt} error={setUp.error} />}
      <PageHead
        title="Set up Transform"
        about="Nobody is here yet. You become the first administrator, and can then invite the others."
        hasErrors={setUp.isError}
      />
      <Form onSubmit={submit} noValidate>
        <TextInput
          id="workspaceName"
          name="workspaceName"
          label="Name of your workspace"
          hint="For example your system or trust. Nothing is shared between workspaces."
          error={errors.workspaceName}
        />
        <TextInput id="name" name="name" label="Your name" autoComplete="name" error={errors.name} />
        <TextInput
          id="email"
          name="email"
          label="Your email address"
          type="email"
          autoComplete="username"
          error={errors.email}
        />
        <PasswordInput
          id="password"
          name="password"
          label="Password"
          hint="At least 15 characters. A few words together are easiest to keep."
          autoComplete="new-password"
          error={errors.password}
        />
        <Button disabled={setUp.isPending}>Set up</Button>
      </Form>
    </div>
  );
}
