import { useQueryClient } from "@tanstack/react-query";
import { Button, Form, InsetText, Select } from "nhsuk-react-components";
import { type FormEvent, useRef, useState } from "react";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { ProblemSummary } from "../../components/ProblemSummary";
import { Waiting } from "../../components/Waiting";
import { api, client } from "../../lib/api";
import { clockWords, dayWords } from "../../lib/dates";
import { isProblem } from "../../lib/problem";
import { idempotencyKey } from "../../lib/records";
import type { Contribution, ContributionImport, Programme } from "../../lib/shapes";
import { consents, wordFor } from "../../lib/vocabulary";
import { plural } from "../../lib/words";

type Props = { programme: Pick<Programme, "id" | "name">; id: string; onImported: () => void };

type Consent = Contribution["consent"];

/** A file's rows are shown as they would be kept; a person looks them over, and only then are they. */
export function ImportContributions({ programme, id, onImported }: Props) {
  const queries = useQueryClient();
  const discussion = api.useQuery("get", "/programmes/{programmeId}/discussions/{id}", {
    params: { path: { programmeId: programme.id, id } },
  });
  const [file, setFile] = useState<File>();
  const [consent, setConsent] = useState<Consent>("notAsked");
  const [found, setFound] = useState<ContributionImport>();
  const [failure, setFailure] = useState<unknown>();
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [attempt, setAttempt] = useState(0);
  const [isBusy, setBusy] = useState(false);
  const key = useRef(idempotencyKey());
  if (discussion.error && !discussion.data) return <ProblemPage error={discussion.error} />;
  if (!discussion.data) return <Waiting what="the discussion" />;

  async function send(dryRun: boolean): Promise<ContributionImport | undefined> {
    setFailure(undefined);
    setBusy(true);
    try {
      const { data, error } = await client.POST(
        "/programmes/{programmeId}/discussions/{discussionId}/contributions/imports",
        {
          params: {
            path: { programmeId: programme.id, discussionId: id },
            query: { dryRun, consent },
            header: dryRun ? undefined : key.current,
          },
          // The bytes as they are: whether they are UTF-8 is for the service to say.
          body: file as unknown as string,
          bodySerializer: (body) => body,
          headers: { "Content-Type": "text/csv" },
        },
      );
      if (!data) throw error;
      return data;
    } catch (error) {
      if (isProblem(error)) key.current = idempotencyKey();
      setFailure(error);
      setAttempt((n) => n + 1);
      return undefined;
    } finally {
      setBusy(false);
    }
  }

  async function check(event: FormEvent) {
    event.preventDefault();
    const missing = file ? {} : { file: "Choose the file first." };
    setWrong(missing as Record<string, string>);
    if (!file) return setAttempt((n) => n + 1);
    const answer = await send(true);
    if (!answer) return;
    setFound(answer);
    window.scrollTo(0, 0);
  }

  async function keep() {
    if (!(await send(false))) return;
    await queries.invalidateQueries();
    onImported();
  }

  const base = `/programmes/${programme.id}/discussions`;
  const hasErrors = failure !== undefined || Object.keys(wrong).length > 0;
  const head = {
    trail: [
      { label: programme.name, href: `/programmes/${programme.id}` },
      { label: "Discussions", href: base },
      { label: discussion.data.title, href: `${base}/${id}` },
    ],
    hasErrors,
  };
  const summary = hasErrors && <ProblemSummary key={attempt} error={failure} errors={wrong} />;

  if (found) {
    return (
      <>
        {summary}
        <PageHead
          {...head}
          title={
            found.mend > 0
              ? `${found.mend} ${plural(found.mend, "row needs", "rows need")} mending`
              : "Look the file over"
          }
          about={countWords(found)}
          next={
            found.mend === 0 && found.add > 0
              ? {
                  why: "nothing is kept yet. If the rows below are right, keep them.",
                  action: (
                    <Button type="button" disabled={isBusy} onClick={keep}>
                      {isBusy
                        ? "Importing…"
                        : `Import ${found.add} ${plural(found.add, "contribution", "contributions")}`}
                    </Button>
                  ),
                }
              : undefined
          }
        />
        {found.ignoredColumns.length > 0 && (
          <p>
            {plural(found.ignoredColumns.length, "A column of the file is", "Some columns of the file are")} not read:{" "}
            {found.ignoredColumns.join(", ")}.
          </p>
        )}
        <Rows rows={found.rows} />
        <p>
          <button type="button" className="quiet-button" onClick={() => setFound(undefined)}>
            Choose another file
          </button>
        </p>
      </>
    );
  }

  return (
    <div className="narrow">
      {summary}
      <PageHead
        {...head}
        title="Import a file"
        about="Each row becomes one contribution. You see them all before anything is kept, and the same file again adds nothing."
      />
      <Form onSubmit={check} noValidate>
        <div className={wrong.file ? "nhsuk-form-group nhsuk-form-group--error" : "nhsuk-form-group"}>
          <label className="nhsuk-label nhsuk-label--s" htmlFor="file">
            The file
          </label>
          <div className="nhsuk-hint" id="file-hint">
            CSV (UTF-8) with a column named text, and author, saidAt and consent if it has them; up to 1,000 rows.
          </div>
          {wrong.file && (
            <span className="nhsuk-error-message" id="file-error">
              <span className="nhsuk-u-visually-hidden">Error:</span> {wrong.file}
            </span>
          )}
          <input
            id="file"
            name="file"
            type="file"
            accept=".csv,text/csv"
            className="file-input"
            aria-describedby={wrong.file ? "file-hint file-error" : "file-hint"}
            onChange={(event) => setFile(event.currentTarget.files?.[0])}
          />
          {file && <p className="note">Chosen: {file.name}</p>}
        </div>
        <Select
          id="consent"
          label="Consent of those for whom the file gives none"
          hint="Choose Given only if everybody was told before that their words may be repeated, and spoke knowing it."
          labelProps={{ size: "s" }}
          value={consent}
          onChange={(event) => setConsent(event.currentTarget.value as Consent)}
        >
          {Object.entries(consents).map(([code, word]) => (
            <Select.Option key={code} value={code}>
              {word}
            </Select.Option>
          ))}
        </Select>
        <InsetText>
          <p>A file begins, for example:</p>
          <pre className="example">{example}</pre>
        </InsetText>
        <Button disabled={isBusy}>{isBusy ? "Reading…" : "Check the file"}</Button>
      </Form>
    </div>
  );
}

