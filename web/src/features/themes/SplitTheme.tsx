import { Button, Form, TextInput } from "nhsuk-react-components";
import { Anchor } from "../../components/Anchor";
import { ProblemSummary } from "../../components/ProblemSummary";
import { api } from "../../lib/api";
import type { CodebookTheme } from "../../lib/shapes";
import { useCreation } from "../../lib/useCreation";
import { plural } from "../../lib/words";

type Props = { theme: CodebookTheme; quoteIds: readonly string[]; onSplit: () => void };

/** The chosen quotes become those of a new theme beside this one. */
export function SplitTheme({ theme, quoteIds, onSplit }: Props) {
  const split = api.useMutation("post", "/themes/{id}/splits");
  const { values, change, submit, errors, hasErrors, failure, wrong, attempt, isSaving } = useCreation({
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
      {hasErrors && <ProblemSummary key={attempt} error={failure} errors={wrong} />}
      <Form onSubmit={submit} noValidate>
        <TextInput
          id="name"
          name="name"
          label={`Name of a new theme for ${n === 1 ? "this quote" : `these ${n} quotes`}`}
          hint={`They leave “${theme.name}”. It can be taken back on the codebook’s page.`}
          labelProps={{ size: "s" }}
          autoComplete="off"
          maxLength={200}
          value={values.name}
          error={errors.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <Button secondary small disabled={isSaving}>
          {isSaving ? "Splitting…" : `Split ${n} ${plural(n, "quote", "quotes")} off`}
        </Button>
      </Form>
      <p>
        <Anchor href="/themes">Back to the codebook</Anchor>
      </p>
    </section>
  );
}
