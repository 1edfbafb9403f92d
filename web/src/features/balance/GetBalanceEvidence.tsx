import { Button } from "nhsuk-react-components";
import { Fragment, type ReactNode, useState } from "react";
import { Anchor } from "../../components/Anchor";
import { along, Beam, TargetHead } from "../../components/Beam";
import { EvidenceBars } from "../../components/EvidenceBars";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { Waiting } from "../../components/Waiting";
import { api } from "../../lib/api";
import { clockWords, dayWords, today } from "../../lib/dates";
import { bandFigure, bandWords, percent, type StreamName, scored, streamLabel } from "../../lib/figures";
import { dimensionNames } from "../../lib/focus";
import { targetWords } from "../../lib/sentences";
import { capital, numberWord, plural } from "../../lib/words";
import { toCsv } from "./csv";
import { effectiveWords, evidenceFinding } from "./evidenceWords";
import type { Evidence, NextStep } from "./nextStep";
import { useBalance } from "./useBalance";

export type Sort = "largest" | "newest" | "focus";

type Props = {
  programmeId: string;
  programmeName: string;
  stream: StreamName;
  asOf?: string;
  sort: Sort;
  onSort: (sort: Sort) => void;
  /** What would strengthen this row, for those who may write. */
  next?: (evidence: Evidence) => NextStep | undefined;
  /** The record put right in place; features do not know one another, so the page brings it. */
  correct?: (recordId: string, kind: string, onDone: () => void) => ReactNode;
};

