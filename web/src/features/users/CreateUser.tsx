import { PasswordInput } from "nhsuk-react-components";
import { useState } from "react";
import { RecordForm } from "../../components/RecordForm";
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
  const form = useCreation<AccountValues, unknown>({
    form: "user:new",
    title: (typed) => `New account ${typed.name}`.trim(),
    href: "/users/new",
    initial: { name: "", email: "", role: "programmeLead" },
    send: (typed, header) => create.mutateAsync({ params: { header }, body: { ...typed, password } }),
    onMade: onSaved,
  });

  return (
    <RecordForm
      form={form}
      head={{
        title: "Add a person",
        trail,
        about: "Tell them their first password yourself; they can change it under Your account.",
      }}
      save="Add this person"
    >
      <AccountFields values={form.values} change={form.change} errors={form.errors} />
      <PasswordInput
        id="password"
        name="password"
        label="First password"
        hint="At least 15 characters. A few words together are easiest to keep."
        autoComplete="new-password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={form.errors.password}
      />
    </RecordForm>
  );
}
