import { Radios, Textarea, TextInput } from "nhsuk-react-components";
import { today } from "../../lib/dates";
import { discussionKinds } from "../../lib/vocabulary";
import type { DiscussionValues } from "./discussionValues";

type Props = {
  values: DiscussionValues;
  errors: Record<string, string | undefined>;
  change: (part: Partial<DiscussionValues>) => void;
};

type Field = "title" | "heldOn" | "sourceLink" | "invitation";

/** What a discussion was, where it can be read, and what people were told before they spoke. */
export function DiscussionFields(props: Props) {
  const { values, errors, change } = props;
  const field = (name: Field) => ({
    id: name,
    name,
    labelProps: { size: "s" as const },
    value: values[name],
    error: errors[name],
    onChange: (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value }),
  });
  return (
    <>
      <TextInput {...field("title")} label="What was it about?" maxLength={200} autoComplete="off" />
      <Radios id="kind" name="kind" legend="How was it held?" legendProps={{ size: "s" }} error={errors.kind}>
        {Object.entries(discussionKinds).map(([code, word]) => (
          <Radios.Item key={code} value={code} checked={values.kind === code} onChange={() => change({ kind: code })}>
            {word}
          </Radios.Item>
        ))}
      </Radios>
      <TextInput {...field("heldOn")} label="Day" type="date" width="10" max={today()} />
      <TextInput
        {...field("sourceLink")}
        label="Where it can be read"
        hint="A link, if it stands in the open."
        type="url"
        inputMode="url"
        autoComplete="off"
      />
      <Textarea
        {...field("invitation")}
        label="What people were asked and told"
        hint="Above all, what they were told of how their words would be used."
        maxLength={2000}
        rows={4}
      />
    </>
  );
}