/** The records behind one figure, with what each contributes. Mirrors the slice of the same name in the API. */
export function GetBalanceEvidence({ programmeId, programmeName, stream, asOf, sort, onSort, next, correct }: Props) {
  const [correcting, setCorrecting] = useState<{ id: string; kind: string; title: string }>();
  const balance = useBalance(programmeId, asOf);
  const evidence = api.useInfiniteQuery(
    "get",
    "/programmes/{programmeId}/balance/evidence",
    { params: { path: { programmeId }, query: { stream, sort, asOf, limit: 100 } } },
    {
      pageParamName: "cursor",
      initialPageParam: null,
      getNextPageParam: (page: { next?: string | null }) => page.next ?? undefined,
    },
  );
  const error = balance.error ?? evidence.error;
  if (error)
    return <ProblemPage error={error} onRetry={() => void Promise.all([balance.refetch(), evidence.refetch()])} />;
  if (!balance.data || !evidence.data) return <Waiting what="the records" />;
  const figure = balance.data.streams.find((s) => s.stream === stream);
  const [first] = evidence.data.pages;
  if (!figure || !first) return <ProblemPage error={{ title: "Not found", status: 404, code: "not-found" }} />;
  const items = evidence.data.pages.flatMap((page) => page.items);
  const { target, methodVersion, computedAt, agreement, taxonomy } = balance.data;
  const nameOf = dimensionNames(taxonomy.dimensions);
  const n = first.n ?? items.length;
  const total = first.total ?? 0;
  const finding = evidenceFinding(stream, figure, { n, total, peopleTotal: first.peopleTotal ?? 0 });
  const step = next?.(balance.data);
  const against = targetWords(figure, target);
  const seconds = items.filter((item) => item.blindRated).length;
  const coders = new Set(items.flatMap((item) => item.codedBy)).size;

  return (
    <>
      <PageHead
        title={finding.title}
        trail={[
          { label: programmeName, href: `/programmes/${programmeId}` },
          { label: "Balance of focus", href: `/programmes/${programmeId}#balance` },
        ]}
        about={finding.about}
        next={
          step && {
            why: step.why,
            action: (
              <Button href={step.href} asElement={Anchor}>
                {step.label}
              </Button>
            ),
          }
        }
      />
      <section className="section one-beam">
        <p className="one-beam-name">{streamLabel[stream]}</p>
        <div>
          <svg className="beam-axis beam-head" aria-hidden="true">
            <text className="structure-words" x="50%" y="15" dx="-8" textAnchor="end">
              structure
            </text>
            <text className="people-words" x="50%" y="15" dx="8">
              people
            </text>
            <svg x="50%" y="18" overflow="visible">
              <TargetHead target={target} />
            </svg>
          </svg>
          <Beam label={streamLabel[stream]} figure={figure} target={target} />
          <svg className="beam-axis beam-foot" aria-hidden="true">
            <svg x="50%" overflow="visible">
              <text className="target-words" x={along(target)} y="17" textAnchor={target > 0.7 ? "end" : "middle"}>
                local target {percent(target)}
              </text>
            </svg>
          </svg>
        </div>
        <p>
          {figure.band ? `Band ${bandFigure(figure.band)}${against ? `, ${against}` : ""}.` : "No band yet."}
          {!figure.peopleShare && figure.band && " The share lies somewhere in it, so no beam is drawn."}
        </p>
      </section>
      <section className="section">
        <div className="evidence-head">
          <h2>What each record contributes</h2>
          <Orders sort={sort} onSort={onSort} stream={stream} />
        </div>
        {items.length === 0 ? (
          <p>
            {first.notOpen.reason
              ? `The records are not open to you: ${first.notOpen.reason}.`
              : `Nothing yet, because no record has ${streamLabel[stream].toLowerCase()} and a focus.`}
          </p>
        ) : (
          <EvidenceBars
            stream={stream}
            items={items}
            total={total}
            structureTotal={first.structureTotal ?? 0}
            peopleTotal={first.peopleTotal ?? 0}
            n={n}
            dimensionName={nameOf}
            action={
              correct &&
              ((item) => (
                <button
                  type="button"
                  className="quiet-button"
                  aria-label={`Correct ${item.title ?? "this interview"}`}
                  onClick={() =>
                    setCorrecting({
                      id: item.recordId,
                      kind: items.find((it) => it.recordId === item.recordId)?.kind ?? "activity",
                      title: item.title ?? "An interview",
                    })
                  }
                >
                  Correct
                </button>
              ))
            }
          />
        )}
        <div className="actions">
          {evidence.hasNextPage && (
            <Button secondary disabled={evidence.isFetchingNextPage} onClick={() => evidence.fetchNextPage()}>
              Show more records
            </Button>
          )}
          {items.length > 0 && (
            <a
              href={`data:text/csv;charset=utf-8,${encodeURIComponent(toCsv(stream, items, nameOf))}`}
              download={`${programmeName} ${stream} ${asOf ?? today()}.csv`}
            >
              Take out as CSV
            </a>
          )}
          <span className="note">
            The figure follows a correction within seconds.
            {asOf && " The records are today’s; those revised since that day are marked."}
          </span>
        </div>
      </section>
      {correcting && correct && (
        <Correcting key={correcting.id} title={correcting.title}>
          {correct(correcting.id, correcting.kind, () => setCorrecting(undefined))}
        </Correcting>
      )}
      <div className="columns three">
        <section className="section">
          <h2>How “worth {Math.round(figure.effectiveN * 10) / 10}” is worked out</h2>
          <p>{effectiveWords(stream, figure)}</p>
        </section>
        <section className="section">
          <h2>Who coded, and did they agree</h2>
          <p>
            {coders === 0
              ? "The coders are not named to you."
              : `${capital(`${numberWord(coders)} ${plural(coders, "person", "people")}`)} coded these records.`}{" "}
            {items.length > 0 &&
              `${capital(numberWord(seconds))} of ${items.length} shown ${seconds === 1 ? "was" : "were"} coded blind by a second person.`}{" "}
            Across the programme: {agreement.words}
            {typeof agreement.alpha === "number" && `, alpha ${agreement.alpha.toFixed(2)}`}.
          </p>
        </section>
        <section className="section">
          <h2>This figure</h2>
          <p>
            Version {balance.data.sequence}, worked out {dayWords(computedAt)} at {clockWords(computedAt)}, method{" "}
            {methodVersion}, edition {taxonomy.edition} of the taxonomy.{" "}
            <Anchor href={`/programmes/${programmeId}#asOf`}>Earlier versions</Anchor>
          </p>
        </section>
      </div>
    </>
  );
}

