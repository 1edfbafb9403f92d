import { Checkboxes, Select, Textarea, TextInput } from "nhsuk-react-components";
import type { CodebookTheme } from "../../lib/shapes";
import { colours, type ThemeValues } from "./themeValues";
import { useAllDimensions } from "./useCodebook";

type Props = {
  values: ThemeValues;
  errors: Record<string, string | undefined>;
  change: (part: Partial<ThemeValues>) => void;
  /** Themes that it can be part of, wider before narrower. */
  parents: readonly CodebookTheme[];
};

/** What a theme is called, what belongs under it, and where it stands. */
export function ThemeFields({ values, errors, change, parents }: Props) {
  const dimensions = useAllDimensions();
  const choice = (name: "colour" | "dimension" | "parentId") => ({
    id: name,
    name,
    labelProps: { size: "s" as const },
    value: values[name],
    error: errors[name],
    onChange: (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value }),
  });
  const isOther = values.colour !== "" && !(values.colour in colours);
  return (
    <>
      <TextInput
        id="name"
        name="name"
        label="Name"
        labelProps={{ size: "s" }}
        autoComplete="off"
        maxLength={200}
        value={values.name}
        error={errors.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <Textarea
        id="definition"
        name="definition"
        label="What belongs under it, and what does not"
        hint="So that two people code alike."
        labelProps={{ size: "s" }}
        rows={4}
        maxLength={2000}
        value={values.definition}
        error={errors.definition}
        onChange={(event) => change({ definition: event.currentTarget.value })}
      />
      <Select {...choice("dimension")} label="Dimension of attention">
        <Select.Option value="">Choose…</Select.Option>
        {dimensions.data?.map(({ code, name }) => (
          <Select.Option key={code} value={code}>
            {code} {name}
          </Select.Option>
        ))}
      </Select>
      <Select {...choice("parentId")} label="Part of" hint="To move the theme, choose another.">
        <Select.Option value="">No other theme</Select.Option>
        {parents.map((theme) => (
          <Select.Option key={theme.id} value={theme.id}>
            {"\u2003".repeat(theme.depth - 1)}
            {theme.name}
          </Select.Option>
        ))}
      </Select>
      <Select {...choice("colour")} label="Colour" hint="To find it by; nothing depends on it.">
        <Select.Option value="">No colour</Select.Option>
        {Object.entries(colours).map(([code, word]) => (
          <Select.Option key={code} value={code}>
            {word}
          </Select.Option>
        ))}
        {isOther && <Select.Option value={values.colour}>Its own, {values.colour}</Select.Option>}
      </Select>
      <Checkboxes
        id="isCodable"
        name="isCodable"
        error={errors.isCodable}
        hint="Take the tick away where it only groups other themes."
        hintProps={{ className: "nhsuk-u-margin-bottom-2" }}
      >
        <Checkboxes.Item
          value="yes"
          checked={values.isCodable}
          onChange={(event) => change({ isCodable: event.currentTarget.checked })}
        >
          Passages are coded with this theme
        </Checkboxes.Item>
      </Checkboxes>
    </>
  );
}
