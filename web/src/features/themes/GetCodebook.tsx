import { Button, Select } from "nhsuk-react-components";
import { useState } from "react";
import { Anchor } from "../../components/Anchor";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { ThemeName } from "../../components/ThemeName";
import { Waiting } from "../../components/Waiting";
import { useMyProgrammes } from "../../lib/myProgrammes";
import { mayDo, useSession } from "../../lib/session";
import type { CodebookTheme } from "../../lib/shapes";
import { plural } from "../../lib/words";
import { countWords } from "./countWords";
import { ListCodebookSteps } from "./ListCodebookSteps";
import { useAllDimensions, useCodebook } from "./useCodebook";

/** Everything that is coded with, as a tree: what belongs under each theme, and how much was said of it. */
export function GetCodebook() {
  const session = useSession();
  const mayWrite = mayDo(session, "programmes:write");
  const [programmeId, setProgrammeId] = useState("");
  const programmes = useMyProgrammes(session.user.id);
  const codebook = useCodebook(programmeId || undefined);
  const dimensions = useAllDimensions();
  if (codebook.error && !codebook.data) return <ProblemPage error={codebook.error} onRetry={codebook.refetch} />;
  if (!codebook.data) return <Waiting what="the codebook" />;

  const themes = codebook.data.items;
  const counts = themes[0]?.quotes !== undefined;
  const nameOf = (code: string) => dimensions.data?.find((it) => it.code === code)?.name ?? code;
  return (
    <>
      <PageHead
        title="Codebook"
        about={`What people talk about: ${themes.length} ${plural(themes.length, "theme", "themes")}, each under one dimension of attention.`}
        next={
          mayWrite
            ? {
                why:
                  themes.length === 0
                    ? "passages are coded with themes. Add the first, or bring a codebook in from a file."
                    : "what is said again and again and has no theme yet needs one.",
                action: (
                  <Button href="/themes/new" asElement={Anchor}>
                    Add a theme
                  </Button>
                ),
              }
            : undefined
        }
      />
      <ul className="plain-links codebook-ways">
        {mayWrite && (
          <li>
            <Anchor href="/themes/import">Bring in a file</Anchor>
          </li>
        )}
        {themes.length > 0 && (
          <>
            <li>
              <a href="/api/v1/codebook/export?format=qdc" download>
                Take along for NVivo, ATLAS.ti or MAXQDA (.qdc)
              </a>
            </li>
            <li>
              <a href="/api/v1/codebook/export?format=csv" download>
                Take along for a spreadsheet (.csv)
              </a>
            </li>
          </>
        )}
      </ul>
      {counts && (programmes.data?.length ?? 0) > 1 && (
        <Select
          id="programme"
          name="programme"
          label="Count what was said in"
          labelProps={{ size: "s" }}
          value={programmeId}
          onChange={(event) => setProgrammeId(event.currentTarget.value)}
        >
          <Select.Option value="">All programmes</Select.Option>
          {programmes.data?.map((it) => (
            <Select.Option key={it.id} value={it.id}>
              {it.name}
            </Select.Option>
          ))}
        </Select>
      )}
      {themes.length > 0 && <Tree themes={themes} parentId={undefined} nameOf={nameOf} />}
      {themes.length > 0 && counts && (
        <p className="note">
          What is sealed, or was said by people who took their agreement back, is counted for nobody.
        </p>
      )}
      <ListCodebookSteps mayUndo={mayWrite} />
    </>
  );
}

type TreeProps = { themes: readonly CodebookTheme[]; parentId: string | undefined; nameOf: (code: string) => string };

function Tree({ themes, parentId, nameOf }: TreeProps) {
  const here = themes.filter((it) => it.parentId === parentId);
  if (here.length === 0) return null;
  return (
    <ul className="codebook">
      {here.map((theme) => (
        <li key={theme.id}>
          <div className="codebook-theme">
            <p className="codebook-name">
              <Anchor href={`/themes/${theme.id}`}>
                <ThemeName theme={theme} />
              </Anchor>
            </p>
            <p className="note codebook-counts">{theme.isCodable ? countWords(theme) : "Groups others"}</p>
            <p className="note codebook-words">
              {nameOf(theme.dimension)}
              {theme.definition && ` · ${shortened(theme.definition)}`}
            </p>
          </div>
          <Tree themes={themes} parentId={theme.id} nameOf={nameOf} />
        </li>
      ))}
    </ul>
  );
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 140 ? `${line.slice(0, line.lastIndexOf(" ", 138))}…` : line;
}
