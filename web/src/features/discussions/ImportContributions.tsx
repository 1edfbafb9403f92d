import { InsetText, Select } from "nhsuk-react-components";
import { useState } from "react";
import { ImportFile } from "../../components/ImportFile";
import { ProblemPage } from "../../components/ProblemPage";
import { Waiting } from "../../components/Waiting";
import { api, client } from "../../lib/api";
import { clockWords, dayWords } from "../../lib/dates";
import type { Contribution, ContributionImport, Programme } from "../../lib/shapes";
import { consents, wordFor } from "../../lib/vocabulary";
import { list, plural } from "../../lib/words";

type Props = { programme: Pick<Programme, "id" | "name">; id: string; onImported: () => void };

type Consent = Contribution["consent"];

/** A file's rows are shown as they would be kept; a person looks them over, and only then are they. */
export function ImportContributions({ programme, id, onImported }: Props) {
  const discussion = api.useQuery("get", "/programmes/{programmeId}/discussions/{id}", {
    params: { path: { programmeId: programme.id, id } },
  });
  const [consent, setConsent] = useState<Consent>("notAsked");
  if (discussion.error && !discussion.data) return <ProblemPage error={discussion.error} />;
  if (!discussion.data) return <Waiting what="the discussion" />;

  const base = `/programmes/${programme.id}/discussions`;
  return (
    <ImportFile
      title="Import a file"
      about="Each row becomes one contribution. You see them all before anything is kept, and the same file again adds nothing."
      trail={[
        { label: programme.name, href: `/programmes/${programme.id}` },
        { label: "Discussions", href: base },
        { label: discussion.data.title, href: `${base}/${id}` },
      ]}
      hint="CSV (UTF-8) with a column named text, and author, saidAt and consent if it has them; up to 1,000 rows."
      accept=".csv,text/csv"
      send={(file, { dryRun, header }) =>
        client.POST("/programmes/{programmeId}/discussions/{discussionId}/contributions/imports", {
          params: { path: { programmeId: programme.id, discussionId: id }, query: { dryRun, consent }, header },
          // The bytes as they are: whether they are UTF-8 is for the service to say.
          body: file as unknown as string,
          bodySerializer: (body) => body,
          headers: { "Content-Type": "text/csv" },
        })
      }
      outlook={outlook}
      onImported={onImported}
    >
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
    </ImportFile>
  );
}

const example = `saidAt,author,text,consent
2026-03-12 19:05,@ward_manager,"No time, always no time.",given`;

const actions: Record<string, string> = { add: "Is added", same: "Here already", mend: "Mend this" };

/** Rows to mend come first, in the order of the file. */
function outlook({ add, same, mend, ignoredColumns, rows }: ContributionImport) {
  const counts = [
    `${add} ${plural(add, "row is", "rows are")} new`,
    same > 0 && `${same} ${plural(same, "is", "are")} here already`,
    mend > 0 &&
      `${mend} cannot be taken. Mend ${plural(mend, "it", "them")} in the file, and choose it again: until then nothing is imported`,
  ].filter(Boolean);
  const ignored =
    ignoredColumns.length > 0 &&
    `Not read: the ${plural(ignoredColumns.length, "column", "columns")} ${list(ignoredColumns)}.`;
  const sorted = [...rows.filter((it) => it.action === "mend"), ...rows.filter((it) => it.action !== "mend")];
  return {
    title: mend > 0 ? `${mend} ${plural(mend, "row needs", "rows need")} mending` : "Look the file over",
    about: [`${counts.join(", ")}.`, ignored].filter(Boolean).join(" "),
    act:
      mend === 0 && add > 0
        ? {
            why: "nothing is kept yet. If the rows below are right, keep them.",
            label: `Import ${add} ${plural(add, "contribution", "contributions")}`,
          }
        : undefined,
    caption: "Every row of the file, and what would become of it",
    heads: ["Line", "What happens", "Said", "By", "When", "Consent"],
    rows: sorted.map((row) => (
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
    )),
  };
}
