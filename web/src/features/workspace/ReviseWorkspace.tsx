import { useQueryClient } from "@tanstack/react-query";
import { TextInput } from "nhsuk-react-components";
import { type FormEvent, useState } from "react";
import type { components } from "../../api/schema";
import { Opened } from "../../components/Opened";
import { RecordForm } from "../../components/RecordForm";
import { api, client } from "../../lib/api";
import { fieldErrors } from "../../lib/problem";
import { useRevision } from "../../lib/useRevision";

type Workspace = components["schemas"]["Workspace"];

/** Mirrors the slice of the same name in the API. */
export function ReviseWorkspace() {
  const found = api.useQuery("get", "/workspace");
  return (
    <Opened query={found} what="the workspace">
      {(workspace) => <WorkspaceForm workspace={workspace} />}
    </Opened>
  );
}

function WorkspaceForm({ workspace }: { workspace: Workspace }) {
  const queries = useQueryClient();
  const [name, setName] = useState(workspace.name);
  const [threshold, setThreshold] = useState(String(workspace.disclosureThreshold));
  const [step, setStep] = useState(String(workspace.snapshotStep));
  const [isSaved, setSaved] = useState(false);
  const edit = useRevision<Workspace>({
    read: () => client.GET("/workspace"),
    send: (header) =>
      client.PUT("/workspace", {
        params: { header },
        body: { name, disclosureThreshold: Number(threshold), snapshotStep: Number(step) },
      }),
    compare: (theirs) => [
      { label: "Name", theirs: theirs.name, mine: name },
      { label: "Smallest number", theirs: String(theirs.disclosureThreshold), mine: threshold },
      { label: "Smallest step", theirs: String(theirs.snapshotStep), mine: step },
    ],
    onTaken: (theirs) => {
      setName(theirs.name);
      setThreshold(String(theirs.disclosureThreshold));
      setStep(String(theirs.snapshotStep));
      void queries.invalidateQueries();
    },
    onSaved: async () => {
      await queries.invalidateQueries();
      setSaved(true);
    },
  });
  const errors = fieldErrors(edit.failure);

  function submit(event: FormEvent) {
    event.preventDefault();
    setSaved(false);
    void edit.save(workspace.version);
  }

  return (
    <RecordForm
      form={{ ...edit, submit, errors }}
      head={{ title: "Workspace", trail: [{ label: "Administration", href: "/administration" }] }}
      save="Save"
      instead={<p role="status">{isSaved && "Saved."}</p>}
    >
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
      <TextInput
        id="snapshotStep"
        label="Smallest number of conversations by which published figures move"
        hint="Five or more, each with somebody else, so that nobody can read off what one person said by looking twice."
        inputMode="numeric"
        width={3}
        value={step}
        onChange={(event) => setStep(event.currentTarget.value)}
        error={errors.snapshotStep}
      />
    </RecordForm>
  );
}
