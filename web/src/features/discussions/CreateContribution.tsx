import { Details, Select, Textarea, TextInput } from "nhsuk-react-components";
import { RecordForm } from "../../components/RecordForm";
import { api } from "../../lib/api";
import type { Contribution } from "../../lib/shapes";
import { useCreation } from "../../lib/useCreation";
import { consents } from "../../lib/vocabulary";

type Props = { programmeId: string; discussionId: string; onMade: () => void };

type Values = { text: string; author: string; consent: Contribution["consent"] };

const initial: Values = { text: "", author: "", consent: "notAsked" };

/** One that the file did not hold: it goes to the end. */
export function CreateContribution({ programmeId, discussionId, onMade }: Props) {
  const create = api.useMutation("post", "/programmes/{programmeId}/discussions/{discussionId}/contributions");
  const form = useCreation<Values, Contribution>({
    form: `contribution:${discussionId}`,
    title: () => "A contribution to a discussion",
    href: `/programmes/${programmeId}/discussions/${discussionId}`,
    initial,
    findWrong: (typed): Record<string, string> => (typed.text.trim() ? {} : { text: "Write what was said." }),
    send: ({ text, author, consent }, header) =>
      create.mutateAsync({
        params: { path: { programmeId, discussionId }, header },
        body: { text: text.trim(), author: author.trim() || undefined, consent },
      }),
    onMade,
  });

  return (
    <Details open={form.attempt > 0 ? true : undefined}>
      <Details.Summary>Add one contribution by hand</Details.Summary>
      <Details.Text>
        <RecordForm form={form} save="Add this contribution">
          <Textarea
            id="text"
            name="text"
            label="What was said"
            labelProps={{ size: "s" }}
            rows={3}
            maxLength={5000}
            value={form.values.text}
            error={form.errors.text}
            onChange={(event) => form.change({ text: event.currentTarget.value })}
          />
          <TextInput
            id="author"
            name="author"
            label="By whom"
            hint="The name or handle, shown only once they agree to be quoted."
            labelProps={{ size: "s" }}
            maxLength={200}
            autoComplete="off"
            value={form.values.author}
            error={form.errors.author}
            onChange={(event) => form.change({ author: event.currentTarget.value })}
          />
          <Select
            id="consent"
            name="consent"
            label="Consent to be quoted"
            labelProps={{ size: "s" }}
            value={form.values.consent}
            onChange={(event) => form.change({ consent: event.currentTarget.value as Values["consent"] })}
          >
            {Object.entries(consents).map(([code, word]) => (
              <Select.Option key={code} value={code}>
                {word}
              </Select.Option>
            ))}
          </Select>
        </RecordForm>
      </Details.Text>
    </Details>
  );
}
