import { TextInput } from "nhsuk-react-components";
import { Anchor } from "../../components/Anchor";
import { RecordForm } from "../../components/RecordForm";
import { api } from "../../lib/api";
import type { CodebookTheme } from "../../lib/shapes";
import { useCreation } from "../../lib/useCreation";
import { plural } from "../../lib/words";

type Props = { theme: CodebookTheme; quoteIds: readonly string[]; onSplit: () => void };

/** The chosen quotes become those of a new theme beside this one. */
export function SplitTheme({ theme, quoteIds, onSplit }: Props) {
  const split = api.useMutation("post", "/themes/{id}/splits");
  const form = useCreation({
    form: `split:${theme.id}`,
    title: (typed) => `Split of ${theme.name}: ${typed.name}`,
    href: `/themes/${theme.id}`,
    initial: { name: "" },
    findWrong: (typed): Record<string, string> => (typed.name.trim() ? {} : { name: "Give the new theme a name." }),
    send: (typed, header) =>
      split.mutateAsync({
        params: { path: { id: theme.id }, header },
        body: { name: typed.name.trim(), quoteIds: [...quoteIds] },
      }),
    onMade: onSplit,
  });
  const n = quoteIds.length;
  return (
    <section className="asking" aria-label="Split off">
      <RecordForm form={form} save={`Split ${n} ${plural(n, "quote", "quotes")} off`}>
        <TextInput
          id="name"
          name="name"
          label={`Name of a new theme for ${n === 1 ? "this quote" : `these ${n} quotes`}`}
          hint={`They leave “${theme.name}”. It can be taken back on the codebook’s page.`}
          labelProps={{ size: "s" }}
          autoComplete="off"
          maxLength={200}
          value={form.values.name}
          error={form.errors.name}
          onChange={(event) => form.change({ name: event.currentTarget.value })}
        />
      </RecordForm>
      <p>
        <Anchor href="/themes">Back to the codebook</Anchor>
      </p>
    </section>
  );
}
