import { Button, Form, PasswordInput } from "nhsuk-react-components";
import { type FormEvent, type ReactNode, useState } from "react";
import { Anchor } from "../../components/Anchor";
import { PageHead } from "../../components/PageHead";
import { ProblemSummary } from "../../components/ProblemSummary";
import { api } from "../../lib/api";
import { fieldErrors } from "../../lib/problem";
import { roleWords, useSession } from "../../lib/session";

/** Your account. Mirrors the slice of the same name in the API; who changes it is given a new session token. */
export function ChangePassword({ onChanged, children }: { onChanged: () => void; children?: ReactNode }) {
  const { user, workspace } = useSession();
  const [attempt, setAttempt] = useState(0);
  const [own, setOwn] = useState<Record<string, string>>({});
  const change = api.useMutation("put", "/me/password", {
    onSuccess: onChanged,
    onError: () => setAttempt((n) => n + 1),
  });
  const errors = { ...own, ...fieldErrors(change.error) };
  const hasErrors = change.isError || Object.keys(own).length > 0;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const [currentPassword, newPassword] = [String(data.get("currentPassword")), String(data.get("newPassword"))];
    const missing: Record<string, string> = {};
    if (!currentPassword) missing.currentPassword = "Give your present password.";
    if (newPassword.length < 15) missing.newPassword = "The new password needs at least 15 characters.";
    setOwn(missing);
    if (Object.keys(missing).length > 0) {
      setAttempt((n) => n + 1);
      return;
    }
    change.mutate({ body: { currentPassword, newPassword } }, { onSuccess: () => form.reset() });
  }

  return (
    <div className="narrow">
      {hasErrors && <ProblemSummary key={attempt} error={change.error} errors={own} />}
      <PageHead
        title="Your account"
        about={`${user.name}, ${(roleWords[user.role] ?? user.role).toLowerCase()} in ${workspace.name}. You sign in as ${user.email}.`}
        hasErrors={hasErrors}
      />
      <section className="section">
        <h2>Change your password</h2>
        <Form onSubmit={submit} noValidate>
          <PasswordInput
            id="currentPassword"
            name="currentPassword"
            label="Your present password"
            autoComplete="current-password"
            error={errors.currentPassword}
          />
          <PasswordInput
            id="newPassword"
            name="newPassword"
            label="Your new password"
            hint="At least 15 characters. A few words together are easiest to keep."
            autoComplete="new-password"
            error={errors.newPassword}
          />
          <Button disabled={change.isPending}>Change password</Button>
          <p role="status">{change.isSuccess && "Your password is changed. Your other sessions have ended."}</p>
        </Form>
      </section>
      {children}
      <p>
        <Anchor href="/sign-out">Sign out</Anchor>
      </p>
    </div>
  );
}
