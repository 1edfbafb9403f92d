import { useQueryClient } from "@tanstack/react-query";
import { Button, Form, Select, Textarea, TextInput } from "nhsuk-react-components";
import { type FormEvent, useState } from "react";
import type { components } from "../../api/schema";
import { Conflict } from "../../components/Conflict";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { ProblemSummary } from "../../components/ProblemSummary";
import { Waiting } from "../../components/Waiting";
import { api } from "../../lib/api";
import { asProblem, fieldErrors } from "../../lib/problem";
import { ifMatch } from "../../lib/records";
import { mayDo, useSession } from "../../lib/session";
import { useDraft } from "../../lib/useDraft";
import { list, numberWord, plural } from "../../lib/words";
import { editionWarnings, emptyDimension, type TaxonomyValues, toRequest, toValues } from "./editions";

type Taxonomy = components["schemas"]["FocusTaxonomyResponse"];

const trail = [
  { label: "Administration", href: "/administration" },
  { label: "Taxonomy", href: "/taxonomy" },
];

/** Mirrors the slice of the same name in the API: every save makes the next edition, and the page says so first. */
export function ReviseFocusTaxonomy({ id, onSaved }: { id: string; onSaved: () => void }) {
  const session = useSession();
  const found = api.useQuery("get", "/focus-taxonomies/{id}", { params: { path: { id } } });
  if (found.error) return <ProblemPage error={found.error} onRetry={found.refetch} />;
  if (!found.data) return <Waiting what="the taxonomy" />;
  if (!mayDo(session, "workspace:administer")) return <ReadTaxonomy taxonomy={found.data} />;
  return (
    <TaxonomyForm
      key={found.data.version}
      taxonomy={found.data}
      onSaved={onSaved}
      onReread={() => found.refetch().then((r) => r.data)}
    />
  );
}

function ReadTaxonomy({ taxonomy }: { taxonomy: Taxonomy }) {
  return (
    <>
      <PageHead
        title={taxonomy.name}
        trail={trail}
        about={`Edition ${taxonomy.edition}. An administrator can make the next.`}
      />
      {taxonomy.dimensions.map((dimension) => (
        <section className="section" key={dimension.code}>
          <h2>
            {dimension.name} <span className="note">{dimension.block}</span>
          </h2>
          <p>{dimension.words.length > 0 ? list(dimension.words) : "No words suggest it."}</p>
        </section>
      ))}
    </>
  );
}

type FormProps = { taxonomy: Taxonomy; onSaved: () => void; onReread: () => Promise<Taxonomy | undefined> };

