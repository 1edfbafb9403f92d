import { useQueryClient } from "@tanstack/react-query";
import { Button, Form } from "nhsuk-react-components";
import { type FormEvent, useState } from "react";
import { Anchor } from "../../components/Anchor";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { ProblemSummary } from "../../components/ProblemSummary";
import { Waiting } from "../../components/Waiting";
import { api } from "../../lib/api";
import { dayWords } from "../../lib/dates";
import { asProblem } from "../../lib/problem";
import { ifMatch } from "../../lib/records";
import type { CodingComparison, Programme, Quote } from "../../lib/shapes";

type Props = { programme: Pick<Programme, "id" | "name">; interviewId: string; coderId: string; onSettled: () => void };
type Compared = CodingComparison["themes"][number];

/** Two codings of a meeting side by side, and one made of both. */
export function GetCodingComparison({ programme, interviewId, coderId, onSettled }: Props) {
  const path = { programmeId: programme.id, interviewId, userId: coderId };
  const { data, error } = api.useQuery(
    "get",
    "/programmes/{programmeId}/interviews/{interviewId}/blind-codings/{userId}/comparison",
    { params: { path } },
    { refetchOnWindowFocus: false },
  );
  if (error && !data) return <ProblemPage error={error} />;
  if (!data) return <Waiting what="both codings" />;

  const base = `/programmes/${programme.id}`;
  const all = data.both + data.firstOnly + data.secondOnly;
  return (
    <>
      <PageHead
        title="Two codings of one meeting"
        trail={[
          { label: programme.name, href: base },
          { label: "Second codings", href: `${base}/codings` },
        ]}
        about={
          all === 0
            ? `Neither coder found a theme. ${data.coder.name} finished on ${dayWords(data.finishedAt)}.`
            : `Of ${all} themes, both coders found ${data.both}, the first coder alone ${data.firstOnly}, ${data.coder.name} alone ${data.secondOnly}. ${data.coder.name} finished on ${dayWords(data.finishedAt)}.`
        }
      />
      <p>
        <Anchor href={`${base}/interviews/${interviewId}`}>Read the meeting</Anchor>
      </p>
      <SettleCoding key={data.version} path={path} comparison={data} onSettled={onSettled} />
    </>
  );
}

function SettleCoding({
  path,
  comparison,
  onSettled,
}: {
  path: { programmeId: string; interviewId: string; userId: string };
  comparison: CodingComparison;
  onSettled: () => void;
}) {
  const queries = useQueryClient();
  const isSettled = comparison.status === "settled";
  const known = comparison.themes.filter((it) => it.name !== undefined);
  // What both found is kept unless told; what one found alone is for the two to talk about.
  const [kept, setKept] = useState<ReadonlySet<string>>(
    new Set(known.filter((it) => it.inFirst && it.inSecond).map((it) => it.themeId)),
  );
  const [failure, setFailure] = useState<unknown>();
  const [attempt, setAttempt] = useState(0);
  const settle = api.useMutation(
    "put",
    "/programmes/{programmeId}/interviews/{interviewId}/blind-codings/{userId}/settlement",
  );

  async function submit(event: FormEvent) {
    event.preventDefault();
    setFailure(undefined);
    try {
      await settle.mutateAsync({ params: { path, header: ifMatch(comparison) }, body: { themeIds: [...kept] } });
      await queries.invalidateQueries();
      onSettled();
    } catch (error) {
      setFailure(error);
      setAttempt((n) => n + 1);
      if (asProblem(error).status === 412) await queries.invalidateQueries();
    }
  }

  function toggle(themeId: string) {
    const next = new Set(kept);
    if (!next.delete(themeId)) next.add(themeId);
    setKept(next);
  }

  const left = known.filter((it) => !kept.has(it.themeId));
  return (
    <Form onSubmit={submit} noValidate>
      {failure !== undefined && <ProblemSummary key={attempt} error={failure} />}
      {isSettled && (
        <p>
          Settled by {comparison.settledBy?.name} on {dayWords(comparison.settledAt ?? comparison.finishedAt)}. How far
          the two agreed is reckoned from what stood here before.
        </p>
      )}
      <div className="scroll-x">
        <table className="figures compared">
          <caption className="nhsuk-u-visually-hidden">Both codings by theme</caption>
          <thead>
            <tr>
              <th scope="col">Theme</th>
              <th scope="col">First coding</th>
              <th scope="col">{comparison.coder.name}</th>
              {!isSettled && <th scope="col">Keep</th>}
            </tr>
          </thead>
          <tbody>
            {comparison.themes.map((theme) => (
              <tr key={theme.themeId}>
                <th scope="row">
                  {theme.name ?? "A theme that was merged since"}
                  <br />
                  <span className="note">{agreementOf(theme)}</span>
                </th>
                <Side found={theme.inFirst} quotes={theme.firstQuotes} isSame={false} />
                <Side
                  found={theme.inSecond}
                  quotes={theme.secondQuotes}
                  isSame={isSettled && theme.firstQuotes.length > 0}
                />
                {!isSettled && (
                  <td>
                    {theme.name !== undefined && (
                      <div className="nhsuk-checkboxes nhsuk-checkboxes--small">
                        <div className="nhsuk-checkboxes__item">
                          <input
                            className="nhsuk-checkboxes__input"
                            id={`keep-${theme.themeId}`}
                            type="checkbox"
                            checked={kept.has(theme.themeId)}
                            onChange={() => toggle(theme.themeId)}
                          />
                          <label className="nhsuk-label nhsuk-checkboxes__label" htmlFor={`keep-${theme.themeId}`}>
                            Keep<span className="nhsuk-u-visually-hidden"> {theme.name}</span>
                          </label>
                        </div>
                      </div>
                    )}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {!isSettled && (
        <>
          <p>
            {kept.size === 0
              ? "No theme is kept: the meeting then counts as not coded."
              : `${kept.size === 1 ? "One theme is" : `${kept.size} themes are`} kept, with the passages of both coders.`}{" "}
            {left.length > 0 &&
              `What ${left.length === 1 ? "one theme" : `${left.length} themes`} not kept alone stood under is taken out of the coding, whoever coded it.`}
          </p>
          <Button disabled={settle.isPending}>{settle.isPending ? "Saving…" : "Settle the coding"}</Button>
        </>
      )}
    </Form>
  );
}

function agreementOf(theme: Compared): string {
  if (theme.inFirst && theme.inSecond) return "both found it";
  return theme.inFirst ? "only the first coder found it" : "only the second coder found it";
}

/** Once settled, a passage that both coded alike stands once, with the first coding. */
function Side({ found, quotes, isSame }: { found: boolean; quotes: readonly Quote[]; isSame: boolean }) {
  return (
    <td>
      {!found && <span className="note">not found</span>}
      {found && quotes.length === 0 && (
        <span className="note">{isSame ? "the same passage" : "theme ticked, no passage"}</span>
      )}
      {quotes.map((quote) => (
        <p key={quote.id}>{quote.text ? `“${quote.text}”` : <span className="note">a passage not open to you</span>}</p>
      ))}
    </td>
  );
}
