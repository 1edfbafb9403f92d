import { Button } from "nhsuk-react-components";
import { useDeferredValue, useState } from "react";
import { Anchor } from "../../components/Anchor";
import { FindByName } from "../../components/FindByName";
import { MoreButton } from "../../components/MoreButton";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { Waiting } from "../../components/Waiting";
import { api } from "../../lib/api";
import { dayWords, today } from "../../lib/dates";
import { mayDo, useSession } from "../../lib/session";
import { sectors, wordFor } from "../../lib/vocabulary";

/** The workspace's organisations, by name. */
export function ListOrganisations() {
  const session = useSession();
  const [search, setSearch] = useState("");
  const [sector, setSector] = useState("");
  const wanted = useDeferredValue(search.trim());
  const organisations = api.useInfiniteQuery(
    "get",
    "/organisations",
    { params: { query: { limit: 50, search: wanted || undefined, sector: sector || undefined } as object } },
    {
      pageParamName: "cursor",
      initialPageParam: null,
      getNextPageParam: (page) => page.next ?? undefined,
      placeholderData: (before) => before,
    },
  );
  if (organisations.error && !organisations.data) return <ProblemPage error={organisations.error} />;

  const items = organisations.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <PageHead
        title="Organisations"
        about={
          <>
            Trusts, practices, boards, councils and charities. See also <Anchor href="/people">people</Anchor>.
          </>
        }
        next={
          mayDo(session, "programmes:write")
            ? {
                why: "a programme names the organisations that take part.",
                action: (
                  <Button href="/organisations/new" asElement={Anchor}>
                    Add an organisation
                  </Button>
                ),
              }
            : undefined
        }
      />
      <FindByName
        search={search}
        onSearch={setSearch}
        narrow={{
          id: "sector",
          label: "Sector",
          all: "All sectors",
          words: sectors,
          value: sector,
          onChange: setSector,
        }}
      />
      {!items && <Waiting what="the organisations" />}
      {items?.length === 0 && <p role="status">{wanted || sector ? "None was found." : "None is here yet."}</p>}
      <ul className="rows">
        {items?.map((organisation) => (
          <li className="row" key={organisation.id}>
            <div>
              <Anchor className="row-name" href={`/organisations/${organisation.id}`}>
                {organisation.name}
              </Anchor>
              <p className="note">
                {wordFor(sectors, organisation.sector)}
                {organisation.odsCode && ` · ODS code ${organisation.odsCode}`}
              </p>
            </div>
            {organisation.validTo && (
              <p className="note">
                {organisation.validTo < today() ? "Ended" : "Ends"} {dayWords(organisation.validTo)}
              </p>
            )}
          </li>
        ))}
      </ul>
      <MoreButton what="organisations" query={organisations} />
    </>
  );
}
