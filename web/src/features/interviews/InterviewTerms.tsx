import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Asking } from "../../components/Asking";
import { MoreButton } from "../../components/MoreButton";
import { ProblemSummary } from "../../components/ProblemSummary";
import { api, client } from "../../lib/api";
import { dayWords } from "../../lib/dates";
import { asProblem } from "../../lib/problem";
import { ifMatch } from "../../lib/records";
import type { Interview } from "../../lib/shapes";
import { confidentialities, consents, wordFor } from "../../lib/vocabulary";

type Props = { programmeId: string; interview: Interview; mayEdit: boolean };

const kinds = [
  {
    kind: "participation",
    field: "participationConsent",
    label: "That this is kept",
    effect: "The meeting then counts in no figure, and nothing of it is quoted.",
  },
  {
    kind: "quotation",
    field: "quotationConsent",
    label: "To be quoted",
    effect: "Nothing of it then leaves this meeting’s page.",
  },
  {
    kind: "succession",
    field: "successionConsent",
    label: "That a later lead may read it",
    effect: "Whoever leads the programme later then sees its themes and stances, and no words.",
  },
] as const;

/** What the people met agreed to, with each consent taken back where it stands, and how it changed. */
export function InterviewTerms({ programmeId, interview, mayEdit }: Props) {
  const queries = useQueryClient();
  const [failure, setFailure] = useState<unknown>();
  const [pending, setPending] = useState<string>();
  const [said, setSaid] = useState<string>();
  const path = { programmeId, id: interview.id };

  async function withdraw(consent: (typeof kinds)[number]["kind"], field: (typeof kinds)[number]["field"]) {
    setPending(consent);
    setFailure(undefined);
    setSaid(undefined);
    try {
      for (let version = interview.version, attempt = 0; ; attempt++) {
        const { error } = await client.POST("/programmes/{programmeId}/interviews/{id}/withdrawals", {
          params: { path, header: ifMatch({ version }) },
          body: { consent },
        });
        if (!error) break;
        // Whatever else was saved meanwhile, a consent that is taken back is taken back.
        if (asProblem(error).status !== 412 || attempt === 3) throw error;
        const { data } = await client.GET("/programmes/{programmeId}/interviews/{id}", { params: { path } });
        if (!data) throw error;
        if (data[field] === "withdrawn") break;
        version = data.version;
      }
      setSaid("It was taken back, and holds from now on.");
      await queries.invalidateQueries();
    } catch (error) {
      setFailure(error);
    } finally {
      setPending(undefined);
    }
  }

  return (
    <section className="section">
      <h2>What was agreed</h2>
      {failure !== undefined && <ProblemSummary error={failure} />}
      <p role="status" className="note">
        {said}
      </p>
      <ul className="records">
        <li>
          <strong>Notes open to:</strong> {wordFor(confidentialities, interview.confidentiality)}
        </li>
        {kinds.map(({ kind, field, label, effect }) => (
          <li key={kind}>
            <strong>{label}:</strong> {wordFor(consents, interview[field])}
            {mayEdit && interview[field] === "given" && (
              <>
                {" "}
                <Asking
                  label="Take it back"
                  about={`: ${label.toLowerCase()}`}
                  question={`They no longer agree. ${effect}`}
                  confirm="Take it back"
                  isPending={pending === kind}
                  onConfirm={() => void withdraw(kind, field)}
                />
              </>
            )}
          </li>
        ))}
      </ul>
      <History programmeId={programmeId} id={interview.id} />
    </section>
  );
}

function History({ programmeId, id }: { programmeId: string; id: string }) {
  const terms = api.useInfiniteQuery(
    "get",
    "/programmes/{programmeId}/interviews/{id}/terms",
    { params: { path: { programmeId, id }, query: { limit: 20 } } },
    { pageParamName: "cursor", initialPageParam: null, getNextPageParam: (page) => page.next ?? undefined },
  );
  const editions = terms.data?.pages.flatMap((page) => page.items) ?? [];
  if (editions.length < 2) return null;
  return (
    <details>
      <summary>How it changed</summary>
      <div className="scroll-x">
        <table className="figures">
          <caption className="nhsuk-u-visually-hidden">What was agreed, newest first</caption>
          <thead>
            <tr>
              <th scope="col">Since</th>
              <th scope="col">Open to</th>
              <th scope="col">Kept</th>
              <th scope="col">Quoted</th>
              <th scope="col">Later lead</th>
              <th scope="col">Noted by</th>
            </tr>
          </thead>
          <tbody>
            {editions.map((it) => (
              <tr key={it.edition}>
                <th scope="row">{dayWords(it.setAt)}</th>
                <td>
                  {wordFor(confidentialities, it.confidentiality)}
                  {it.reason && <span className="note"> – {it.reason}</span>}
                </td>
                <td>{wordFor(consents, it.participationConsent)}</td>
                <td>{wordFor(consents, it.quotationConsent)}</td>
                <td>{wordFor(consents, it.successionConsent)}</td>
                <td>{it.setBy.name ?? "Somebody no longer here"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <MoreButton what="changes" query={terms} />
    </details>
  );
}
