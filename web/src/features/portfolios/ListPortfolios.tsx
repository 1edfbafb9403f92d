import { Button } from "nhsuk-react-components";
import { Anchor } from "../../components/Anchor";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { Waiting } from "../../components/Waiting";
import { api } from "../../lib/api";
import { mayDo, useSession } from "../../lib/session";
import { plural } from "../../lib/words";
import { GetPortfolioDashboard } from "./GetPortfolioDashboard";

/** One portfolio is opened at once; of several, one is chosen. Mirrors the slice of the same name in the API. */
export function ListPortfolios({ showAll }: { showAll?: boolean }) {
  const session = useSession();
  const found = api.useQuery("get", "/portfolios", { params: { query: { limit: 200 } } });
  if (found.error) return <ProblemPage error={found.error} onRetry={found.refetch} />;
  if (!found.data) return <Waiting what="the portfolios" />;
  const { items } = found.data;
  const [only] = items;
  if (only && items.length === 1 && !showAll) return <GetPortfolioDashboard id={only.id} />;
  const mayWrite = mayDo(session, "programmes:write");
  return (
    <>
      <PageHead
        title="Portfolio"
        about="The programmes that a system leader sees side by side."
        next={
          mayWrite
            ? {
                why: "choose programmes and who may read their figures together.",
                action: (
                  <Button href="/portfolio/new" asElement={Anchor}>
                    Make a portfolio
                  </Button>
                ),
              }
            : undefined
        }
      />
      {items.length === 0 && (
        <p>
          Nothing yet, because{" "}
          {mayWrite ? "no portfolio has been made." : "nobody has opened a portfolio to you. Ask a programme lead."}
        </p>
      )}
      {items.length > 0 && (
        <ul className="rows">
          {items.map((portfolio) => (
            <li className="row" key={portfolio.id}>
              <Anchor href={`/portfolio/${portfolio.id}`}>{portfolio.name}</Anchor>
              <p className="note">
                {portfolio.programmeIds.length} {plural(portfolio.programmeIds.length, "programme", "programmes")}
              </p>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
