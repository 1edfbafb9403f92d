import { Button, Form } from "nhsuk-react-components";
import { PageHead } from "../../components/PageHead";
import { ProblemSummary } from "../../components/ProblemSummary";
import { api } from "../../lib/api";
import { useCreation } from "../../lib/useCreation";
import { ThemeFields } from "./ThemeFields";
import { findWrong, themeRequest, themeValues } from "./themeValues";
import { useCodebook } from "./useCodebook";

type Props = { parentId?: string; onSaved: () => void };

/** Adds a theme; a name stands once in a workspace. */
export function CreateTheme({ parentId, onSaved }: Props) {
  const codebook = useCodebook();
  const create = api.useMutation("post", "/themes");
  const { values, change, submit, errors, hasErrors, failure, wrong, attempt, isSaving } = useCreation({
    form: "theme:new",
    title: (typed) => `New theme ${typed.name}`.trim(),
    href: "/themes/new",
    initial: { ...themeValues(), parentId: parentId ?? "" },
    findWrong,
    send: (typed, header) => create.mutateAsync({ params: { header }, body: themeRequest(typed) }),
    onMade: onSaved,
  });

  return (
    <div className="narrow">
      {hasErrors && <ProblemSummary key={attempt} error={failure} errors={wrong} />}
      <PageHead
        title="Add a theme"
        trail={[{ label: "Codebook", href: "/themes" }]}
        about="What people talk about, in words that two coders would read alike."
        hasErrors={hasErrors}
      />
      <Form onSubmit={submit} noValidate>
        <ThemeFields values={values} errors={errors} change={change} parents={codebook.data?.items ?? []} />
        <Button disabled={isSaving}>{isSaving ? "Saving…" : "Add this theme"}</Button>
      </Form>
    </div>
  );
}
