import { Select } from "nhsuk-react-components";
import { useState } from "react";
import { ImportFile } from "../../components/ImportFile";
import { client } from "../../lib/api";
import type { CodebookImport } from "../../lib/shapes";
import { plural } from "../../lib/words";
import { useAllDimensions } from "./useCodebook";

/** Themes from another program or a spreadsheet: what would happen is shown first, and only then does it. */
export function ImportCodebook({ onImported }: { onImported: () => void }) {
  const dimensions = useAllDimensions();
  const [dimension, setDimension] = useState("");
  return (
    <ImportFile
      title="Bring in a codebook"
      about="From NVivo, ATLAS.ti, MAXQDA or a spreadsheet. You see what would happen before anything does, and the same file again changes nothing."
      trail={[{ label: "Codebook", href: "/themes" }]}
      hint="A REFI-QDA codebook (.qdc), or a table (.csv, UTF-8) with a column named name, and definition, colour, dimension, parentId, isCodable and id if it has them; up to 2 MB."
      accept=".qdc,.csv,.xml,text/csv,application/xml"
      send={(file, { dryRun, header }) => {
        const isTable = file.name.toLowerCase().endsWith(".csv");
        return client.POST("/codebook/imports", {
          params: { query: { format: isTable ? "csv" : "qdc", dryRun, dimension: dimension || undefined }, header },
          // The bytes as they are: what they hold is for the service to say.
          body: file as unknown as string,
          bodySerializer: (body) => body,
          headers: { "Content-Type": isTable ? "text/csv" : "application/xml" },
        });
      }}
      outlook={outlook}
      onImported={onImported}
    >
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
    </ImportFile>
  );
}

const actions: Record<string, string> = { add: "Is added", change: "Is changed", same: "Stays as it is" };

/** What needs mending comes first, then what happens; what stays is only counted. */
function outlook({ added, changed, same, problems, rows }: CodebookImport) {
  const counts = [
    `${added} ${plural(added, "theme is", "themes are")} new`,
    changed > 0 && `${changed} would change`,
    same > 0 && `${same} ${plural(same, "stays as it is", "stay as they are")}`,
    problems > 0 && `${problems} cannot come in: mend the file and choose it again, for until then nothing comes in`,
  ].filter(Boolean);
  const what = [added > 0 && `add ${added}`, changed > 0 && `change ${changed}`].filter(Boolean).join(" and ");
  const shown = [...rows.filter((it) => it.problem), ...rows.filter((it) => !it.problem && it.action !== "same")];
  return {
    title:
      problems > 0 ? `${problems} ${plural(problems, "theme needs", "themes need")} mending` : "Look the themes over",
    about: `${counts.join(", ")}.`,
    act:
      problems === 0 && what
        ? {
            why: "nothing is written yet. It can be taken back in one step afterwards.",
            label: `Yes, ${what}`,
          }
        : undefined,
    caption: "Every theme that would be added or changed",
    heads: ["Line", "Theme", "What happens"],
    rows: shown.map((row, index) => (
      <tr key={index}>
        <td>{row.line}</td>
        <th scope="row">{row.name || "no name"}</th>
        <td>
          {row.problem ? <span className="row-problem">{row.problem}</span> : actions[row.action]}
          {row.note && <span className="note"> {row.note}</span>}
        </td>
      </tr>
    )),
  };
}
