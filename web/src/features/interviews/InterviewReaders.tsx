import { MoreButton } from "../../components/MoreButton";
import { api } from "../../lib/api";
import { clockWords, dayWords } from "../../lib/dates";
import type { Interview } from "../../lib/shapes";

/** Who opened what was said in confidence, and when: for those who may open it themselves. */
export function InterviewReaders({ programmeId, interview }: { programmeId: string; interview: Interview }) {
  const { id } = interview;
  const readers = api.useInfiniteQuery(
    "get",
    "/programmes/{programmeId}/interviews/{id}/readers",
    { params: { path: { programmeId, id }, query: { limit: 20 } } },
    { pageParamName: "cursor", initialPageParam: null, getNextPageParam: (page) => page.next ?? undefined },
  );
  const items = readers.data?.pages.flatMap((page) => page.items);
  if (!items) return null;
  return (
    <section className="section">
      <h2>Who opened it</h2>
      {items.length === 0 ? (
        <p>Nobody but its author has opened these notes in confidence.</p>
      ) : (
        <ul className="records">
          {items.map((it, index) => (
            <li key={`${it.at} ${index}`}>
              {it.reader.name ?? "Somebody no longer here"}
              <p className="note">
                {dayWords(it.at)}, {clockWords(Date.parse(it.at))}
              </p>
            </li>
          ))}
        </ul>
      )}
      <MoreButton what="readers" query={readers} />
    </section>
  );
}
