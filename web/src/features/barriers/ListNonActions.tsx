import { Anchor } from "../../components/Anchor";
import { MoreButton } from "../../components/MoreButton";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { Waiting } from "../../components/Waiting";
import { api } from "../../lib/api";
import { dayWords } from "../../lib/dates";
import { mayDo, useSession } from "../../lib/session";
import type { NonAction, Programme } from "../../lib/shapes";
import { commitmentStatuses, wordFor } from "../../lib/vocabulary";
import { list } from "../../lib/words";
import { PutToBarrier } from "./PutToBarrier";

type Props = { programme: Pick<Programme, "id" | "name">; showsAll: boolean };

/** What was promised and not done, and who agreed and promised nothing: each is put to what stood in the way. */
export function ListNonActions({ programme, showsAll }: Props) {
  const session = useSession();
  const found = api.useInfiniteQuery(
    "get",
    "/programmes/{programmeId}/non-actions",
    {
      params: {
        path: { programmeId: programme.id },
        query: { limit: 50, ...(showsAll ? {} : { uncoded: true }) },
      },
    },
    { pageParamName: "cursor", initialPageParam: null, getNextPageParam: (page) => page.next ?? undefined },
  );
  if (found.error && !found.data) return <ProblemPage error={found.error} />;

  const base = `/programmes/${programme.id}`;
  const items = found.data?.pages.flatMap((page) => page.items);
  const mayWrite = mayDo(session, "interviews:write");
  return (
    <>
      <PageHead
        title="What was not done"
        trail={[
          { label: programme.name, href: base },
          { label: "What stands in the way", href: `${base}/barriers` },
        ]}
        about="Commitments that were missed, kept in part, withdrawn or let lapse, and meetings at which somebody agreed, was asked to act, and promised nothing. Ask them why; then say here what stood in the way."
      />
      <nav className="filters" aria-label="Which of them">
        <Anchor href={`${base}/non-actions`} aria-current={showsAll ? undefined : "true"}>
          Not explained yet
        </Anchor>
        <Anchor href={`${base}/non-actions?all=true`} aria-current={showsAll ? "true" : undefined}>
          All
        </Anchor>
      </nav>
      {!items && <Waiting what="what was not done" />}
      {items?.length === 0 && (
        <p>
          {showsAll ? "Nothing that is open to you was left undone." : "All that is open to you is explained."}{" "}
          <Anchor href={`${base}/barriers`}>What stands in the way</Anchor>
        </p>
      )}
      {items && items.length > 0 && (
        <ul className="records">
          {items.map((item) => (
            <li key={item.commitmentId ?? item.interviewId}>
              <Anchor className="record-name" href={hrefOf(item, base)}>
                {nameOf(item)}
              </Anchor>
              <p className="note">{aboutWords(item)}</p>
              {mayWrite && (
                <PutToBarrier
                  programmeId={programme.id}
                  commitmentId={item.commitmentId ?? undefined}
                  interviewId={item.commitmentId ? undefined : (item.interviewId ?? undefined)}
                  about={`“${nameOf(item)}”`}
                  putTo={item.barrierIds}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      <MoreButton what="of them" query={found} />
    </>
  );
}

function hrefOf({ commitmentId, interviewId }: NonAction, base: string): string {
  return commitmentId ? `${base}/commitments/${commitmentId}` : `${base}/interviews/${interviewId}`;
}

function nameOf(item: NonAction): string {
  if (item.commitmentId) return item.act ?? "The words were erased";
  return item.names.length > 0 ? `Meeting with ${list(item.names)}` : "A meeting";
}

function aboutWords({ commitmentId, names, on, commitmentStatus, isOverdue }: NonAction): string {
  if (!commitmentId) return `${on ? dayWords(on) : "No date"} · agreed, was asked, and promised nothing`;
  return [
    list(names),
    on ? `by ${dayWords(on)}` : "no date",
    isOverdue
      ? "past its date, and nobody has said what came of it"
      : wordFor(commitmentStatuses, commitmentStatus ?? "").toLowerCase(),
  ]
    .filter(Boolean)
    .join(" · ");
}
