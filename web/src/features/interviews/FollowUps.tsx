import { Anchor } from "../../components/Anchor";
import { api } from "../../lib/api";
import { dayWords } from "../../lib/dates";
import type { Interview } from "../../lib/shapes";

type Props = { base: string; programmeId: string; interview: Interview; mayLog: boolean };

/** The other meetings of this conversation, and the next one in one tap. */
export function FollowUps({ base, programmeId, interview, mayLog }: Props) {
  const hasOthers = interview.followsId !== undefined || interview.followedBy.length > 0;
  if (!hasOthers && !mayLog) return null;
  return (
    <section className="section">
      <h2>The conversation</h2>
      {hasOthers && (
        <>
          <p>In every figure these meetings are one conversation.</p>
          <ul className="records">
            {interview.followsId && (
              <li>
                It follows <Meeting base={base} programmeId={programmeId} id={interview.followsId} />.
              </li>
            )}
            {interview.followedBy.map((id) => (
              <li key={id}>
                It was followed by <Meeting base={base} programmeId={programmeId} id={id} />.
              </li>
            ))}
          </ul>
        </>
      )}
      {mayLog && (
        <p>
          <Anchor href={`${base}/log-a-meeting?follows=${interview.id}`}>Log a follow-up</Anchor>
        </p>
      )}
    </section>
  );
}

function Meeting({ base, programmeId, id }: { base: string; programmeId: string; id: string }) {
  const { data } = api.useQuery("get", "/programmes/{programmeId}/interviews/{id}", {
    params: { path: { programmeId, id } },
  });
  return (
    <Anchor href={`${base}/interviews/${id}`}>
      {data ? `the meeting of ${dayWords(data.heldAt)}` : "another meeting"}
    </Anchor>
  );
}
