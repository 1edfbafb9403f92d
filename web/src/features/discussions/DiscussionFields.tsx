import { Radios, Textarea, TextInput } from "nhsuk-react-components";
import { today } from "../../lib/dates";
import { field } from "../../lib/field";
import { discussionKinds } from "../../lib/vocabulary";
import type { DiscussionValues } from "./discussionValues";

type Props = {
  values: DiscussionValues;
  errors: Record<string, string | undefined>;
  change: (part: Partial<DiscussionValues>) => void;
};

/** What a discussion was, where it can be read, and what people were told before they spoke. */
export function DiscussionFields(props: Props) {
  const { values, errors, change } = props;
  return (
    <>
      <TextInput {...field(props, "title")} label="What was it about?" maxLength={200} autoComplete="off" />
      <Radios id="kind" name="kind" legend="How was it held?" legendProps={{ size: "s" }} error={errors.kind}>
        {Object.entries(discussionKinds).map(([code, word]) => (
          <Radios.Item key={code} value={code} checked={values.kind === code} onChange={() => change({ kind: code })}>
            {word}
          </Radios.Item>
        ))}
      </Radios>
      <TextInput {...field(props, "heldOn")} label="Day" type="date" width="10" max={today()} />
      <TextInput
        {...field(props, "sourceLink")}
        label="Where it can be read"
        hint="A link, if it stands in the open."
        type="url"
        inputMode="url"
        autoComplete="off"
      />
      <Textarea
        {...field(props, "invitation")}
        label="What people were asked and told"
        hint="Above all, what they were told of how their words would be used."
        maxLength={2000}
        rows={4}
      />
    </>
  );
}
