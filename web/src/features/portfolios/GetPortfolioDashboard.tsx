import { useQueryClient } from "@tanstack/react-query";
import { Button } from "nhsuk-react-components";
import { useEffect, useRef } from "react";
import { Anchor } from "../../components/Anchor";
import { PageHead } from "../../components/PageHead";
import { Picture } from "../../components/Picture";
import { PortfolioBeams, type PortfolioItem, PortfolioTable } from "../../components/PortfolioBeams";
import { ProblemPage } from "../../components/ProblemPage";
import { Waiting } from "../../components/Waiting";
import { api } from "../../lib/api";
import { dayWords } from "../../lib/dates";
import { portfolioSentence } from "../../lib/sentences";
import { mayDo, useSession } from "../../lib/session";
import { capital, numberWord, plural } from "../../lib/words";
import { comparisonWords, type Dashboard, saidAndKept } from "./comparison";

/** Programmes side by side, in the alphabet's order and never by figure. Mirrors the slice of the same name in the API. */
export function GetPortfolioDashboard({ id }: { id: string }) {
  const found = api.useQuery("get", "/portfolios/{id}/dashboard", { params: { path: { id } } });
  if (found.error) return <ProblemPage error={found.error} onRetry={found.refetch} />;
  if (!found.data) return <Waiting what="the portfolio" />;
  return <Programmes key={id} dashboard={found.data} />;
}

function Programmes({ dashboard }: { dashboard: Dashboard }) {
  const session = useSession();
  const queries = useQueryClient();
  useVisit(dashboard.portfolioId);
  const { rows, previousVisitAt, asOf } = dashboard;
  const changed = rows.filter((row) => row.changed).length;
  const since = previousVisitAt ? dayWords(previousVisitAt) : undefined;
  const base = `/portfolio/${dashboard.portfolioId}`;
  const mayWrite = mayDo(session, "programmes:write");
  const items = rows.map(toItem);
  const first = rows.find((row) => row.changed);
  const sentence =
    rows.length === 0
      ? { finding: "Nothing yet,", evidence: "because no programme has been put into this portfolio." }
      : portfolioSentence(rows.map((row) => ({ said: row.said, done: row.together, target: row.target })));
  return (
    <>
      <PageHead
        title={dashboard.name}
        trail={[{ label: "Portfolio", href: "/portfolio?all=true" }]}
        about={
          <>
            {capital(numberWord(rows.length))} {plural(rows.length, "programme", "programmes")}, as at {dayWords(asOf)}.{" "}
            {since
              ? `${capital(numberWord(changed))} ${plural(changed, "has", "have")} changed since your last visit on ${since}.`
              : "This is your first visit: the next will show what changed."}
          </>
        }
        next={
          rows.length === 0
            ? mayWrite
              ? {
                  why: "a portfolio shows the programmes that are put into it.",
                  action: (
                    <Button href={`${base}/edit`} asElement={Anchor}>
                      Choose its programmes
                    </Button>
                  ),
                }
              : undefined
            : first
              ? {
                  why: `${first.name} has changed: ${first.changed?.text}`,
                  action: (
                    <Button href={`/programmes/${first.programmeId}`} asElement={Anchor}>
                      Open {first.name}
                    </Button>
                  ),
                }
              : undefined
        }
      />
      <Picture
        name="Said and done, programme by programme"
        sentence={sentence}
        footer={
          rows.length > 0 && (
            <>
              <PortfolioTable items={items} />
              <Anchor href={`${base}/samples`}>Read a random sample of programmes</Anchor>
              <button type="button" className="quiet-button" onClick={() => window.print()}>
                Print
              </button>
              <button
                type="button"
                className="quiet-button"
                onClick={() => void queries.invalidateQueries({ queryKey: ["get", "/portfolios/{id}/dashboard"] })}
              >
                Renew
              </button>
              {mayWrite && <Anchor href={`${base}/edit`}>Change this portfolio</Anchor>}
            </>
          )
        }
      >
        {rows.length > 0 && <PortfolioBeams items={items} previousVisit={since} />}
      </Picture>
      {rows.length > 0 && (
        <section className="section">
          <p>{comparisonWords(dashboard.comparison)}</p>
          <p className="note">
            Programmes are not ranked: where bands overlap, the difference between two beams means nothing. Targets are
            set locally and differ because the programmes do. Interviews are counted only where there are enough of
            them. Bands say how much evidence there is, not how good the work is.
          </p>
        </section>
      )}
    </>
  );
}

/** A look is noted once for each time that the page is opened; what it shows is of before this look. */
function useVisit(id: string) {
  const visit = api.useMutation("post", "/portfolios/{id}/visits");
  const noted = useRef(false);
  useEffect(() => {
    if (noted.current) return;
    noted.current = true;
    visit.mutate({ params: { path: { id } } });
  }, [id, visit.mutate]);
}

function toItem(row: Dashboard["rows"][number]): PortfolioItem {
  return {
    programmeId: row.programmeId,
    name: row.name,
    organisations: row.organisations,
    target: row.target,
    done: row.together,
    said: row.said,
    interviews: saidAndKept(row.sayDo),
    changed: row.changed?.text,
    href: `/programmes/${row.programmeId}`,
  };
}
