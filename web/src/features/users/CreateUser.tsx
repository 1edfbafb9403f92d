import { Button, Form, PasswordInput } from "nhsuk-react-components";
import { useState } from "react";
import { PageHead } from "../../components/PageHead";
import { ProblemSummary } from "../../components/ProblemSummary";
import { api } from "../../lib/api";
import { useCreation } from "../../lib/useCreation";
import { AccountFields, type AccountValues } from "./AccountFields";

const trail = [
  { label: "Administration", href: "/administration" },
  { label: "People with an account", href: "/users" },
];

/** Gives somebody an account. The draft of the form holds no password. */
export function CreateUser({ onSaved }: { onSaved: () => void }) {
  const [password, setPassword] = useState("");
  const create = api.useMutation("post", "/users");
  const { values, change, submit, errors, hasErrors, failure, attempt, isSaving } = useCreation<AccountValues, unknown>(
    {
      form: "user:new",
      title: (typed) => `New account ${typed.name}`.trim(),
      href: "/users/new",
      initial: { name: "", email: "", role: "programmeLead" },
      send: (typed, header) => create.mutateAsync({ params: { header }, body: { ...typed, password } }),
      onMade: onSaved,
    },
  );

  return (
    <div className="narrow">
      {hasErrors && <ProblemSummary key={attempt} error={failure} />}
      <PageHead
        title="Add a person"
        trail={trail}
        about="Tell them their first password yourself; they can change it under Your account."
        hasErrors={hasErrors}
      />
      <Form onSubmit={submit} noValidate>
        <AccountFields values={values} change={change} errors={errors} />
        <PasswordInput
          id="password"
          name="password"
          label="First password"
          hint="At least 15 characters. A few words together are easiest to keep."
          autoComplete="new-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={errors.password}
        />
        <Button disabled={isSaving}>{isSaving ? "Saving…" : "Add this person"}</Button>
      </Form>
    </div>
  );
}
