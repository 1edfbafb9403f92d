import { Checkboxes, Details, Select, Textarea, TextInput } from "nhsuk-react-components";
import { Anchor } from "../../components/Anchor";
import { ChooseMany } from "../../components/ChooseMany";
import { DayField } from "../../components/DayField";
import { today } from "../../lib/dates";
import { useColleagues, useDimensions, useOrganisations, usePropositions, useThemes } from "../../lib/everything";
import { confidentialities, consents, endorsements, interviewKinds } from "../../lib/vocabulary";
import { foldedWords, isWider, type Meeting } from "./meeting";
import { WhoField } from "./WhoField";

type Props = {
  values: Meeting;
  change: (part: Partial<Meeting>) => void;
  errors: Record<string, string | undefined>;
  taxonomyId: string | undefined;
  isUnfolded?: boolean;
  /** The level that it has with the service: to let more people read needs a reason. */
  levelBefore?: string;
  /** Where the passage stands that carries a theme: for as long as it does, the theme is not unticked. */
  carriedAt?: (themeId: string) => string | undefined;
};

/** Who, when, what was said; the rest folded away with defaults that protect people. */
export function MeetingFields({ values, change, errors, taxonomyId, isUnfolded, levelBefore, carriedAt }: Props) {
  const organisations = useOrganisations();
  const now = today();
  return (
    <>
      <WhoField
        people={values.people}
        text={values.who}
        organisations={organisations.data ?? []}
        error={errors.participants}
        onChange={change}
      />
      <DayField
        id="heldAt"
        legend="When?"
        choices={[
          { label: "Today", day: now },
          { label: "Yesterday", day: today(-1) },
        ]}
        otherHint="Day of the meeting"
        value={values.day ?? now}
        max={now}
        error={errors.heldAt}
        onChange={(day) => change({ day })}
      />
      <Textarea
        id="notes"
        name="notes"
        label="What was said?"
        labelProps={{ size: "s" }}
        rows={9}
        maxLength={50_000}
        value={values.notes}
        error={errors.notes}
        onChange={(event) => change({ notes: event.currentTarget.value })}
      />
      <Details className="folded" open={isUnfolded}>
        <Details.Summary>Consent, stance and themes</Details.Summary>
        <Details.Text>
          <Folded
            values={values}
            change={change}
            errors={errors}
            taxonomyId={taxonomyId}
            levelBefore={levelBefore}
            carriedAt={carriedAt}
          />
        </Details.Text>
      </Details>
      {!isUnfolded && <p className="folded-words note">{foldedWords(values)} Change these now or later.</p>}
    </>
  );
}

function Folded({ values, change, errors, taxonomyId, levelBefore, carriedAt }: Omit<Props, "isUnfolded">) {
  const colleagues = useColleagues();
  return (
    <>
      <Choice
        id="confidentiality"
        label="Who may open the notes?"
        hint="“Leads only, and no names” hides from others who was met. “Only me” keeps the meeting out of every figure."
        words={confidentialities}
        value={values.confidentiality}
        error={errors.confidentiality}
        onChange={(confidentiality) => change({ confidentiality })}
      />
      {levelBefore && isWider(values.confidentiality, levelBefore) && (
        <Textarea
          id="confidentialityReason"
          name="confidentialityReason"
          label="Why may more people read it now?"
          labelProps={{ size: "s" }}
          hint="It was said to fewer. The reason is kept with what was agreed."
          rows={2}
          maxLength={1000}
          value={values.confidentialityReason ?? ""}
          error={errors.confidentialityReason}
          onChange={(event) => change({ confidentialityReason: event.currentTarget.value })}
        />
      )}
      <Choice
        id="participationConsent"
        label="Agreed that this is kept?"
        hint="Tell them that totals are published, and never what one person said."
        words={consents}
        value={values.participationConsent}
        onChange={(participationConsent) => change({ participationConsent })}
      />
      <Choice
        id="quotationConsent"
        label="Agreed to be quoted?"
        words={consents}
        value={values.quotationConsent}
        onChange={(quotationConsent) => change({ quotationConsent })}
      />
      <Choice
        id="successionConsent"
        label="Agreed that a later lead may read it?"
        hint="Without it, whoever leads the programme after today’s leads sees the themes and stances, and no words."
        words={consents}
        value={values.successionConsent}
        onChange={(successionConsent) => change({ successionConsent })}
      />
      <Choice
        id="kind"
        label="How did you meet?"
        words={interviewKinds}
        value={values.kind}
        onChange={(kind) => change({ kind })}
      />
      <TextInput
        id="minutes"
        name="minutes"
        label="Minutes"
        labelProps={{ size: "s" }}
        width="4"
        inputMode="numeric"
        value={values.minutes}
        error={errors.minutes}
        onChange={(event) => change({ minutes: event.currentTarget.value.replace(/\D/g, "") })}
      />
      <ChooseMany
        id="interviewerIds"
        label="Who asked?"
        hint="You, unless you name somebody."
        choices={(colleagues.data ?? []).map((it) => ({ value: it.id, label: it.name }))}
        chosen={values.interviewerIds}
        error={errors.interviewerIds}
        onChange={(interviewerIds) => change({ interviewerIds })}
      />
      <Stances values={values} change={change} />
      <Mentions values={values} change={change} taxonomyId={taxonomyId} carriedAt={carriedAt} />
    </>
  );
}