const orders: readonly { sort: Sort; label: (stream: StreamName) => string }[] = [
  { sort: "largest", label: (stream) => `most ${streamLabel[stream].toLowerCase()} first` },
  { sort: "newest", label: () => "by date" },
  { sort: "focus", label: () => "by focus" },
];

function Orders({ sort, onSort, stream }: { sort: Sort; onSort: (sort: Sort) => void; stream: StreamName }) {
  return (
    <p className="orders">
      Order:{" "}
      {orders.map((order) => (
        <Fragment key={order.sort}>
          {order.sort === sort ? (
            <strong aria-current="true">{order.label(stream)}</strong>
          ) : (
            <button type="button" className="quiet-button" onClick={() => onSort(order.sort)}>
              {order.label(stream)}
            </button>
          )}{" "}
        </Fragment>
      ))}
    </p>
  );
}

function Correcting({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="section correcting" aria-label={`Correct ${title}`}>
      <h2
        tabIndex={-1}
        ref={(heading) => {
          heading?.focus();
        }}
      >
        Correct “{title}”
      </h2>
      {children}
    </section>
  );
}

/** The average of the deed streams has no records of its own: it says which streams stand behind it. */
export function TogetherEvidence({
  programmeId,
  programmeName,
  asOf,
}: Pick<Props, "programmeId" | "programmeName" | "asOf">) {
  const balance = useBalance(programmeId, asOf);
  if (balance.error) return <ProblemPage error={balance.error} onRetry={balance.refetch} />;
  if (!balance.data) return <Waiting what="the figure" />;
  const { together, streams, target } = balance.data;
  const deeds = streams.filter((s) => !s.said);
  const scoredDeeds = deeds.filter((s) => s.grade === "reportable" || s.grade === "indicative");
  return (
    <>
      <PageHead
        title={
          typeof together.peopleShare === "number"
            ? `Deeds together: ${percent(together.peopleShare)} people`
            : "Deeds together: too little to score yet"
        }
        trail={[
          { label: programmeName, href: `/programmes/${programmeId}` },
          { label: "Balance of focus", href: `/programmes/${programmeId}#balance` },
        ]}
        about={
          together.reason ??
          `The average of ${scoredDeeds.length} of ${together.streamsWithRecords} streams of deeds, each with the same weight. What is said is never averaged in.`
        }
      />
      <section className="section">
        <h2>The streams behind it</h2>
        <ul className="rows">
          {deeds.map((s) => (
            <li className="row" key={s.stream}>
              <div>
                <Anchor href={`/programmes/${programmeId}/evidence/${s.stream}${asOf ? `?asOf=${asOf}` : ""}`}>
                  {streamLabel[s.stream]}
                </Anchor>
                <p className="note">{s.reason ?? `${s.n} records worth ${Math.round(s.effectiveN)}`}</p>
              </div>
              <p>
                {typeof s.peopleShare === "number"
                  ? `${percent(s.peopleShare)} people${s.band ? `, band ${bandFigure(s.band)}` : ""}`
                  : "not averaged in"}
              </p>
            </li>
          ))}
        </ul>
        <p>
          {!scored(together)
            ? `At least half of the streams must be scored before a share is shown.${together.band ? ` It lies somewhere ${bandWords(together.band)}.` : ""}`
            : together.band &&
              `Its band, ${bandFigure(together.band)}, is wide on purpose: the streams describe the same work, so they do not add up as if they were apart. ${capital(`${targetWords(together, target)}.`)}`}
        </p>
      </section>
    </>
  );
}
