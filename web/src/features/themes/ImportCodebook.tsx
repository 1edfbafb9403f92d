import { useQueryClient } from "@tanstack/react-query";
import { Button, Form, Select } from "nhsuk-react-components";
import { type FormEvent, useRef, useState } from "react";
import { PageHead } from "../../components/PageHead";
import { ProblemSummary } from "../../components/ProblemSummary";
import { client } from "../../lib/api";
import { isProblem } from "../../lib/problem";
import { idempotencyKey } from "../../lib/records";
import type { CodebookImport } from "../../lib/shapes";
import { plural } from "../../lib/words";
import { useAllDimensions } from "./useCodebook";

/** Themes from another program or a spreadsheet: what would happen is shown first, and only then does it. */
export function ImportCodebook({ onImported }: { onImported: () => void }) {
  const queries = useQueryClient();
  const dimensions = useAllDimensions();
  const [file, setFile] = useState<File>();
  const [dimension, setDimension] = useState("");
  const [found, setFound] = useState<CodebookImport>();
  const [failure, setFailure] = useState<unknown>();
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [attempt, setAttempt] = useState(0);
  const [isBusy, setBusy] = useState(false);
  const key = useRef(idempotencyKey());

  async function send(dryRun: boolean): Promise<CodebookImport | undefined> {
    setFailure(undefined);
    setBusy(true);
    try {
      const isTable = file?.name.toLowerCase().endsWith(".csv");
      const { data, error } = await client.POST("/codebook/imports", {
        params: {
          query: { format: isTable ? "csv" : "qdc", dryRun, dimension: dimension || undefined },
          header: dryRun ? undefined : key.current,
        },
        // The bytes as they are: what they hold is for the service to say.
        body: file as unknown as string,
        bodySerializer: (body) => body,
        headers: { "Content-Type": isTable ? "text/csv" : "application/xml" },
      });
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
    setWrong(file ? {} : { file: "Choose the file first." });
    setFailure(undefined);
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

  const hasErrors = failure !== undefined || Object.keys(wrong).length > 0;
  const summary = hasErrors && <ProblemSummary key={attempt} error={failure} errors={wrong} />;
  const trail = [{ label: "Codebook", href: "/themes" }];
  if (found) {
    const { added, changed, problems } = found;
    const what = [added > 0 && `add ${added}`, changed > 0 && `change ${changed}`].filter(Boolean).join(" and ");
    return (
      <>
        {summary}
        <PageHead
          title={
            problems > 0
              ? `${problems} ${plural(problems, "theme needs", "themes need")} mending`
              : "Look the themes over"
          }
          trail={trail}
          about={sentence(found)}
          hasErrors={hasErrors}
          next={
            problems === 0 && what
              ? {
                  why: "nothing is written yet. It can be taken back in one step afterwards.",
                  action: (
                    <Button type="button" disabled={isBusy} onClick={keep}>
                      {isBusy ? "Bringing in…" : `Yes, ${what}`}
                    </Button>
                  ),
                }
              : undefined
          }
        />
        <Rows found={found} />
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
        title="Bring in a codebook"
        trail={trail}
        about="From NVivo, ATLAS.ti, MAXQDA or a spreadsheet. You see what would happen before anything does, and the same file again changes nothing."
        hasErrors={hasErrors}
      />
      <Form onSubmit={check} noValidate>
        <div className={wrong.file ? "nhsuk-form-group nhsuk-form-group--error" : "nhsuk-form-group"}>
          <label className="nhsuk-label nhsuk-label--s" htmlFor="file">
            The file
          </label>
          <div className="nhsuk-hint" id="file-hint">
            A REFI-QDA codebook (.qdc), or a table (.csv, UTF-8) with a column named name, and definition, colour,
            dimension, parentId, isCodable and id if it has them; up to 2 MB.
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
            accept=".qdc,.csv,.xml,text/csv,application/xml"
            className="file-input"
            aria-describedby={wrong.file ? "file-hint file-error" : "file-hint"}
            onChange={(event) => setFile(event.currentTarget.files?.[0])}
          />
          {file && <p className="note">Chosen: {file.name}</p>}
        </div>
        <Select
          id="dimension"
          name="dimension"
          label="Dimension of themes for which the file gives none"
          hint="Other programs do not know dimensions. You can change it theme by theme afterwards."
          labelProps={{ size: "s" }}
          value={dimension}
          onChange={(event) => setDimension(event.currentTarget.value)}
        >
          <Select.Option value="">The file gives them all</Select.Option>
          {dimensions.data?.map(({ code, name }) => (
            <Select.Option key={code} value={code}>
              {code} {name}
            </Select.Option>
          ))}
        </Select>
        <Button disabled={isBusy}>{isBusy ? "Reading…" : "Check the file"}</Button>
      </Form>
    </div>
  );
}

const actions: Record<string, string> = { add: "Is added", change: "Is changed", same: "Stays as it is" };

/** What needs mending comes first, then what happens; what stays is only counted. */
function Rows({ found }: { found: CodebookImport }) {
  const rows = [
    ...found.rows.filter((it) => it.problem),
    ...found.rows.filter((it) => !it.problem && it.action !== "same"),
  ];
  if (rows.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table on a phone is scrolled with the keyboard too
    <section className="scroll-x" tabIndex={0} aria-label="The themes of the file">
      <table className="figures import">
        <caption>Every theme that would be added or changed</caption>
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col">Theme</th>
            <th scope="col">What happens</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              <td>{row.line}</td>
              <th scope="row">{row.name || "no name"}</th>
              <td>
                {row.problem ? <span className="row-problem">{row.problem}</span> : actions[row.action]}
                {row.note && <span className="note"> {row.note}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function sentence({ added, changed, same, problems }: CodebookImport): string {
  const parts = [
    `${added} ${plural(added, "theme is", "themes are")} new`,
    changed > 0 && `${changed} would change`,
    same > 0 && `${same} ${plural(same, "stays as it is", "stay as they are")}`,
    problems > 0 && `${problems} cannot come in: mend the file and choose it again, for until then nothing comes in`,
  ];
  return `${parts.filter(Boolean).join(", ")}.`;
}
