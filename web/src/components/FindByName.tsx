import { Select, TextInput } from "nhsuk-react-components";

type Props = {
  search: string;
  onSearch: (search: string) => void;
  /** What else narrows the list. */
  narrow: {
    id: string;
    label: string;
    all: string;
    words: Readonly<Record<string, string>>;
    value: string;
    onChange: (value: string) => void;
  };
};

/** Narrows a list by a part of a name, and by one kind. */
export function FindByName({ search, onSearch, narrow }: Props) {
  return (
    <div className="finding">
      <TextInput
        id="search"
        name="search"
        type="search"
        label="Find by name"
        labelProps={{ size: "s" }}
        autoComplete="off"
        value={search}
        onChange={(event) => onSearch(event.currentTarget.value)}
      />
      <Select
        id={narrow.id}
        name={narrow.id}
        label={narrow.label}
        labelProps={{ size: "s" }}
        value={narrow.value}
        onChange={(event) => narrow.onChange(event.currentTarget.value)}
      >
        <Select.Option value="">{narrow.all}</Select.Option>
        {Object.entries(narrow.words).map(([code, word]) => (
          <Select.Option key={code} value={code}>
            {word}
          </Select.Option>
        ))}
      </Select>
    </div>
  );
}
