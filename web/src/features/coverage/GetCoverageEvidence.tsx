import { Anchor } from "../../components/Anchor";
import { MoreButton } from "../../components/MoreButton";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { Waiting } from "../../components/Waiting";
import { api } from "../../lib/api";
import { dayWords } from "../../lib/dates";
import { usePropositions } from "../../lib/everything";
import { notOpenSentence } from "../../lib/interviewSentences";
import type { Programme } from "../../lib/shapes";
import { endorsements, sectors, wordFor } from "../../lib/vocabulary";
import { list } from "../../lib/words";

type Props = { programme: Pick<Programme, "id" | "name">; sector?: string; propositionId?: string };

/** The conversations behind coverage, of one sector or on one proposition. Mirrors the slice of the same name in the API. */
export function GetCoverageEvidence({ programme, sector, propositionId }: Props) {
  const propositions = usePropositions();
  const evidence = api.useInfiniteQuery(
    "get",
    "/programmes/{programmeId}/coverage/evidence",
    {
      params: {
        path: { programmeId: programme.id },
        query: { sector: sector as never, propositionId, limit: 50 },
      },
    },
    {
      pageParamName: "cursor",
      initialPageParam: null,
      getNextPageParam: (page: { next?: string | null }) => page.next ?? undefined,
    },
  );
  if (evidence.error && !evidence.data) return <ProblemPage error={evidence.error} onRetry={evidence.refetch} />;
  const base = `/programmes/${programme.id}`;
  const first = evidence.data?.pages[0];
  const items = evidence.data?.pages.flatMap((page) => page.items) ?? [];
  const statement = propositions.data?.find((it) => it.id === propositionId)?.statement;
  const whom = sector ? `People of: ${wordFor(sectors, sector).toLowerCase()}. ` : "";
  return (
    <>
      <PageHead
        title={first && typeof first.n === "number" ? `Conversations behind it: ${first.n}` : "Conversations behind it"}
        trail={[
          { label: programme.name, href: base },
          { label: "Who has been heard", href: `${base}/coverage` },
        ]}
        about={`${whom}${statement ? `Asked about “${statement}”` : ""}`}
      />
      {!first && <Waiting what="the conversations" />}
      {first?.notOpen.reason && <p>{notOpenSentence(first.notOpen.reason)}</p>}
      {first && items.length === 0 && !first.notOpen.reason && <p>No conversation stands here.</p>}
      {items.length > 0 && (
        <ul className="records">
          {items.map((item) => (
            <li key={item.interviewId}>
              <Anchor className="record-name" href={`${base}/interviews/${item.interviewId}`}>
                The meeting of {dayWords(item.heldOn)}
              </Anchor>
              <p className="note">
                {list(item.sectors.map((code) => wordFor(sectors, code))) || "No sector known"}
                {typeof item.endorsement === "number" &&
                  `; ${wordFor(endorsements, String(item.endorsement)).toLowerCase()}${item.elicited ? ", after our question" : ""}`}
                .
              </p>
            </li>
          ))}
        </ul>
      )}
      <MoreButton what="conversations" query={evidence} />
    </>
  );
}
