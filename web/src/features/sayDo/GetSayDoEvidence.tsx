import { Anchor } from "../../components/Anchor";
import { MoreButton } from "../../components/MoreButton";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { Waiting } from "../../components/Waiting";
import { api } from "../../lib/api";
import { dayWords } from "../../lib/dates";
import { notOpenSentence } from "../../lib/interviewSentences";
import type { Programme } from "../../lib/shapes";
import { capital, plural } from "../../lib/words";
import { contributionWords, evidenceRows, standingWords } from "./evidenceWords";

type Props = { programme: Pick<Programme, "id" | "name">; row: string; asOf?: string };

/** The conversations or commitments behind one figure, with what each brought to it. Mirrors the slice of the same name in the API. */
export function GetSayDoEvidence({ programme, row, asOf }: Props) {
  const known = evidenceRows[row];
  const evidence = api.useInfiniteQuery(
    "get",
    "/programmes/{programmeId}/say-do/evidence",
    { params: { path: { programmeId: programme.id }, query: { row: row as never, asOf, limit: 50 } } },
    {
      enabled: known !== undefined,
      pageParamName: "cursor",
      initialPageParam: null,
      getNextPageParam: (page: { next?: string | null }) => page.next ?? undefined,
    },
  );
  if (!known) return <ProblemPage error={{ title: "Not found", status: 404, code: "not-found" }} />;
  if (evidence.error && !evidence.data) return <ProblemPage error={evidence.error} onRetry={evidence.refetch} />;
  const base = `/programmes/${programme.id}`;
  const day = asOf ? `?asOf=${asOf}` : "";
  const first = evidence.data?.pages[0];
  const items = evidence.data?.pages.flatMap((page) => page.items) ?? [];
  const unit = known.ofCommitments ? ["commitment", "commitments"] : ["conversation", "conversations"];
  return (
    <>
      <PageHead
        title={first && typeof first.n === "number" ? `${known.name}: ${first.n}` : known.name}
        trail={[
          { label: programme.name, href: base },
          { label: "What people said and did", href: `${base}/say-do${day}` },
        ]}
        about={known.about}
      />
      <nav className="filters" aria-label="Which records">
        {Object.entries(evidenceRows)
          .filter(([, it]) => Boolean(it.ofCommitments) === Boolean(known.ofCommitments))
          .map(([key, it]) => (
            <Anchor
              key={key}
              href={`${base}/say-do/evidence/${key}${day}`}
              aria-current={key === row ? "page" : undefined}
            >
              {it.name}
            </Anchor>
          ))}
      </nav>
      {!first && <Waiting what="the records" />}
      {first?.notOpen.reason && (
        <p>
          {items.length > 0 && typeof first.notOpen.count === "number"
            ? `${first.notOpen.count} of the ${first.n} ${plural(first.notOpen.count, "is", "are")} not open to you: ${first.notOpen.reason}.`
            : notOpenSentence(first.notOpen.reason)}
        </p>
      )}
      {first && items.length === 0 && !first.notOpen.reason && <p>No {unit[0]} stands here.</p>}
      {items.length > 0 && (
        <ul className="records">
          {items.map((item) => (
            <li key={item.recordId}>
              {item.kind === "commitment" ? (
                <Anchor className="record-name" href={`${base}/commitments/${item.recordId}`}>
                  {item.date ? `A commitment for ${dayWords(item.date)}` : "A commitment without a date"}
                </Anchor>
              ) : (
                <Anchor className="record-name" href={`${base}/interviews/${item.recordId}`}>
                  {item.date ? `The meeting of ${dayWords(item.date)}` : "A meeting"}
                </Anchor>
              )}
              <p className="note">
                {capital(item.standing ? standingWords(item.standing) : contributionWords(item))}.
                {item.followUps.map((id, index) => (
                  <span key={id}>
                    {" "}
                    <Anchor href={`${base}/interviews/${id}`}>
                      {item.followUps.length > 1 ? `Follow-up ${index + 1}` : "Its follow-up"}
                    </Anchor>
                  </span>
                ))}
              </p>
            </li>
          ))}
        </ul>
      )}
      <MoreButton what="records" query={evidence} />
      {items.length > 0 && (
        <p className="note">
          Correct a record on its own page: the figure follows within seconds.
          {asOf && " The records are today’s."}
        </p>
      )}
    </>
  );
}