/** How far they agreed with each proposition that the workspace asks about. */
function Stances({ values, change }: Pick<Props, "values" | "change">) {
  const propositions = usePropositions();
  if (!propositions.data?.length) return null;

  function set(propositionId: string, part: { endorsement?: number; elicited?: boolean } | undefined) {
    const others = values.stances.filter((it) => it.propositionId !== propositionId);
    const before = values.stances.find((it) => it.propositionId === propositionId);
    const after = part && { propositionId, endorsement: 3, elicited: false, ...before, ...part };
    change({ stances: after ? [...others, after] : others });
  }

  return propositions.data.map((proposition) => {
    const stance = values.stances.find((it) => it.propositionId === proposition.id);
    return (
      <div key={proposition.id} className="stance">
        <Select
          id={`stance-${proposition.id}`}
          name={`stance-${proposition.id}`}
          label={`“${proposition.statement}”`}
          labelProps={{ size: "s" }}
          value={stance?.endorsement.toString() ?? ""}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            set(proposition.id, chosen ? { endorsement: Number(chosen) } : undefined);
          }}
        >
          <Select.Option value="">Stance not asked</Select.Option>
          {["5", "4", "3", "2", "1"].map((code) => (
            <Select.Option key={code} value={code}>
              {endorsements[code]}
            </Select.Option>
          ))}
        </Select>
        {stance && (
          <Checkboxes small>
            <Checkboxes.Item
              id={`elicited-${proposition.id}`}
              checked={stance.elicited}
              onChange={(event) => set(proposition.id, { elicited: event.currentTarget.checked })}
            >
              Our question led to this answer
            </Checkboxes.Item>
          </Checkboxes>
        )}
      </div>
    );
  });
}

/** Which themes came up, and what each was about this time. */
function Mentions({
  values,
  change,
  taxonomyId,
  carriedAt,
}: Pick<Props, "values" | "change" | "taxonomyId" | "carriedAt">) {
  const themes = useThemes();
  const dimensions = useDimensions(taxonomyId);
  if (!themes.data?.length) return null;
  const dimensionOf = (themeId: string) => themes.data.find((it) => it.id === themeId)?.dimension ?? "";

  return (
    <ChooseMany
      id="mentions"
      label="Themes that came up"
      choices={themes.data.map((it) => ({ value: it.id, label: it.name }))}
      chosen={values.mentions.map((it) => it.themeId)}
      beside={(themeId) => (
        <select
          className="nhsuk-select beside"
          aria-label="It was about"
          value={values.mentions.find((it) => it.themeId === themeId)?.dimension ?? dimensionOf(themeId)}
          onChange={(event) => {
            const dimension = event.currentTarget.value;
            change({ mentions: values.mentions.map((it) => (it.themeId === themeId ? { themeId, dimension } : it)) });
          }}
        >
          {(dimensions.data ?? [{ code: dimensionOf(themeId), name: dimensionOf(themeId) }]).map((it) => (
            <option key={it.code} value={it.code}>
              {it.name}
            </option>
          ))}
        </select>
      )}
      stays={(themeId) => {
        const place = carriedAt?.(themeId);
        return (
          place && (
            <span className="note stays">
              Stays: <Anchor href={place}>a coded passage carries it</Anchor>
            </span>
          )
        );
      }}
      onChange={(chosen) =>
        change({
          mentions: chosen.map(
            (themeId) =>
              values.mentions.find((it) => it.themeId === themeId) ?? { themeId, dimension: dimensionOf(themeId) },
          ),
        })
      }
    />
  );
}

type ChoiceProps = {
  id: string;
  label: string;
  hint?: string;
  words: Readonly<Record<string, string>>;
  value: string;
  error?: string;
  onChange: (value: string) => void;
};

function Choice({ id, label, hint, words, value, error, onChange }: ChoiceProps) {
  return (
    <Select
      id={id}
      name={id}
      label={label}
      labelProps={{ size: "s" }}
      hint={hint}
      error={error}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {Object.entries(words).map(([code, word]) => (
        <Select.Option key={code} value={code}>
          {word}
        </Select.Option>
      ))}
    </Select>
  );
}
