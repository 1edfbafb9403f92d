import { useQueryClient } from "@tanstack/react-query";
import { Button, Form, TextInput } from "nhsuk-react-components";
import { type FormEvent, useState } from "react";
import type { components } from "../../api/schema";
import { Conflict } from "../../components/Conflict";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { ProblemSummary } from "../../components/ProblemSummary";
import { Waiting } from "../../components/Waiting";
import { api } from "../../lib/api";
import { fieldErrors } from "../../lib/problem";
import { useRevision } from "../../lib/useRevision";

type Workspace = components["schemas"]["Workspace"];

/** Mirrors the slice of the same name in the API. */
export function ReviseWorkspace() {
  const found = api.useQuery("get", "/workspace");
  if (found.error) return <ProblemPage error={found.error} onRetry={found.refetch} />;
  if (!found.data) return <Waiting what="the workspace" />;
  return <WorkspaceForm workspace={found.data} onReread={() => found.refetch().then((r) => r.data)} />;
}

type FormProps = { workspace: Workspace; onReread: () => Promise<Workspace | undefined> };

function WorkspaceForm({ workspace, onReread }: FormProps) {
  const queries = useQueryClient();
  const [name, setName] = useState(workspace.name);
  const [threshold, setThreshold] = useState(String(workspace.disclosureThreshold));
  const [isSaved, setSaved] = useState(false);
  const revise = api.useMutation("put", "/workspace");
  const edit = useRevision<Workspace>({
    fetchCurrent: onReread,
    send: (header) =>
      revise.mutateAsync({ params: { header }, body: { name, disclosureThreshold: Number(threshold) } }),
    onSaved: async () => {
      await queries.invalidateQueries();
      setSaved(true);
    },
  });
  const errors = fieldErrors(edit.failure);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setSaved(false);
    void edit.save(workspace.version);
  }

  return (
    <div className="narrow">
      {edit.failure !== undefined && <ProblemSummary key={edit.attempt} error={edit.failure} />}
      <PageHead
        title="Workspace"
        trail={[{ label: "Administration", href: "/administration" }]}
        hasErrors={edit.failure !== undefined}
      />
      {edit.theirs && (
        <Conflict
          rows={[
            { label: "Name", theirs: edit.theirs.name, mine: name },
            { label: "Smallest number", theirs: String(edit.theirs.disclosureThreshold), mine: threshold },
          ]}
          isSaving={edit.isSaving}
          onKeepMine={edit.keepMine}
          onTakeTheirs={() => {
            const theirs = edit.takeTheirs();
            setName(theirs?.name ?? name);
            setThreshold(String(theirs?.disclosureThreshold ?? threshold));
          }}
        />
      )}
      <Form onSubmit={submit} noValidate>
        <TextInput
          id="name"
          label="Name"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={errors.name}
        />
        <TextInput
          id="disclosureThreshold"
          label="Smallest number of people a figure may rest on"
          hint="Five or more. A figure about fewer people is not shown to those who may not open the records."
          inputMode="numeric"
          width={3}
          value={threshold}
          onChange={(event) => setThreshold(event.currentTarget.value)}
          error={errors.disclosureThreshold}
        />
        <Button disabled={edit.isSaving}>Save</Button>
        <p role="status">{isSaved && "Saved."}</p>
      </Form>
    </div>
  );
}
