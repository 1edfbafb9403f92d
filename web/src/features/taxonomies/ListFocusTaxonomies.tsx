import { Anchor } from "../../components/Anchor";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { Waiting } from "../../components/Waiting";
import { api } from "../../lib/api";
import { plural } from "../../lib/words";

/** Mirrors the slice of the same name in the API. */
export function ListFocusTaxonomies() {
  const found = api.useQuery("get", "/focus-taxonomies", { params: { query: { limit: 200 } } });
  if (found.error) return <ProblemPage error={found.error} onRetry={found.refetch} />;
  if (!found.data) return <Waiting what="the taxonomies" />;
  return (
    <>
      <PageHead
        title="Taxonomy"
        trail={[{ label: "Administration", href: "/administration" }]}
        about="What attention can go to: the dimensions of people and of structure, and the words that suggest each."
      />
      <ul className="rows">
        {found.data.items.map((taxonomy) => (
          <li className="row" key={taxonomy.id}>
            <div>
              <Anchor href={`/taxonomy/${taxonomy.id}`}>{taxonomy.name}</Anchor>
              <p className="note">
                Edition {taxonomy.edition}: {taxonomy.dimensions.length}{" "}
                {plural(taxonomy.dimensions.length, "dimension", "dimensions")}.
              </p>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
