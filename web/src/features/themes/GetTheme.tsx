import { Button } from "nhsuk-react-components";
import { type ReactNode, useState } from "react";
import { Anchor } from "../../components/Anchor";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { ThemeName } from "../../components/ThemeName";
import { Typed } from "../../components/Typed";
import { Waiting } from "../../components/Waiting";
import { lastProgramme, useMyProgrammes } from "../../lib/myProgrammes";
import { mayDo, useSession } from "../../lib/session";
import { countWords } from "./countWords";
import { DeleteTheme } from "./DeleteTheme";
import { ListThemeQuotes } from "./ListThemeQuotes";
import { MergeTheme } from "./MergeTheme";
import { useAllDimensions, useCodebook } from "./useCodebook";

type Props = {
  id: string;
  onGone: (to: string) => void;
  memos: (programme: { id: string; name: string }) => ReactNode;
};

/** One theme: what belongs under it, what was said of it, and what coders think of it. */
export function GetTheme({ id, onGone, memos }: Props) {
  const session = useSession();
  const programmes = useMyProgrammes(session.user.id);
  const codebook = useCodebook();
  const dimensions = useAllDimensions();
  const [chosen, setChosen] = useState<string>();
  if (codebook.error && !codebook.data) return <ProblemPage error={codebook.error} onRetry={codebook.refetch} />;
  if (!codebook.data || !programmes.data) return <Waiting what="the theme" />;
  const themes = codebook.data.items;
  const theme = themes.find((it) => it.id === id);
  if (!theme) return <ProblemPage error={{ title: "Not found", status: 404, code: "not-found" }} />;

  const mayWrite = mayDo(session, "programmes:write");
  const mayRead = mayDo(session, "interviews:read");
  const parent = themes.find((it) => it.id === theme.parentId);
  const parts = themes.filter((it) => it.parentId === id);
  const wanted = chosen ?? lastProgramme(session.user.id);
  const programme = programmes.data.find((it) => it.id === wanted) ?? programmes.data[0];
  const dimension = dimensions.data?.find((it) => it.code === theme.dimension);
  return (
    <>
      <PageHead
        title={theme.name}
        trail={[
          { label: "Codebook", href: "/themes" },
          ...(parent ? [{ label: parent.name, href: `/themes/${parent.id}` }] : []),
        ]}
        about={[
          dimension ? `${dimension.code} ${dimension.name}` : theme.dimension,
          theme.isCodable ? countWords(theme) : "groups others",
        ]
          .filter(Boolean)
          .join(" · ")}
        next={
          mayWrite
            ? {
                why: theme.definition
                  ? "as more is said, the words that mark its bounds may need another look."
                  : "it has no definition yet, and two people would code differently.",
                action: (
                  <Button href={`/themes/${id}/edit`} asElement={Anchor}>
                    {theme.definition ? "Change or move this theme" : "Write its definition"}
                  </Button>
                ),
              }
            : undefined
        }
      />
      <section className="section">
        <h2>What belongs under it</h2>
        {theme.definition ? <Typed text={theme.definition} /> : <p>Nobody has written it down yet.</p>}
        {parts.length > 0 && (
          <>
            <h3 className="theme-parts">Its parts</h3>
            <ul className="plain-links">
              {parts.map((part) => (
                <li key={part.id}>
                  <Anchor href={`/themes/${part.id}`}>
                    <ThemeName theme={part} />
                  </Anchor>
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
      {mayRead && programme && (
        <>
          <ListThemeQuotes
            theme={theme}
            programmes={programmes.data}
            programme={programme}
            onProgramme={setChosen}
            mayCode={mayDo(session, "interviews:write")}
          />
          {memos(programme)}
        </>
      )}
      {mayWrite && (
        <section className="section">
          <h2>Tidy up</h2>
          <MergeTheme theme={theme} themes={themes} onMerged={(into) => onGone(`/themes/${into}`)} />
          {theme.quotes === 0 && theme.interviews === 0 && parts.length === 0 && (
            <DeleteTheme theme={theme} onGone={() => onGone("/themes")} />
          )}
        </section>
      )}
    </>
  );
}
