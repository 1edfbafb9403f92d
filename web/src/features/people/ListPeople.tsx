import { Button } from "nhsuk-react-components";
import { useDeferredValue, useState } from "react";
import { Anchor } from "../../components/Anchor";
import { FindByName } from "../../components/FindByName";
import { MoreButton } from "../../components/MoreButton";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { Waiting } from "../../components/Waiting";
import { api } from "../../lib/api";
import { mayDo, useSession } from "../../lib/session";
import type { PersonRequest } from "../../lib/shapes";
import { professionalGroups, wordFor } from "../../lib/vocabulary";

type Group = NonNullable<PersonRequest["professionalGroup"]>;

/** People the workspace knows, by name. Nobody is ranked or scored here. */
export function ListPeople() {
  const session = useSession();
  const [search, setSearch] = useState("");
  const [group, setGroup] = useState("");
  const wanted = useDeferredValue(search.trim());
  const people = api.useInfiniteQuery(
    "get",
    "/people",
    {
      params: {
        query: { limit: 50, search: wanted || undefined, professionalGroup: (group as Group) || undefined },
      },
    },
    {
      pageParamName: "cursor",
      initialPageParam: null,
      getNextPageParam: (page) => page.next ?? undefined,
      placeholderData: (before) => before,
    },
  );
  if (people.error && !people.data) return <ProblemPage error={people.error} />;

  const items = people.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <PageHead
        title="People"
        about={
          <>
            Whom the programmes meet and work with. See also <Anchor href="/organisations">organisations</Anchor>.
          </>
        }
        next={
          mayDo(session, "people:write")
            ? {
                why: "most people are added as their meeting is logged; others you can add here.",
                action: (
                  <Button href="/people/new" asElement={Anchor}>
                    Add a person
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
          id: "group",
          label: "Professional group",
          all: "All groups",
          words: professionalGroups,
          value: group,
          onChange: setGroup,
        }}
      />
      {!items && <Waiting what="the people" />}
      {items?.length === 0 && <p role="status">{wanted || group ? "Nobody was found." : "Nobody is here yet."}</p>}
      <ul className="rows">
        {items?.map((person) => (
          <li className="row" key={person.id}>
            <div>
              <Anchor className="row-name" href={`/people/${person.id}`}>
                {person.name}
              </Anchor>
              <p className="note">{[person.jobTitle, person.organisationName].filter(Boolean).join(", ")}</p>
            </div>
            <p className="note">
              {person.status === "remembered"
                ? "Remembered"
                : person.status === "left"
                  ? "Has left"
                  : wordFor(professionalGroups, person.professionalGroup)}
            </p>
          </li>
        ))}
      </ul>
      <MoreButton what="people" query={people} />
    </>
  );
}
