import { Button } from "nhsuk-react-components";
import type { ReactNode } from "react";
import { Anchor } from "../../components/Anchor";
import { MoreButton } from "../../components/MoreButton";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { Waiting } from "../../components/Waiting";
import { api } from "../../lib/api";
import { dayWords } from "../../lib/dates";
import { mayDo, useSession } from "../../lib/session";
import type { Commitment, Programme } from "../../lib/shapes";
import { commitmentStatuses, wordFor } from "../../lib/vocabulary";

export type CommitmentFilter = { due?: "overdue" | "soon"; status?: "kept" };

type Props = {
  programme: Pick<Programme, "id" | "name">;
  filter: CommitmentFilter;
  /** What one is reminded of, before the whole list. */
  children?: ReactNode;
};

/** What people promised, and what came of it. */
export function ListCommitments({ programme, filter, children }: Props) {
  const session = useSession();
  const commitments = api.useInfiniteQuery(
    "get",
    "/programmes/{programmeId}/commitments",
    { params: { path: { programmeId: programme.id }, query: { limit: 50, ...filter } } },
    { pageParamName: "cursor", initialPageParam: null, getNextPageParam: (page) => page.next ?? undefined },
  );
  if (commitments.error && !commitments.data) return <ProblemPage error={commitments.error} />;

  const base = `/programmes/${programme.id}`;
  const items = commitments.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <PageHead
        title="Commitments"
        trail={[
          { label: "Programmes", href: "/programmes" },
          { label: programme.name, href: base },
        ]}
        about="Who said they would do what, by when, and whether it was done. A commitment that is not yet due counts neither way."
        next={items && mayDo(session, "interviews:write") ? nextStep(items, base) : undefined}
      />
      {children}
      <nav className="filters" aria-label="Which commitments">
        {filters.map((it) => (
          <Anchor
            key={it.label}
            href={`${base}/commitments${it.search}`}
            aria-current={it.filter.due === filter.due && it.filter.status === filter.status ? "true" : undefined}
          >
            {it.label}
          </Anchor>
        ))}
      </nav>
      {!items && <Waiting what="the commitments" />}
      {items?.length === 0 && (
        <p>
          None of this kind. A commitment is added after{" "}
          <Anchor href={`${base}/log-a-meeting`}>logging a meeting</Anchor>, or on a meeting’s own page.
        </p>
      )}
      {items && items.length > 0 && (
        <ul className="records">
          {items.map((item) => (
            <li key={item.id}>
              <Anchor className="record-name" href={`${base}/commitments/${item.id}`}>
                {item.act ?? (item.wordsHeld ? "The words are held back from you" : "The words were erased")}
              </Anchor>
              <p className="note">{aboutWords(item)}</p>
            </li>
          ))}
        </ul>
      )}
      <MoreButton what="commitments" query={commitments} />
    </>
  );
}

/** First what is past its date, since nobody knows what came of it; then what is said to be kept and counts only once somebody has looked. */
function nextStep(items: readonly Commitment[], base: string) {
  const words = (item: Commitment) => (item.act ? `“${item.act}”` : "a promise");
  const untold = items.find((it) => it.isOverdue && !it.wordsHeld);
  const unchecked = items.find((it) => it.status === "kept" && !it.isChecked && !it.wordsHeld);
  const [why, label, href] = untold
    ? [`the day of ${words(untold)} has passed.`, "Say what came of it", `${base}/commitments/${untold.id}`]
    : unchecked
      ? [
          `${words(unchecked)} counts as kept once there is evidence and somebody else has looked.`,
          "Check it",
          `${base}/commitments/${unchecked.id}`,
        ]
      : ["a promise is asked for where you meet.", "Log a meeting", `${base}/log-a-meeting`];
  return {
    why,
    action: (
      <Button href={href} asElement={Anchor}>
        {label}
      </Button>
    ),
  };
}

const filters: { label: string; search: string; filter: CommitmentFilter }[] = [
  { label: "All", search: "", filter: {} },
  { label: "Past their date", search: "?due=overdue", filter: { due: "overdue" } },
  { label: "Due soon", search: "?due=soon", filter: { due: "soon" } },
  { label: "Kept", search: "?status=kept", filter: { status: "kept" } },
];

function aboutWords(item: Commitment): string {
  return [
    item.personName,
    item.dueOn ? `by ${dayWords(item.dueOn)}` : "no date",
    item.isOverdue ? "past its date, open" : wordFor(commitmentStatuses, item.status).toLowerCase(),
    item.status === "kept" && !item.isChecked && "not checked yet",
  ]
    .filter(Boolean)
    .join(" · ");
}
