import { Checkboxes, Select, Textarea, TextInput } from "nhsuk-react-components";
import { field } from "../../lib/field";
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
export function ThemeFields(props: Props) {
  const { values, errors, change, parents } = props;
  const dimensions = useAllDimensions();
  const isOther = values.colour !== "" && !(values.colour in colours);
  return (
    <>
      <TextInput {...field(props, "name")} label="Name" autoComplete="off" maxLength={200} />
      <Textarea
        {...field(props, "definition")}
        label="What belongs under it, and what does not"
        hint="So that two people code alike."
        rows={4}
        maxLength={2000}
      />
      <Select {...field(props, "dimension")} label="Dimension of attention">
        <Select.Option value="">Choose…</Select.Option>
        {dimensions.data?.map(({ code, name }) => (
          <Select.Option key={code} value={code}>
            {code} {name}
          </Select.Option>
        ))}
      </Select>
      <Select {...field(props, "parentId")} label="Part of" hint="To move the theme, choose another.">
        <Select.Option value="">No other theme</Select.Option>
        {parents.map((theme) => (
          <Select.Option key={theme.id} value={theme.id}>
            {"\u2003".repeat(theme.depth - 1)}
            {theme.name}
          </Select.Option>
        ))}
      </Select>
      <Select {...field(props, "colour")} label="Colour" hint="To find it by; nothing depends on it.">
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
