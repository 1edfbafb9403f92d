import { useQueryClient } from "@tanstack/react-query";
import { Button, Form } from "nhsuk-react-components";
import { type FormEvent, type ReactNode, useRef, useState } from "react";
import { isProblem } from "../lib/problem";
import { idempotencyKey } from "../lib/records";
import type { Answer } from "../lib/useRevision";
import { PageHead } from "./PageHead";
import { ProblemSummary } from "./ProblemSummary";

type Sending = { dryRun: boolean; header?: { "Idempotency-Key": string } };

/** What would come of a file, in the words of its page. */
type Outlook = {
  title: string;
  about: string;
  /** Only where there is something to do, and nothing to mend first. */
  act?: { why: string; label: string };
  caption: string;
  heads: readonly string[];
  rows: readonly ReactNode[];
};

type Props<Found> = {
  title: string;
  about: string;
  trail: readonly { label: string; href: string }[];
  /** What the file holds, and the kinds of file that can be chosen. */
  hint: string;
  accept: string;
  send: (file: File, sending: Sending) => Promise<Answer<Found>>;
  outlook: (found: Found) => Outlook;
  onImported: () => void;
  /** What else is asked before the file is read. */
  children: ReactNode;
};

/** Records from a file: what would happen is shown row by row, and only when a person says so does it. */
export function ImportFile<Found>({
  title,
  about,
  trail,
  hint,
  accept,
  send,
  outlook,
  onImported,
  children,
}: Props<Found>) {
  const queries = useQueryClient();
  const [file, setFile] = useState<File>();
  const [found, setFound] = useState<Found>();
  const [failure, setFailure] = useState<unknown>();
  const [isMissing, setMissing] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const [isBusy, setBusy] = useState(false);
  const key = useRef(idempotencyKey());

  async function run(sending: Sending): Promise<Found | undefined> {
    setFailure(undefined);
    setMissing(!file);
    setAttempt((n) => n + 1);
    if (!file) return undefined;
    setBusy(true);
    try {
      const { data, error } = await send(file, sending);
      if (!data) throw error;
      return data;
    } catch (error) {
      if (isProblem(error)) key.current = idempotencyKey();
      setFailure(error);
      return undefined;
    } finally {
      setBusy(false);
    }
  }

  async function check(event: FormEvent) {
    event.preventDefault();
    const answer = await run({ dryRun: true });
    if (!answer) return;
    setFound(answer);
    window.scrollTo(0, 0);
  }

  async function keep() {
    if (!(await run({ dryRun: false, header: key.current }))) return;
    await queries.invalidateQueries();
    onImported();
  }

  const wrong = isMissing ? "Choose the file first." : undefined;
  const hasErrors = failure !== undefined || isMissing;
  const summary = hasErrors && <ProblemSummary key={attempt} error={failure} errors={{ file: wrong }} />;

  if (found) {
    const { act, caption, heads, rows, ...words } = outlook(found);
    return (
      <>
        {summary}
        <PageHead
          {...words}
          trail={trail}
          hasErrors={hasErrors}
          next={
            act && {
              why: act.why,
              action: (
                <Button type="button" disabled={isBusy} onClick={keep}>
                  {isBusy ? "Importing…" : act.label}
                </Button>
              ),
            }
          }
        />
        {rows.length > 0 && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table on a phone is scrolled with the keyboard too
          <section className="scroll-x" tabIndex={0} aria-label="What the file holds">
            <table className="figures import">
              <caption>{caption}</caption>
              <thead>
                <tr>
                  {heads.map((head) => (
                    <th key={head} scope="col">
                      {head}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>{rows}</tbody>
            </table>
          </section>
        )}
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
      <PageHead title={title} trail={trail} about={about} hasErrors={hasErrors} />
      <Form onSubmit={check} noValidate>
        <div className={wrong ? "nhsuk-form-group nhsuk-form-group--error" : "nhsuk-form-group"}>
          <label className="nhsuk-label nhsuk-label--s" htmlFor="file">
            The file
          </label>
          <div className="nhsuk-hint" id="file-hint">
            {hint}
          </div>
          {wrong && (
            <span className="nhsuk-error-message" id="file-error">
              <span className="nhsuk-u-visually-hidden">Error:</span> {wrong}
            </span>
          )}
          <input
            id="file"
            name="file"
            type="file"
            accept={accept}
            className="file-input"
            aria-describedby={wrong ? "file-hint file-error" : "file-hint"}
            onChange={(event) => setFile(event.currentTarget.files?.[0])}
          />
          {file && <p className="note">Chosen: {file.name}</p>}
        </div>
        {children}
        <Button disabled={isBusy}>{isBusy ? "Reading…" : "Check the file"}</Button>
      </Form>
    </div>
  );
}
