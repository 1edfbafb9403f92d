import { Radios, Select, Textarea, TextInput } from "nhsuk-react-components";
import { today } from "../../lib/dates";
import { useOrganisations } from "../../lib/everything";
import { field } from "../../lib/field";
import { barrierStatuses } from "../../lib/vocabulary";
import { type BarrierValues, hasReached } from "./barrierValues";
import { OwnerField } from "./OwnerField";
import { useBarriers } from "./useBarriers";

type Props = {
  programmeId: string;
  values: BarrierValues;
  errors: Record<string, string | undefined>;
  change: (part: Partial<BarrierValues>) => void;
};

/** What a barrier is, whose it is, and how far one has come with them. */
export function BarrierFields(props: Props) {
  const { programmeId, values, errors, change } = props;
  const organisations = useOrganisations();
  const barriers = useBarriers(programmeId);
  const systems = [...new Set(barriers.data?.map((it) => it.systemName))];
  const day = (name: "askedOn" | "answeredOn" | "removedOn") =>
    ({ ...field(props, name), type: "date", width: "10", max: today() }) as const;
  return (
    <>
      <TextInput
        {...field(props, "name")}
        label="What stands in the way?"
        hint="In a few words, such as “Two trusts cannot see one record”."
        maxLength={200}
        autoComplete="off"
      />
      <Textarea
        {...field(props, "definition")}
        label="What belongs to it?"
        hint="So that two people put the same things to it."
        maxLength={2000}
        rows={3}
      />
      <TextInput
        {...field(props, "systemName")}
        label="Which system does it belong to?"
        hint="A rule, a process or a tool: whatever would have to change."
        maxLength={200}
        autoComplete="off"
        list="systems"
      />
      <datalist id="systems">
        {systems.map((it) => (
          <option key={it} value={it} />
        ))}
      </datalist>
      <Select {...field(props, "organisationId")} label="Whose system is it?">
        <Select.Option value="">Not stated</Select.Option>
        {organisations.data?.map((it) => (
          <Select.Option key={it.id} value={it.id}>
            {it.name}
          </Select.Option>
        ))}
      </Select>
      <OwnerField name={values.owner} ownerId={values.ownerId} error={errors.ownerPersonId} onChange={change} />
      <Radios id="status" name="status" legend="How far has it come?" legendProps={{ size: "s" }} error={errors.status}>
        {Object.entries(barrierStatuses).map(([code, word]) => (
          <Radios.Item
            key={code}
            value={code}
            checked={values.status === code}
            onChange={() => change({ status: code })}
          >
            {word}
          </Radios.Item>
        ))}
      </Radios>
      {hasReached(values, "ownerAsked") && (
        <TextInput
          {...day("askedOn")}
          label={values.status === "ownerAsked" ? "Asked on" : "Asked on, if somebody was asked"}
        />
      )}
      {hasReached(values, "answered") && (
        <>
          <TextInput
            {...day("answeredOn")}
            label={values.status === "answered" ? "Answered on" : "Answered on, if there was an answer"}
          />
          <Textarea {...field(props, "answer")} label="What did they say?" maxLength={5000} rows={3} />
        </>
      )}
      {hasReached(values, "removed") && <TextInput {...day("removedOn")} label="Removed on" />}
    </>
  );
}
