import { Anchor } from "../../components/Anchor";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { Waiting } from "../../components/Waiting";
import { api } from "../../lib/api";
import { dayWords } from "../../lib/dates";
import type { Programme } from "../../lib/shapes";
import { discussionKinds, wordFor } from "../../lib/vocabulary";
import { capital, list, numberWord, plural } from "../../lib/words";

type Props = { programme: Pick<Programme, "id" | "name">; id: string };

/** What a discussion was about: themes by how many spoke of them, in the words of those who agreed to be quoted. */
export function GetDiscussionReport({ programme, id }: Props) {
  const { data: report, error } = api.useQuery("get", "/programmes/{programmeId}/discussions/{id}/report", {
    params: { path: { programmeId: programme.id, id } },
  });
  if (error && !report) return <ProblemPage error={error} />;
  if (!report) return <Waiting what="the report" />;

  const base = `/programmes/${programme.id}/discussions`;
  return (
    <>
      <PageHead
        title={`What “${report.title}” was about`}
        trail={[
          { label: programme.name, href: `/programmes/${programme.id}` },
          { label: "Discussions", href: base },
          { label: report.title, href: `${base}/${id}` },
        ]}
        about={`${wordFor(discussionKinds, report.kind)}, ${dayWords(report.heldOn)}.`}
      />
      <p className="finding-sentence">{findingWords(report)}</p>
      <p className="note">{basisWords(report)}</p>
      {report.themes.length > 0 && <ThemeBars report={report} />}
      {report.themes.map((theme) => (
        <section className="section" key={theme.themeId} aria-labelledby={`theme-${theme.themeId}`}>
          <h2 id={`theme-${theme.themeId}`}>{theme.name}</h2>
          {theme.quotes.length === 0 && (
            <p>
              {capital(numberWord(theme.contributions))} {plural(theme.contributions, "contribution", "contributions")},
              and nobody who agreed to be quoted.
            </p>
          )}
          {theme.quotes.map((quote) => (
            <figure className="said" key={quote.quoteId}>
              <blockquote>{quote.text}</blockquote>
              <figcaption className="note">
                {quote.author && `${quote.author}, `}
                <Anchor href={`${base}/${id}#contribution-${quote.contributionId}`}>
                  contribution {quote.position}
                </Anchor>
              </figcaption>
            </figure>
          ))}
        </section>
      ))}
    </>
  );
}

type Report = {
  contributions: number;
  leftOut: number;
  coded: number;
  mayBeQuoted: number;
  themes: { themeId: string; name: string; contributions: number }[];
};

/** The one sentence: what most spoke of. */
function findingWords({ contributions, coded, themes }: Report): string {
  const most = themes[0]?.contributions ?? 0;
  if (contributions === 0) return "There is nothing to report yet.";
  if (most === 0) return `None of the ${contributions} contributions is coded yet.`;
  const named = themes.filter((it) => it.contributions === most).map((it) => `“${it.name}”`);
  return `Of ${coded} coded ${plural(coded, "contribution", "contributions")}, ${numberWord(most)} ${plural(most, "speaks", "speak")} of ${list(named)}${named.length > 1 ? " each" : ""}.`;
}

function basisWords({ contributions, leftOut, coded, mayBeQuoted }: Report): string {
  const parts = [
    `${contributions} ${plural(contributions, "contribution", "contributions")}, ${coded} coded`,
    `${mayBeQuoted} may be quoted`,
    leftOut > 0 && `${leftOut} left out, whose authors refused or withdrew consent`,
  ];
  return `${parts.filter(Boolean).join("; ")}. Whoever joins a discussion chose to: this says what was spoken of, not how many people think so.`;
}

/** Bars within a table, so it needs no twin. */
function ThemeBars({ report }: { report: Report }) {
  const most = Math.max(...report.themes.map((it) => it.contributions), 1);
  return (
    <table className="theme-bars">
      <caption className="nhsuk-u-visually-hidden">Contributions by theme</caption>
      <thead>
        <tr>
          <th scope="col">theme</th>
          <th scope="col">contributions</th>
        </tr>
      </thead>
      <tbody>
        {report.themes.map((theme) => (
          <tr key={theme.themeId}>
            <th scope="row">
              <a href={`#theme-${theme.themeId}`}>{theme.name}</a>
            </th>
            <td>
              <svg aria-hidden="true">
                <rect height="16" y="3" width={`${(theme.contributions / most) * 84}%`} />
              </svg>
              <span>{theme.contributions}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