function TaxonomyForm({ taxonomy, onSaved, onReread }: FormProps) {
  const queries = useQueryClient();
  const { user } = useSession();
  const [attempt, setAttempt] = useState(0);
  const [theirs, setTheirs] = useState<Taxonomy>();
  const { values, change, done } = useDraft<TaxonomyValues>({
    userId: user.id,
    form: `taxonomy:${taxonomy.id}:${taxonomy.version}`,
    title: (v) => `Taxonomy: ${v.name}`,
    href: `/taxonomy/${taxonomy.id}`,
    initial: toValues(taxonomy),
  });
  const revise = api.useMutation("put", "/focus-taxonomies/{id}");
  const errors = fieldErrors(revise.error);
  const isStale = asProblem(revise.error ?? undefined).code === "stale";
  const warnings = editionWarnings(taxonomy, values);

  async function save(version: { version: number }) {
    try {
      await revise.mutateAsync({
        params: { path: { id: taxonomy.id }, header: ifMatch(version) },
        body: toRequest(values),
      });
      await done();
      await queries.invalidateQueries();
      onSaved();
    } catch (error) {
      setAttempt((n) => n + 1);
      if (asProblem(error).code === "stale") {
        const current = await queries.fetchQuery(
          api.queryOptions(
            "get",
            "/focus-taxonomies/{id}",
            { params: { path: { id: taxonomy.id } } },
            { staleTime: 0 },
          ),
        );
        setTheirs(current);
      }
    }
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    void save(taxonomy);
  }

  const dimension = (at: number, part: Partial<TaxonomyValues["dimensions"][number]>) =>
    change({ dimensions: values.dimensions.map((d, i) => (i === at ? { ...d, ...part } : d)) });

  return (
    <>
      {revise.error && !isStale && <ProblemSummary key={attempt} error={revise.error} />}
      <PageHead
        title={taxonomy.name}
        trail={trail}
        about={`Edition ${taxonomy.edition}. Figures name the edition that they were worked out with.`}
        hasErrors={revise.isError}
      />
      {theirs && (
        <Conflict
          rows={conflictRows(toValues(theirs), values)}
          isSaving={revise.isPending}
          onKeepMine={() => save(theirs)}
          onTakeTheirs={async () => {
            await done();
            setTheirs(undefined);
            await onReread();
          }}
        />
      )}
      <Form onSubmit={submit} noValidate className="narrow">
        <TextInput
          id="name"
          label="Name of this taxonomy"
          value={values.name}
          onChange={(e) => change({ name: e.currentTarget.value })}
          error={errors.name}
        />
        {values.dimensions.map((d, at) => (
          <fieldset className="plain" key={`${at}-${d.isNew ? "new" : d.code}`}>
            <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--m">{d.name || "A new dimension"}</legend>
            <div className="pair">
              <TextInput
                id={`dimensions.${at}.name`}
                label="Name"
                value={d.name}
                onChange={(e) => dimension(at, { name: e.currentTarget.value })}
                error={errors[`dimensions.${at}.name`]}
              />
              {d.isNew ? (
                <TextInput
                  id={`dimensions.${at}.code`}
                  label="Code"
                  hint="Short and lasting, such as P6."
                  width={5}
                  value={d.code}
                  onChange={(e) => dimension(at, { code: e.currentTarget.value })}
                  error={errors[`dimensions.${at}.code`]}
                />
              ) : (
                <div className="nhsuk-form-group">
                  <p className="nhsuk-label">Code</p>
                  <p>{d.code}</p>
                </div>
              )}
              <Select
                id={`dimensions.${at}.block`}
                label="Side of the beam"
                value={d.block}
                onChange={(e) => dimension(at, { block: e.currentTarget.value === "people" ? "people" : "structure" })}
              >
                <Select.Option value="structure">structure</Select.Option>
                <Select.Option value="people">people</Select.Option>
              </Select>
            </div>
            <Textarea
              id={`dimensions.${at}.words`}
              label="Words that suggest it"
              hint="One a line. End with * for any ending: “configur*”."
              rows={5}
              value={d.words}
              onChange={(e) => dimension(at, { words: e.currentTarget.value })}
              error={Object.entries(errors).find(([field]) => field.startsWith(`dimensions.${at}.words`))?.[1]}
            />
            <button
              type="button"
              className="quiet-button"
              onClick={() => change({ dimensions: values.dimensions.filter((_, i) => i !== at) })}
            >
              Remove {d.name || "this dimension"}
            </button>
          </fieldset>
        ))}
        <Button
          type="button"
          secondary
          onClick={() => change({ dimensions: [...values.dimensions, emptyDimension()] })}
          disabled={values.dimensions.length >= 24}
        >
          Add a dimension
        </Button>
        <section className="section" aria-live="polite">
          <h2>
            {warnings.length === 0
              ? "Nothing is changed yet"
              : `${numberWord(warnings.length)} ${plural(warnings.length, "change", "changes")}`.replace(/^./, (c) =>
                  c.toUpperCase(),
                )}
          </h2>
          {warnings.length > 0 && (
            <>
              <ul>
                {warnings.map((words) => (
                  <li key={words}>{words}</li>
                ))}
              </ul>
              <p>
                Saving makes <strong>edition {taxonomy.edition + 1}</strong>. Every programme that uses this taxonomy is
                worked out anew, and its figures may move. Edition {taxonomy.edition} is kept: figures worked out with
                it still name it.
              </p>
            </>
          )}
        </section>
        {!theirs && (
          <Button disabled={revise.isPending || warnings.length === 0}>Save as edition {taxonomy.edition + 1}</Button>
        )}
      </Form>
    </>
  );
}

function conflictRows(theirs: TaxonomyValues, mine: TaxonomyValues) {
  const codes = [...new Set([...theirs.dimensions, ...mine.dimensions].map((d) => d.code))];
  const words = (values: TaxonomyValues, code: string) => {
    const d = values.dimensions.find((it) => it.code === code);
    return d ? `${d.name}, ${d.block}; ${d.words.split("\n").filter(Boolean).join(", ")}` : "not there";
  };
  return [
    { label: "Name", theirs: theirs.name, mine: mine.name },
    ...codes.map((code) => ({ label: code, theirs: words(theirs, code), mine: words(mine, code) })),
  ];
}
