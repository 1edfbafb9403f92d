import { RecordForm } from "../../components/RecordForm";
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
  const form = useCreation({
    form: "theme:new",
    title: (typed) => `New theme ${typed.name}`.trim(),
    href: "/themes/new",
    initial: { ...themeValues(), parentId: parentId ?? "" },
    findWrong,
    send: (typed, header) => create.mutateAsync({ params: { header }, body: themeRequest(typed) }),
    onMade: onSaved,
  });

  return (
    <RecordForm
      form={form}
      head={{
        title: "Add a theme",
        trail: [{ label: "Codebook", href: "/themes" }],
        about: "What people talk about, in words that two coders would read alike.",
      }}
      save="Add this theme"
    >
      <ThemeFields
        values={form.values}
        errors={form.errors}
        change={form.change}
        parents={codebook.data?.items ?? []}
      />
    </RecordForm>
  );
}
