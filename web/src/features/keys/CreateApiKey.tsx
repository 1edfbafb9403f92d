import { useQueryClient } from "@tanstack/react-query";
import { Button, Checkboxes, Form, TextInput } from "nhsuk-react-components";
import { type FormEvent, useRef, useState } from "react";
import { Anchor } from "../../components/Anchor";
import { PageHead } from "../../components/PageHead";
import { ProblemSummary } from "../../components/ProblemSummary";
import { api } from "../../lib/api";
import { fieldErrors } from "../../lib/problem";
import { idempotencyKey } from "../../lib/records";

const scopes = [
  ["programmes:read", "Read programmes, activities and taxonomies"],
  ["programmes:write", "Write programmes and activities"],
  ["people:read", "Read people and organisations"],
  ["people:write", "Write people and organisations"],
  ["interviews:read", "Read interviews, as far as their confidentiality allows"],
  ["interviews:write", "Write interviews and commitments"],
  ["scores:read", "Read figures"],
  ["changes:read", "Follow what changes"],
] as const;

const trail = [
  { label: "Administration", href: "/administration" },
  { label: "API keys", href: "/api-keys" },
];

/** Mirrors the slice of the same name in the API. The secret is in this one answer and is never kept by the page. */
export function CreateApiKey() {
  const queries = useQueryClient();
  const [attempt, setAttempt] = useState(0);
  const [own, setOwn] = useState<Record<string, string>>({});
  const key = useRef(idempotencyKey());
  const create = api.useMutation("post", "/api-keys", {
    gcTime: 0,
    onSuccess: () => queries.invalidateQueries(),
    onError: () => {
      key.current = idempotencyKey();
      setAttempt((n) => n + 1);
    },
  });
  const errors = { ...own, ...fieldErrors(create.error) };

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const chosen = form.getAll("scopes").map(String);
    const until = String(form.get("expiresAt") ?? "");
    if (chosen.length === 0) {
      setOwn({ "scope-1": "Choose at least one thing that the key may do." });
      setAttempt((n) => n + 1);
      return;
    }
    setOwn({});
    create.mutate({
      params: { header: key.current },
      body: { name: String(form.get("name")), scopes: chosen, expiresAt: until ? `${until}T23:59:59Z` : undefined },
    });
  }

  if (create.data) return <MadeKey name={create.data.name} secret={create.data.secret ?? undefined} />;
  const hasErrors = create.isError || Object.keys(own).length > 0;
  return (
    <div className="narrow">
      {hasErrors && <ProblemSummary key={attempt} error={create.error} errors={own} />}
      <PageHead title="Make a key" trail={trail} hasErrors={hasErrors} />
      <Form onSubmit={submit} noValidate>
        <TextInput
          id="name"
          name="name"
          label="What is it for?"
          hint="Name the system that will use it."
          autoComplete="off"
          error={errors.name}
        />
        <Checkboxes
          id="scope"
          name="scopes"
          legend="What may it do?"
          legendProps={{ size: "s" }}
          hint="Give as little as it needs."
          error={errors["scope-1"] ?? errors.scopes}
        >
          {scopes.map(([value, words], index) => (
            <Checkboxes.Item key={value} id={`scope-${index + 1}`} value={value} hint={value}>
              {words}
            </Checkboxes.Item>
          ))}
        </Checkboxes>
        <TextInput
          id="expiresAt"
          name="expiresAt"
          label="Until which day? (optional)"
          type="date"
          className="nhsuk-input--width-10"
          error={errors.expiresAt}
        />
        <Button disabled={create.isPending}>Make this key</Button>
      </Form>
    </div>
  );
}

function MadeKey({ name, secret }: { name: string; secret?: string }) {
  const [copied, setCopied] = useState<"copied" | "failed">();

  function copy() {
    navigator.clipboard
      .writeText(secret ?? "")
      .then(() => setCopied("copied"))
      .catch(() => setCopied("failed"));
  }

  if (!secret) {
    return (
      <PageHead
        title={`The key for ${name} was made before`}
        trail={trail}
        about="Its secret was shown then and cannot be shown again. End it and make another."
      />
    );
  }
  return (
    <div className="narrow">
      <PageHead
        title={`The key for ${name}`}
        trail={trail}
        about="Copy the secret now and keep it where secrets are kept. It is not shown again."
      />
      <label className="nhsuk-label nhsuk-label--s" htmlFor="secret">
        Secret
      </label>
      <input
        id="secret"
        className="nhsuk-input secret"
        readOnly
        value={secret}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div className="actions">
        <Button type="button" onClick={copy}>
          Copy the secret
        </Button>
        <Anchor href="/api-keys">I have kept it</Anchor>
      </div>
      <p role="status">
        {copied === "copied" && "The secret is copied."}
        {copied === "failed" && "It could not be copied from here: select it above and copy it yourself."}
      </p>
    </div>
  );
}
