import { useQueryClient } from "@tanstack/react-query";
import { Button, Select } from "nhsuk-react-components";
import { useRef, useState } from "react";
import { ThemeName } from "../../components/ThemeName";
import { TypeAhead } from "../../components/TypeAhead";
import { api } from "../../lib/api";
import { useDimensions, useThemes } from "../../lib/everything";
import { problemWords } from "../../lib/problem";
import { mayDo, useSession } from "../../lib/session";
import type { Theme } from "../../lib/shapes";

type Props = {
  id: string;
  taxonomyId: string;
  chosen: readonly string[];
  error?: string;
  onChange: (chosen: string[]) => void;
};

const mostOffered = 8;

/** Themes, found as one types; one that is not in the codebook yet is added on the way. */
export function ThemeField({ id, taxonomyId, chosen, error, onChange }: Props) {
  const session = useSession();
  const themes = useThemes();
  const [text, setText] = useState("");
  const [added, setAdded] = useState<string>();
  const field = useRef<{ focus: () => void }>(null);

  const all = themes.data ?? [];
  const typed = text.trim().toLowerCase();
  const starts = (theme: Theme) => Number(theme.name.toLowerCase().startsWith(typed));
  const offered = all
    .filter((it) => it.isCodable && !chosen.includes(it.id) && it.name.toLowerCase().includes(typed))
    .sort((a, b) => starts(b) - starts(a))
    .slice(0, mostOffered)
    .map((theme) => ({
      key: theme.id,
      label: (
        <>
          <ThemeName theme={theme} /> <span className="note">{theme.definition}</span>
        </>
      ),
      choose: () => {
        onChange([...chosen, theme.id]);
        setText("");
      },
    }));
  if (typed && !all.some((it) => it.name.toLowerCase() === typed) && mayDo(session, "programmes:write")) {
    offered.push({
      key: "new",
      label: (
        <>
          Add “{text.trim()}” <span className="note">a new theme</span>
        </>
      ),
      choose: () => {
        setAdded(text.trim());
        setText("");
      },
    });
  }

  return (
    <>
      <TypeAhead
        id={id}
        ref={field}
        label={chosen.length > 0 ? "Which other theme?" : "Which theme?"}
        hint="Type to find one."
        error={error}
        className="themes"
        chosenLabel="Themes chosen"
        offeredLabel="Themes"
        text={text}
        onText={setText}
        chosen={chosen.map((themeId) => {
          const theme = all.find((it) => it.id === themeId);
          return { key: themeId, label: <ThemeName theme={theme} />, name: theme?.name };
        })}
        onRemove={(index) => onChange(chosen.filter((_, other) => other !== index))}
        offered={offered}
        opensOnClick
      />
      {added !== undefined && (
        <NewTheme
          name={added}
          taxonomyId={taxonomyId}
          onClose={(made) => {
            setAdded(undefined);
            if (made) onChange([...chosen, made.id]);
            field.current?.focus();
          }}
        />
      )}
    </>
  );
}

/** A theme made while coding: it needs a dimension, and can be told more about in the codebook. */
function NewTheme({
  name,
  taxonomyId,
  onClose,
}: {
  name: string;
  taxonomyId: string;
  onClose: (made?: Theme) => void;
}) {
  const queries = useQueryClient();
  const dimensions = useDimensions(taxonomyId);
  const create = api.useMutation("post", "/themes");
  const [dimension, setDimension] = useState("");
  const [isMissing, setMissing] = useState(false);

  async function save() {
    setMissing(dimension === "");
    if (dimension === "") return;
    const made = await create.mutateAsync({ body: { name, dimension } }).catch(() => undefined);
    if (!made) return;
    await queries.invalidateQueries({ queryKey: ["get", "/themes", "everything"] });
    onClose(made);
  }

  return (
    <fieldset className="new-theme">
      <legend>Add “{name}” to the codebook</legend>
      {create.error && <p className="nhsuk-error-message">{problemWords(create.error)}</p>}
      <Select
        id="new-theme-dimension"
        label="What is it about?"
        labelProps={{ size: "s" }}
        autoFocus
        value={dimension}
        error={isMissing ? "Choose what the theme is about" : undefined}
        onChange={(event) => setDimension(event.currentTarget.value)}
      >
        <Select.Option value="">Choose…</Select.Option>
        {(dimensions.data ?? []).map((it) => (
          <Select.Option key={it.code} value={it.code}>
            {it.name}
          </Select.Option>
        ))}
      </Select>
      <div className="actions">
        <Button type="button" secondary disabled={create.isPending} onClick={save}>
          Add this theme
        </Button>
        <button type="button" className="quiet-button" onClick={() => onClose()}>
          Leave it
        </button>
      </div>
    </fieldset>
  );
}
