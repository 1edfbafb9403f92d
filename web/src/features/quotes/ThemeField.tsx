import { useQueryClient } from "@tanstack/react-query";
import { Button, Select, TextInput } from "nhsuk-react-components";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { ThemeName } from "../../components/ThemeName";
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
  const listId = useId();
  const [text, setText] = useState("");
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const [added, setAdded] = useState<string>();
  const field = useRef<HTMLInputElement>(null);

  const all = themes.data ?? [];
  const typed = text.trim().toLowerCase();
  const known = all.filter((it) => it.isCodable && !chosen.includes(it.id) && it.name.toLowerCase().includes(typed));
  const offered: { key: string; theme?: Theme }[] = known
    .sort((a, b) => Number(b.name.toLowerCase().startsWith(typed)) - Number(a.name.toLowerCase().startsWith(typed)))
    .slice(0, mostOffered)
    .map((theme) => ({ key: theme.id, theme }));
  const isNew = typed !== "" && !all.some((it) => it.name.toLowerCase() === typed);
  if (isNew && mayDo(session, "programmes:write")) offered.push({ key: "new" });
  const isShown = isOpen && offered.length > 0;

  function choose(choice: { theme?: Theme }) {
    if (choice.theme) onChange([...chosen, choice.theme.id]);
    else setAdded(text.trim());
    setText("");
    setOpen(false);
    setActive(-1);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive((active + step + offered.length + 1) % (offered.length + 1));
    } else if (event.key === "Enter" && (isShown || typed)) {
      event.preventDefault();
      const choice = offered[active] ?? (typed ? offered[0] : undefined);
      if (choice) choose(choice);
    } else if (event.key === "Escape") setOpen(false);
  }

  const list = chosen.length > 0 && (
    <ul className="chosen" aria-label="Themes chosen">
      {chosen.map((themeId) => {
        const theme = all.find((it) => it.id === themeId);
        return (
          <li key={themeId}>
            <ThemeName theme={theme} />
            <button
              type="button"
              className="quiet-button"
              onClick={() => onChange(chosen.filter((it) => it !== themeId))}
            >
              Remove<span className="nhsuk-u-visually-hidden"> {theme?.name}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );

  const options = (
    <div id={listId} role="listbox" aria-label="Themes" className="who-options" hidden={!isShown}>
      {isShown &&
        offered.map((choice, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active option
          <div
            key={choice.key}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === active}
            className="who-option"
            onPointerDown={(event) => {
              event.preventDefault();
              choose(choice);
            }}
          >
            {choice.theme ? (
              <>
                <ThemeName theme={choice.theme} /> <span className="note">{choice.theme.definition}</span>
              </>
            ) : (
              <>
                Add “{text.trim()}” <span className="note">a new theme</span>
              </>
            )}
          </div>
        ))}
    </div>
  );

  return (
    <>
      <TextInput
        id={id}
        name={id}
        ref={field}
        label={chosen.length > 0 ? "Which other theme?" : "Which theme?"}
        labelProps={{ size: "s" }}
        hint="Type to find one."
        error={error}
        formGroupProps={{ className: "who themes", beforeInput: list, afterInput: options }}
        role="combobox"
        autoComplete="off"
        aria-autocomplete="list"
        aria-expanded={isShown}
        aria-controls={listId}
        aria-activedescendant={isShown && active >= 0 && offered[active] ? `${listId}-${active}` : undefined}
        value={text}
        onClick={() => setOpen(true)}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setOpen(true);
          setActive(-1);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setOpen(false)}
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
