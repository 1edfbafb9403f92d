import { Select } from "nhsuk-react-components";
import { CommitmentFields } from "../../components/CommitmentFields";
import { Opened } from "../../components/Opened";
import { RecordForm } from "../../components/RecordForm";
import { api } from "../../lib/api";
import { today } from "../../lib/dates";
import type { Interview, Programme } from "../../lib/shapes";
import { useCreation } from "../../lib/useCreation";

type Props = { programme: Pick<Programme, "id" | "name">; interviewId: string; onSaved: () => void };

/** Adds what somebody promised to the meeting at which they did. */
export function CreateCommitment(props: Props) {
  const interview = api.useQuery("get", "/programmes/{programmeId}/interviews/{id}", {
    params: { path: { programmeId: props.programme.id, id: props.interviewId } },
  });
  return (
    <Opened query={interview} what="the meeting">
      {(met) => <Creation {...props} people={met.participants} />}
    </Opened>
  );
}

function Creation({ programme, interviewId, onSaved, people }: Props & { people: Interview["participants"] }) {
  const base = `/programmes/${programme.id}`;
  const create = api.useMutation("post", "/programmes/{programmeId}/commitments");
  const form = useCreation({
    form: `commitment:${programme.id}:${interviewId}`,
    title: (typed) => `Commitment: ${typed.act.slice(0, 60)}`,
    href: `${base}/commitments/new?interview=${interviewId}`,
    initial: { name: "", act: "", dueOn: today(28) },
    findWrong: (typed): Record<string, string> => (typed.act.trim() ? {} : { act: "Say what they will do." }),
    send: ({ name, act, dueOn }, header) => {
      const named = people.find((person) => person.name === name) ?? (people.length === 1 ? people[0] : undefined);
      return create.mutateAsync({
        params: { path: { programmeId: programme.id }, header },
        body: { interviewId, personId: named?.personId, act: act.trim(), dueOn: dueOn || undefined },
      });
    },
    onMade: onSaved,
  });
  const { values, change, errors } = form;

  return (
    <RecordForm
      form={form}
      head={{
        title: "Add a commitment",
        trail: [
          { label: programme.name, href: base },
          { label: "Meeting", href: `${base}/interviews/${interviewId}` },
        ],
        about: "A commitment says who will do what, and by when.",
      }}
      save="Save commitment"
    >
      {people.length > 1 && (
        <Select
          id="personId"
          name="personId"
          label="Who promised?"
          labelProps={{ size: "s" }}
          value={values.name}
          error={errors.personId}
          onChange={(event) => change({ name: event.currentTarget.value })}
        >
          <Select.Option value="">All of them</Select.Option>
          {people.map((person) => (
            <Select.Option key={person.personId} value={person.name}>
              {person.name}
            </Select.Option>
          ))}
        </Select>
      )}
      {people.length === 1 && (
        <p>
          <strong>{people[0]?.name}</strong> promised:
        </p>
      )}
      <CommitmentFields {...form} />
    </RecordForm>
  );
}
