import { Opened } from "../../components/Opened";
import { RecordForm } from "../../components/RecordForm";
import { api, client } from "../../lib/api";
import type { Theme } from "../../lib/shapes";
import { useRevisedDraft } from "../../lib/useRevisedDraft";
import { ThemeFields } from "./ThemeFields";
import { findWrong, possibleParents, themeRequest, themeValues } from "./themeValues";
import { useCodebook } from "./useCodebook";

type Props = { id: string; onSaved: () => void };

/** Changes a theme, or moves it beneath another. What was coded with it stays coded with it. */
export function ReviseTheme({ id, onSaved }: Props) {
  const theme = api.useQuery("get", "/themes/{id}", { params: { path: { id } } }, { refetchOnWindowFocus: false });
  return (
    <Opened query={theme} what="the theme">
      {(opened) => <Revision key={id} opened={opened} onSaved={onSaved} />}
    </Opened>
  );
}

function Revision({ opened, onSaved }: { opened: Theme; onSaved: () => void }) {
  const codebook = useCodebook();
  const themes = codebook.data?.items ?? [];
  const path = { id: opened.id };
  const form = useRevisedDraft({
    form: `theme:${opened.id}`,
    title: (typed) => `Change to ${typed.name}`,
    href: `/themes/${opened.id}/edit`,
    opened,
    valuesOf: themeValues,
    words: [
      ["Name", (it) => it.name],
      ["What belongs under it", (it) => it.definition],
      ["Dimension", (it) => it.dimension],
      ["Part of", (it) => themes.find((known) => known.id === it.parentId)?.name],
      ["Colour", (it) => it.colour],
      ["Passages are coded with it", (it) => (it.isCodable ? "yes" : "no")],
    ],
    findWrong,
    read: () => client.GET("/themes/{id}", { params: { path } }),
    send: (typed, header) => client.PUT("/themes/{id}", { params: { path, header }, body: themeRequest(typed) }),
    onSaved,
  });

  return (
    <RecordForm
      form={form}
      head={{
        title: `Change ${opened.name}`,
        trail: [
          { label: "Codebook", href: "/themes" },
          { label: opened.name, href: `/themes/${opened.id}` },
        ],
        about: "What was coded with it stays. The change can be taken back on the codebook’s page.",
      }}
      save="Save changes"
    >
      <ThemeFields
        values={form.values}
        errors={form.errors}
        change={form.change}
        parents={possibleParents(themes, opened.id)}
      />
    </RecordForm>
  );
}