const example = `saidAt,author,text,consent
2026-03-12 19:05,@ward_manager,"No time, always no time.",given`;

const actions: Record<string, string> = { add: "Is added", same: "Here already", mend: "Mend this" };

type Row = ContributionImport["rows"][number];

/** Rows to mend come first, in the order of the file. */
function Rows({ rows }: { rows: readonly Row[] }) {
  const sorted = [...rows.filter((it) => it.action === "mend"), ...rows.filter((it) => it.action !== "mend")];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table on a phone is scrolled with the keyboard too
    <section className="scroll-x" tabIndex={0} aria-label="The rows of the file">
      <table className="figures import">
        <caption>Every row of the file, and what would become of it</caption>
        <thead>
          <tr>
            {["Line", "What happens", "Said", "By", "When", "Consent"].map((label) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => (
            <tr key={row.line}>
              <th scope="row">{row.line}</th>
              <td>
                {row.sameAs ? `The same as line ${row.sameAs}` : actions[row.action]}
                {row.problems.map((it) => (
                  <span key={`${it.column}${it.message}`} className="row-problem">
                    {it.column ? `${it.column}: ` : ""}
                    {it.message}
                  </span>
                ))}
              </td>
              <td className="as-typed">{row.text}</td>
              <td>{row.author}</td>
              <td>{row.saidAt && `${dayWords(row.saidAt)}, ${clockWords(row.saidAt)}`}</td>
              <td>{wordFor(consents, row.consent)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function countWords({ add, same, mend }: ContributionImport): string {
  const parts = [
    `${add} ${plural(add, "row is", "rows are")} new`,
    same > 0 && `${same} ${plural(same, "is", "are")} here already`,
    mend > 0 &&
      `${mend} cannot be taken. Mend ${plural(mend, "it", "them")} in the file, and choose it again: until then nothing is imported`,
  ];
  return `${parts.filter(Boolean).join(", ")}.`;
}
