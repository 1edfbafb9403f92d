import { Button, Details, Form, Select, Textarea, TextInput } from "nhsuk-react-components";
import { ProblemSummary } from "../../components/ProblemSummary";
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
  const { values, change, submit, errors, hasErrors, failure, wrong, attempt, isSaving } = useCreation<
    Values,
    Contribution
  >({
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
    <Details open={hasErrors ? true : undefined}>
      <Details.Summary>Add one contribution by hand</Details.Summary>
      <Details.Text>
        {hasErrors && <ProblemSummary key={attempt} error={failure} errors={wrong} />}
        <Form onSubmit={submit} noValidate>
          <Textarea
            id="text"
            name="text"
            label="What was said"
            labelProps={{ size: "s" }}
            rows={3}
            maxLength={5000}
            value={values.text}
            error={errors.text}
            onChange={(event) => change({ text: event.currentTarget.value })}
          />
          <TextInput
            id="author"
            name="author"
            label="By whom"
            hint="The name or handle, shown only once they agree to be quoted."
            labelProps={{ size: "s" }}
            maxLength={200}
            autoComplete="off"
            value={values.author}
            error={errors.author}
            onChange={(event) => change({ author: event.currentTarget.value })}
          />
          <Select
            id="consent"
            name="consent"
            label="Consent to be quoted"
            labelProps={{ size: "s" }}
            value={values.consent}
            onChange={(event) => change({ consent: event.currentTarget.value as Values["consent"] })}
          >
            {Object.entries(consents).map(([code, word]) => (
              <Select.Option key={code} value={code}>
                {word}
              </Select.Option>
            ))}
          </Select>
          <Button secondary disabled={isSaving}>
            {isSaving ? "Adding…" : "Add this contribution"}
          </Button>
        </Form>
      </Details.Text>
    </Details>
  );
}
