import { Button, Form, PasswordInput, TextInput } from "nhsuk-react-components";
import { type FormEvent, useState } from "react";
import { PageHead } from "../../components/PageHead";
import { ProblemSummary } from "../../components/ProblemSummary";
import { api } from "../../lib/api";
import { fieldErrors } from "../../lib/problem";
import type { Session } from "../../lib/session";

/** Only a service with made-up data names its users. */
type DemoUser = { role: string; email: string; password: string };

type Props = { onSignedIn: (session: Session) => void };

/** Mirrors the slice of the same name in the API. */
export function SignIn({ onSignedIn }: Props) {
  const [attempt, setAttempt] = useState(0);
  const setup = api.useQuery("get", "/setup");
  const signIn = api.useMutation("post", "/session", {
    onSuccess: onSignedIn,
    onError: () => setAttempt((n) => n + 1),
  });
  const errors = fieldErrors(signIn.error);
  const { demoUsers = [] }: Partial<NonNullable<typeof setup.data>> & { demoUsers?: DemoUser[] } = setup.data ?? {};

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    signIn.mutate({ body: { email: String(form.get("email")), password: String(form.get("password")) } });
  }

  return (
    <div className="narrow">
      {signIn.error && <ProblemSummary key={attempt} error={signIn.error} />}
      <PageHead
        title="Sign in"
        about="Is your programme’s attention on the people who must make the change, or on structure?"
        hasErrors={signIn.isError}
      />
      <Form onSubmit={submit} noValidate>
        <TextInput
          id="email"
          name="email"
          label="Email address"
          type="email"
          autoComplete="username"
          error={errors.email}
        />
        <PasswordInput
          id="password"
          name="password"
          label="Password"
          autoComplete="current-password"
          error={errors.password}
        />
        <Button disabled={signIn.isPending}>Sign in</Button>
      </Form>
      {demoUsers.length > 0 && (
        <section className="section">
          <h2>Try it with made-up data</h2>
          <ul className="choices">
            {demoUsers.map((user) => (
              <li key={user.email}>
                <button
                  type="button"
                  className="quiet-button"
                  disabled={signIn.isPending}
                  onClick={() => signIn.mutate({ body: { email: user.email, password: user.password } })}
                >
                  Sign in as {roleWords[user.role] ?? user.role}
                </button>{" "}
                <span className="note">{user.email}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

const roleWords: Record<string, string> = {
  administrator: "an administrator",
  programmeLead: "a programme lead",
  contributor: "a contributor",
  systemLeader: "a system leader",
};
