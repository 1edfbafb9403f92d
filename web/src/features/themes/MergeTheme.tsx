import { Select } from "nhsuk-react-components";
import { useState } from "react";
import { Asking } from "../../components/Asking";
import { ProblemSummary } from "../../components/ProblemSummary";
import { api } from "../../lib/api";
import type { CodebookTheme } from "../../lib/shapes";
import { possibleParents } from "./themeValues";

type Props = { theme: CodebookTheme; themes: readonly CodebookTheme[]; onMerged: (into: string) => void };

/** Two themes that mean the same become one: everything coded with this one is coded with the other. */
export function MergeTheme({ theme, themes, onMerged }: Props) {
  const [intoId, setIntoId] = useState("");
  const merge = api.useMutation("post", "/themes/{id}/merges", { onSuccess: (into) => onMerged(into.id) });
  const possible = possibleParents(themes, theme.id).filter((it) => it.isCodable || !theme.isCodable);
  const into = possible.find((it) => it.id === intoId);
  if (possible.length === 0) return null;
  return (
    <>
      {merge.error && <ProblemSummary error={merge.error} />}
      <Select
        id="into"
        name="into"
        label="Merge it into"
        hint="For two themes that mean the same. Quotes, meetings, memos and parts move along, and it can be taken back."
        labelProps={{ size: "s" }}
        value={intoId}
        onChange={(event) => setIntoId(event.currentTarget.value)}
      >
        <Select.Option value="">Choose a theme…</Select.Option>
        {possible.map((it) => (
          <Select.Option key={it.id} value={it.id}>
            {"\u2003".repeat(it.depth - 1)}
            {it.name}
          </Select.Option>
        ))}
      </Select>
      {into && (
        <Asking
          key={into.id}
          label={`Merge into “${into.name}”`}
          question={`Everything coded with “${theme.name}” will be coded with “${into.name}”, and “${theme.name}” goes.`}
          confirm="Merge them"
          isPending={merge.isPending}
          onConfirm={() => merge.mutate({ params: { path: { id: theme.id } }, body: { intoThemeId: into.id } })}
        />
      )}
    </>
  );
}
