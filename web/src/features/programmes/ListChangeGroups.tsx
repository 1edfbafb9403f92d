import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Select, TextInput } from "nhsuk-react-components";
import { type FormEvent, useState } from "react";
import { Asking } from "../../components/Asking";
import { Conflict } from "../../components/Conflict";
import { ProblemSummary } from "../../components/ProblemSummary";
import { Waiting } from "../../components/Waiting";
import { api, client } from "../../lib/api";
import { everything, useOrganisations } from "../../lib/everything";
import { fieldErrors, problemWords } from "../../lib/problem";
import { idempotencyKey, ifMatch, newId } from "../../lib/records";
import type { ChangeGroup, ChangeGroupRequest } from "../../lib/shapes";
import { useRevision } from "../../lib/useRevision";
import { professionalGroups, wordFor } from "../../lib/vocabulary";
import { plural } from "../../lib/words";

/** The groups who must change how they work: what is asked of them, and what is given for it. */
export function ListChangeGroups({ programmeId, mayChange = false }: { programmeId: string; mayChange?: boolean }) {
  const [open, setOpen] = useState<string>();
  const groups = useQuery({
    queryKey: ["get", "/programmes/{programmeId}/change-groups", programmeId],
    queryFn: () =>
      everything((query) =>
        client.GET("/programmes/{programmeId}/change-groups", { params: { path: { programmeId }, query } }),
      ),
  });
  const organisations = useOrganisations();
  const organisation = (id?: string | null) => organisations.data?.find((it) => it.id === id)?.name;
  const close = () => setOpen(undefined);

  return (
    <section className="section">
      <h2>The groups who must change how they work</h2>
      <p>
        Whether they were in the room is a headline of its own. Say how many they are, and what the programme asks of
        them beside their daily work.
      </p>
      {groups.error && <p>{problemWords(groups.error)}</p>}
      {groups.isPending && <Waiting what="the groups" />}
      {groups.data?.length === 0 && <p>No group is named yet.</p>}
      <ul className="rows">
        {groups.data?.map((group) =>
          open === group.id ? (
            <li className="row" key={group.id}>
              <ChangeGroupForm programmeId={programmeId} group={group} onClose={close} />
            </li>
          ) : (
            <li className="row" key={group.id}>
              <div>
                <strong>{group.name}</strong>
                <p className="note">
                  {[organisation(group.organisationId), wordFor(professionalGroups, group.professionalGroup)]
                    .filter(Boolean)
                    .join(" · ")}
                </p>
                <p className="note">
                  {group.headCount} {plural(group.headCount, "person", "people")}, {group.vacancies}{" "}
                  {plural(group.vacancies, "post", "posts")} vacant; {group.hoursAsked} hours asked,{" "}
                  {group.hoursBackfilled} backfilled
                </p>
              </div>
              {mayChange && (
                <button
                  type="button"
                  className="quiet-button"
                  aria-label={`Change ${group.name}`}
                  onClick={() => setOpen(group.id)}
                >
                  Change
                </button>
              )}
            </li>
          ),
        )}
      </ul>
      {open === "new" ? (
        <ChangeGroupForm programmeId={programmeId} onClose={close} />
      ) : (
        mayChange && (
          <Button type="button" secondary onClick={() => setOpen("new")}>
            Add a group
          </Button>
        )
      )}
    </section>
  );
}

type Values = Record<"name" | "organisationId" | "professionalGroup", string> &
  Record<"headCount" | "vacancies" | "hoursAsked" | "hoursBackfilled", string>;

function valuesOf(group?: ChangeGroup): Values {
  return {
    name: group?.name ?? "",
    organisationId: group?.organisationId ?? "",
    professionalGroup: group?.professionalGroup ?? "notStated",
    headCount: String(group?.headCount ?? ""),
    vacancies: String(group?.vacancies ?? ""),
    hoursAsked: String(group?.hoursAsked ?? ""),
    hoursBackfilled: String(group?.hoursBackfilled ?? ""),
  };
}

function requestOf(values: Values): ChangeGroupRequest {
  const number = (text: string) => Number(text.replaceAll(",", "") || 0);
  return {
    name: values.name.trim(),
    organisationId: values.organisationId || undefined,
    professionalGroup: values.professionalGroup as ChangeGroupRequest["professionalGroup"],
    headCount: Math.round(number(values.headCount)),
    vacancies: Math.round(number(values.vacancies)),
    hoursAsked: number(values.hoursAsked),
    hoursBackfilled: number(values.hoursBackfilled),
  };
}

const figures = [
  { field: "headCount", label: "How many people?" },
  { field: "vacancies", label: "Vacant posts" },
  { field: "hoursAsked", label: "Hours asked of the whole group" },
  { field: "hoursBackfilled", label: "Of those, hours backfilled" },
] as const;

