import { Button } from "nhsuk-react-components";
import { Anchor } from "../../components/Anchor";
import { MoreButton } from "../../components/MoreButton";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { Waiting } from "../../components/Waiting";
import { api } from "../../lib/api";
import { dayWords } from "../../lib/dates";
import { mayDo, useSession } from "../../lib/session";
import type { Discussion, Programme } from "../../lib/shapes";
import { discussionKinds, wordFor } from "../../lib/vocabulary";
import { plural } from "../../lib/words";

/** What people said in the open, newest first. */
export function ListDiscussions({ programme }: { programme: Pick<Programme, "id" | "name"> }) {
  const session = useSession();
  const discussions = api.useInfiniteQuery(
    "get",
    "/programmes/{programmeId}/discussions",
    { params: { path: { programmeId: programme.id }, query: { limit: 50 } } },
    { pageParamName: "cursor", initialPageParam: null, getNextPageParam: (page) => page.next ?? undefined },
  );
  if (discussions.error && !discussions.data) return <ProblemPage error={discussions.error} />;

  const base = `/programmes/${programme.id}/discussions`;
  const items = discussions.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <PageHead
        title="Discussions"
        trail={[
          { label: "Programmes", href: "/programmes" },
          { label: programme.name, href: `/programmes/${programme.id}` },
        ]}
        about="Tweet chats, open meetings and forums: many voices, said in the open. They are coded like interviews and counted apart from them."
        next={
          mayDo(session, "interviews:write")
            ? {
                why: "a discussion comes in as one file, and says which themes many people share.",
                action: (
                  <Button href={`${base}/new`} asElement={Anchor}>
                    Add a discussion
                  </Button>
                ),
              }
            : undefined
        }
      />
      {!items && <Waiting what="the discussions" />}
      {items?.length === 0 && <p>No discussion is here yet.</p>}
      {items && items.length > 0 && (
        <ul className="records">
          {items.map((item) => (
            <li key={item.id}>
              <Anchor className="record-name" href={`${base}/${item.id}`}>
                {item.title}
              </Anchor>
              <p className="note">
                {wordFor(discussionKinds, item.kind)} · {dayWords(item.heldOn)} · {holdsWords(item)}
              </p>
            </li>
          ))}
        </ul>
      )}
      <MoreButton what="discussions" query={discussions} />
    </>
  );
}

function holdsWords({ contributions, coded }: Discussion): string {
  if (contributions === 0) return "nothing imported yet";
  return `${contributions} ${plural(contributions, "contribution", "contributions")}, ${coded} coded`;
}
