import { Details, Select, Textarea } from "nhsuk-react-components";
import { confidentialities, wordFor } from "../../lib/vocabulary";
import { ThemeField } from "./ThemeField";

export type QuoteValues = { themeIds: string[]; confidentiality: string; confidentialityReason: string };

type Props = {
  id: string;
  taxonomyId: string;
  /** The interview's level: what a passage without one of its own has. Words said in the open have none. */
  level?: string;
  values: QuoteValues;
  errors: Record<string, string>;
  onChange: (part: Partial<QuoteValues>) => void;
};

const fromStrict = ["sealed", "nonAttributable", "leadsOnly", "programme"];

function isWider(level: string, than: string): boolean {
  return fromStrict.indexOf(level) > fromStrict.indexOf(than);
}

/** The themes of a passage, and who may read it where that is not as with its meeting. */
export function QuoteFields({ id, taxonomyId, level, values, errors, onChange }: Props) {
  const isOwn = values.confidentiality !== "" || Boolean(errors.confidentiality ?? errors.confidentialityReason);
  return (
    <>
      <ThemeField
        id={`${id}-themes`}
        taxonomyId={taxonomyId}
        chosen={values.themeIds}
        error={errors.themeIds}
        onChange={(themeIds) => onChange({ themeIds })}
      />
      {level !== undefined && level !== "sealed" && (
        <Details open={isOwn || undefined}>
          <Details.Summary>Who may read this passage</Details.Summary>
          <Details.Text>
            <Select
              id={`${id}-level`}
              label="Who may read it"
              labelProps={{ size: "s" }}
              hint="Fewer people than may read the meeting: freely. More people: only where those we met agreed to be quoted, and with a reason."
              value={values.confidentiality}
              error={errors.confidentiality}
              onChange={(event) => onChange({ confidentiality: event.currentTarget.value })}
            >
              <Select.Option value="">As the meeting: {wordFor(confidentialities, level).toLowerCase()}</Select.Option>
              {Object.entries(confidentialities).map(([code, word]) => (
                <Select.Option key={code} value={code}>
                  {word}
                </Select.Option>
              ))}
            </Select>
            {values.confidentiality !== "" && isWider(values.confidentiality, level) && (
              <Textarea
                id={`${id}-reason`}
                label="Why may more people read this than the meeting?"
                labelProps={{ size: "s" }}
                rows={2}
                value={values.confidentialityReason}
                error={errors.confidentialityReason}
                onChange={(event) => onChange({ confidentialityReason: event.currentTarget.value })}
              />
            )}
          </Details.Text>
        </Details>
      )}
    </>
  );
}

/** What is sent of the level: none where it is as with the meeting. */
export function levelOf(values: QuoteValues) {
  return {
    confidentiality: (values.confidentiality || undefined) as "programme" | undefined,
    confidentialityReason: values.confidentialityReason.trim() || undefined,
  };
}

/** The first message of any theme stands at the field. */
export function themeError(errors: Record<string, string>): Record<string, string> {
  const first = Object.entries(errors).find(([field]) => field.startsWith("themeIds"));
  return first ? { ...errors, themeIds: first[1] } : errors;
}