type FormProps = { programmeId: string; group?: ChangeGroup; onClose: () => void };

function ChangeGroupForm({ programmeId, group, onClose }: FormProps) {
  const queries = useQueryClient();
  const organisations = useOrganisations();
  const [values, setValues] = useState(valuesOf(group));
  const [key] = useState(newId);
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [attempt, setAttempt] = useState(0);
  const change = (part: Partial<Values>) => setValues((before) => ({ ...before, ...part }));
  const path = { programmeId, id: group?.id ?? "" };
  const remove = api.useMutation("delete", "/programmes/{programmeId}/change-groups/{id}", {
    onSuccess: async () => {
      await queries.invalidateQueries();
      onClose();
    },
  });
  const words = (it: Values) => `${it.name}\n${figures.map(({ field, label }) => `${label}: ${it[field]}`).join("\n")}`;
  const revision = useRevision<ChangeGroup>({
    read: () => client.GET("/programmes/{programmeId}/change-groups/{id}", { params: { path } }),
    send: (header) => {
      const body = requestOf(values);
      return group
        ? client.PUT("/programmes/{programmeId}/change-groups/{id}", { params: { path, header }, body })
        : client.POST("/programmes/{programmeId}/change-groups", {
            params: { path: { programmeId }, header: idempotencyKey(key) },
            body,
          });
    },
    compare: (theirs) => [{ label: "Group", theirs: words(valuesOf(theirs)), mine: words(values) }],
    onTaken: (theirs) => setValues(valuesOf(theirs)),
    onSaved: async () => {
      await queries.invalidateQueries();
      onClose();
    },
  });
  const failure = revision.failure ?? remove.error ?? undefined;
  const errors: Record<string, string> = { ...fieldErrors(failure), ...wrong };

  function submit(event: FormEvent) {
    event.preventDefault();
    const found: Record<string, string> = {};
    if (!values.name.trim()) found.name = "Give the group a name.";
    for (const { field } of figures) {
      if (!(Number(values[field].replaceAll(",", "") || 0) >= 0)) found[field] = "Give this as a number.";
    }
    setWrong(found);
    setAttempt((n) => n + 1);
    if (Object.keys(found).length === 0) void revision.save(group?.version ?? 0);
  }

  return (
    <Form onSubmit={submit} noValidate className="inline-form">
      <ProblemSummary key={`${attempt} ${revision.attempt}`} error={failure} errors={wrong} />
      {revision.conflict && <Conflict {...revision.conflict} />}
      <TextInput
        id="name"
        name="name"
        label="What are they called here?"
        labelProps={{ size: "s" }}
        hint="For example theatre and ward nurses."
        value={values.name}
        error={errors.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <Select
        id="organisationId"
        name="organisationId"
        label="Where do they work?"
        labelProps={{ size: "s" }}
        value={values.organisationId}
        error={errors.organisationId}
        onChange={(event) => change({ organisationId: event.currentTarget.value })}
      >
        <Select.Option value="">In several places</Select.Option>
        {organisations.data?.map((it) => (
          <Select.Option key={it.id} value={it.id}>
            {it.name}
          </Select.Option>
        ))}
      </Select>
      <Select
        id="professionalGroup"
        name="professionalGroup"
        label="Professional group"
        labelProps={{ size: "s" }}
        value={values.professionalGroup}
        error={errors.professionalGroup}
        onChange={(event) => change({ professionalGroup: event.currentTarget.value })}
      >
        {Object.entries(professionalGroups).map(([code, word]) => (
          <Select.Option key={code} value={code}>
            {word}
          </Select.Option>
        ))}
      </Select>
      <div className="figures-typed">
        {figures.map(({ field, label }) => (
          <TextInput
            key={field}
            id={field}
            name={field}
            label={label}
            labelProps={{ size: "s" }}
            width="5"
            inputMode="decimal"
            value={values[field]}
            error={errors[field]}
            onChange={(event) => change({ [field]: event.currentTarget.value })}
          />
        ))}
      </div>
      <div className="actions">
        {!revision.conflict && (
          <Button secondary disabled={revision.isSaving}>
            {revision.isSaving ? "Saving…" : "Save this group"}
          </Button>
        )}
        <button type="button" className="quiet-button" onClick={onClose}>
          Cancel
        </button>
        {group && (
          <Asking
            label="Remove"
            about={`Remove ${group.name}`}
            question={`Remove ${group.name}? Activities will no longer say that they were present.`}
            confirm="Remove this group"
            isPending={remove.isPending}
            onConfirm={() => remove.mutate({ params: { path, header: ifMatch(group) } })}
          />
        )}
      </div>
    </Form>
  );
}
