import { Button, Form } from "nhsuk-react-components";
import { Conflict, type ConflictRow } from "../../components/Conflict";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { ProblemSummary } from "../../components/ProblemSummary";
import { Waiting } from "../../components/Waiting";
import { api, client } from "../../lib/api";
import type { Theme } from "../../lib/shapes";
import { useRevisedDraft } from "../../lib/useRevisedDraft";
import { ThemeFields } from "./ThemeFields";
import { findWrong, possibleParents, type ThemeValues, themeRequest, themeValues } from "./themeValues";
import { useCodebook } from "./useCodebook";

type Props = { id: string; onSaved: () => void };

/** Changes a theme, or moves it beneath another. What was coded with it stays coded with it. */
export function ReviseTheme({ id, onSaved }: Props) {
  const { data, error } = api.useQuery(
    "get",
    "/themes/{id}",
    { params: { path: { id } } },
    { refetchOnWindowFocus: false },
  );
  if (error && !data) return <ProblemPage error={error} />;
  if (!data) return <Waiting what="the theme" />;
  return <Revision key={id} opened={data} onSaved={onSaved} />;
}

function Revision({ opened, onSaved }: { opened: Theme; onSaved: () => void }) {
  const codebook = useCodebook();
  const themes = codebook.data?.items ?? [];
  const path = { id: opened.id };
  const revision = useRevisedDraft({
    form: `theme:${opened.id}`,
    title: (typed) => `Change to ${typed.name}`,
    href: `/themes/${opened.id}/edit`,
    opened,
    valuesOf: themeValues,
    findWrong,
    fetchCurrent: async () => (await client.GET("/themes/{id}", { params: { path } })).data,
    send: async (typed, header) => {
      const { error } = await client.PUT("/themes/{id}", { params: { path, header }, body: themeRequest(typed) });
      if (error) throw error;
    },
    onSaved,
  });
  const { values, change, submit, errors, hasErrors } = revision;

  function differences(saved: Theme): ConflictRow[] {
    const theirs = themeValues(saved);
    const row = (label: string, words: (it: ThemeValues) => string | undefined) => ({
      label,
      theirs: words(theirs) ?? "",
      mine: words(values) ?? "",
    });
    return [
      row("Name", (it) => it.name),
      row("What belongs under it", (it) => it.definition),
      row("Dimension", (it) => it.dimension),
      row("Part of", (it) => themes.find((known) => known.id === it.parentId)?.name),
      row("Colour", (it) => it.colour),
      row("Passages are coded with it", (it) => (it.isCodable ? "yes" : "no")),
    ];
  }

  return (
    <div className="narrow">
      {hasErrors && <ProblemSummary key={revision.attempt} error={revision.failure} errors={revision.wrong} />}
      <PageHead
        title={`Change ${opened.name}`}
        trail={[
          { label: "Codebook", href: "/themes" },
          { label: opened.name, href: `/themes/${opened.id}` },
        ]}
        about="What was coded with it stays. The change can be taken back on the codebook’s page."
        hasErrors={hasErrors}
      />
      {revision.theirs && (
        <Conflict
          rows={differences(revision.theirs)}
          isSaving={revision.isSaving}
          onKeepMine={revision.keepMine}
          onTakeTheirs={revision.takeTheirs}
        />
      )}
      <Form onSubmit={submit} noValidate>
        <ThemeFields values={values} errors={errors} change={change} parents={possibleParents(themes, opened.id)} />
        {!revision.theirs && (
          <Button disabled={revision.isSaving}>{revision.isSaving ? "Saving…" : "Save changes"}</Button>
        )}
      </Form>
    </div>
  );
}
