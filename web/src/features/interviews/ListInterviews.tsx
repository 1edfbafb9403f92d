import { Button } from "nhsuk-react-components";
import { Anchor } from "../../components/Anchor";
import { MoreButton } from "../../components/MoreButton";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { Waiting } from "../../components/Waiting";
import { api } from "../../lib/api";
import { dayWords } from "../../lib/dates";
import { mayDo, useSession } from "../../lib/session";
import type { InterviewItem, Programme } from "../../lib/shapes";
import { asked, confidentialities, interviewKinds, wordFor } from "../../lib/vocabulary";
import { list } from "../../lib/words";
import { SearchField } from "./SearchInterviews";

export type InterviewFilter = { commitmentAsked?: "asked" | "notAsked" | "unknown"; uncoded?: boolean };

type Props = {
  programme: Pick<Programme, "id" | "name">;
  filter: InterviewFilter;
  onSearch: (text: string) => void;
};

/** Who was met, newest first. */
export function ListInterviews({ programme, filter, onSearch }: Props) {
  const session = useSession();
  const interviews = api.useInfiniteQuery(
    "get",
    "/programmes/{programmeId}/interviews",
    { params: { path: { programmeId: programme.id }, query: { limit: 50, ...filter } } },
    { pageParamName: "cursor", initialPageParam: null, getNextPageParam: (page) => page.next ?? undefined },
  );
  if (interviews.error && !interviews.data) return <ProblemPage error={interviews.error} />;

  const base = `/programmes/${programme.id}`;
  const items = interviews.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <PageHead
        title="Meetings"
        trail={[
          { label: "Programmes", href: "/programmes" },
          { label: programme.name, href: base },
        ]}
        about="Whom the programme met. Notes open on a meeting’s own page, to those who may read them."
        next={
          mayDo(session, "interviews:write")
            ? {
                why: "a meeting is logged in under a minute, also without a connection.",
                action: (
                  <Button href={`${base}/log-a-meeting`} asElement={Anchor}>
                    Log a meeting
                  </Button>
                ),
              }
            : undefined
        }
      />
      <SearchField text="" onSearch={onSearch} />
      <nav className="filters" aria-label="Which meetings">
        {filters.map((it) => (
          <Anchor
            key={it.label}
            href={`${base}/interviews${it.search}`}
            aria-current={isSame(it.filter, filter) ? "true" : undefined}
          >
            {it.label}
          </Anchor>
        ))}
      </nav>
      {mayDo(session, "interviews:write") && (
        <p>
          <Anchor href={`${base}/codings`}>Second codings</Anchor>
        </p>
      )}
      {!items && <Waiting what="the meetings" />}
      {items?.length === 0 && (
        <p>{filter.uncoded || filter.commitmentAsked ? "None of this kind." : "Nobody was met yet."}</p>
      )}
      {items && items.length > 0 && (
        <ul className="records">
          {items.map((item) => (
            <li key={item.id}>
              <Anchor className="record-name" href={`${base}/interviews/${item.id}`}>
                {whoWords(item)}
              </Anchor>
              <p className="note">{aboutWords(item)}</p>
            </li>
          ))}
        </ul>
      )}
      <MoreButton what="meetings" query={interviews} />
    </>
  );
}

const filters: { label: string; search: string; filter: InterviewFilter }[] = [
  { label: "All", search: "", filter: {} },
  { label: "Not coded yet", search: "?uncoded=true", filter: { uncoded: true } },
  { label: "Nobody was asked to act", search: "?commitmentAsked=notAsked", filter: { commitmentAsked: "notAsked" } },
];

function isSame(a: InterviewFilter, b: InterviewFilter): boolean {
  return Boolean(a.uncoded) === Boolean(b.uncoded) && a.commitmentAsked === b.commitmentAsked;
}

function whoWords(item: InterviewItem): string {
  if (item.participantsHeld) return "Names are held back";
  return list(item.participants.map((person) => person.name)) || "Nobody named";
}

function aboutWords(item: InterviewItem): string {
  const parts = [
    dayWords(item.heldAt),
    wordFor(interviewKinds, item.kind),
    item.mentions > 0 ? `${item.mentions} coded` : "not coded yet",
    `commitment: ${wordFor(asked, item.commitmentAsked).toLowerCase()}`,
    wordFor(confidentialities, item.confidentiality).toLowerCase(),
  ];
  if (item.notesHeld) parts.push("notes held back from you");
  return parts.join(" · ");
}
