import { Button, TextInput } from "nhsuk-react-components";
import { useDeferredValue, useState } from "react";
import { Anchor } from "../../components/Anchor";
import { MoreButton } from "../../components/MoreButton";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { ProgrammeRows } from "../../components/ProgrammeRows";
import { Waiting } from "../../components/Waiting";
import { api } from "../../lib/api";
import { mayDo, useSession } from "../../lib/session";

/** The programmes that the reader may see. */
export function ListProgrammes() {
  const session = useSession();
  const [search, setSearch] = useState("");
  const wanted = useDeferredValue(search.trim());
  const programmes = api.useInfiniteQuery(
    "get",
    "/programmes",
    { params: { query: { limit: 50, search: wanted || undefined } } },
    {
      pageParamName: "cursor",
      initialPageParam: null,
      getNextPageParam: (page) => page.next ?? undefined,
      placeholderData: (before) => before,
    },
  );
  if (programmes.error && !programmes.data) return <ProblemPage error={programmes.error} />;

  const items = programmes.data?.pages.flatMap((page) => page.items);
  const mayStart = mayDo(session, "programmes:write") && session.user.role !== "contributor";
  const isEmpty = items?.length === 0 && !wanted;
  return (
    <>
      <PageHead
        title="Programmes"
        about="Each asks: is its attention on the people who must make the change, or on structure?"
        next={
          mayStart
            ? {
                why: isEmpty ? "there is no programme yet." : "is there another change that people must make?",
                action: (
                  <Button href="/programmes/new" asElement={Anchor}>
                    Start a programme
                  </Button>
                ),
              }
            : undefined
        }
      />
      {!isEmpty && (
        <TextInput
          id="search"
          name="search"
          type="search"
          label="Find a programme"
          labelProps={{ size: "s" }}
          width="20"
          autoComplete="off"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      {!items && <Waiting what="the programmes" />}
      {isEmpty && !mayStart && <p>You are in no programme yet. A programme’s lead can make you a member.</p>}
      {items?.length === 0 && wanted && <p role="status">No programme is called “{wanted}”.</p>}
      {items && items.length > 0 && <ProgrammeRows programmes={items} />}
      <MoreButton what="programmes" query={programmes} />
    </>
  );
}
