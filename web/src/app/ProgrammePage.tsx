import { Button } from "nhsuk-react-components";
import { Anchor } from "../components/Anchor";
import { AnotherDay } from "../components/AnotherDay";
import { NoFigures } from "../components/NoFigures";
import { PageHead } from "../components/PageHead";
import { ProblemPage } from "../components/ProblemPage";
import { Waiting } from "../components/Waiting";
import { BalanceBeneath, WhatFiguresCannotTell } from "../features/balance/BalanceBeneath";
import { GetBalance } from "../features/balance/GetBalance";
import { GetBalanceHistory } from "../features/balance/GetBalanceHistory";
import { nextStep } from "../features/balance/nextStep";
import { useBalance } from "../features/balance/useBalance";
import { SayDoPicture } from "../features/sayDo/SayDoPicture";
import { useSayDo } from "../features/sayDo/useSayDo";
import { api } from "../lib/api";
import { dayWords, shortDayWords, today } from "../lib/dates";
import { problemWords } from "../lib/problem";
import { mayDo, useSession } from "../lib/session";
import { list, plural } from "../lib/words";

type Props = { programmeId: string; asOf?: string };

/** A programme at a glance: one next step, where its attention goes, how that moves, whom it met and what is due. */
export function ProgrammePage({ programmeId, asOf }: Props) {
  const session = useSession();
  const programme = api.useQuery("get", "/programmes/{id}", { params: { path: { id: programmeId } } });
  const balance = useBalance(programmeId, asOf);
  const mayWrite = mayDo(session, "programmes:write");
  const blind = api.useQuery(
    "get",
    "/programmes/{programmeId}/blind-ratings",
    { params: { path: { programmeId } } },
    { enabled: mayWrite },
  );
  if (programme.error) return <ProblemPage error={programme.error} onRetry={programme.refetch} />;
  if (!programme.data) return <Waiting what="the programme" />;
  const { name, startsOn, summary, organisationNames, quickWinMonths } = programme.data;
  const toRerate = blind.data ? blind.data.asked - blind.data.rated : 0;
  const step = mayWrite && balance.data && !asOf ? nextStep(programmeId, balance.data, toRerate) : undefined;
  const since = `${list(organisationNames) || "No organisation named yet"}, since ${dayWords(startsOn)}.`;
  return (
    <>
      <PageHead
        title={name}
        trail={mayWrite ? [{ label: "Programmes", href: "/programmes" }] : [{ label: "Portfolio", href: "/portfolio" }]}
        about={
          <>
            {since} {balance.data && countWords(balance.data)} {summary}
          </>
        }
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
      {mayWrite && <Doing programmeId={programmeId} />}
      <p className="fresh" role="status">
        {balance.isFetching && balance.data ? "Working the figures out anew…" : ""}
      </p>
      {balance.data ? (
        <GetBalance balance={balance.data} quickWinMonths={quickWinMonths} />
      ) : (
        <NoFigures error={balance.error} path={`/programmes/${programmeId}`} asOf={asOf} />
      )}
      {balance.data && <BalanceBeneath balance={balance.data} />}
      <div className="columns">
        <SaidAndDone programmeId={programmeId} asOf={asOf} />
        <GetBalanceHistory programmeId={programmeId} />
      </div>
      {mayDo(session, "interviews:read") && (
        <div className="columns">
          <RecentInterviews programmeId={programmeId} />
          <CommitmentsDue programmeId={programmeId} />
        </div>
      )}
      {balance.data && <WhatFiguresCannotTell balance={balance.data} />}
      <AnotherDay path={`/programmes/${programmeId}`} asOf={asOf} />
    </>
  );
}

/** What people said beside what they did, next to where attention goes. */
function SaidAndDone({ programmeId, asOf }: Props) {
  const { data, error } = useSayDo(programmeId, asOf);
  const base = `/programmes/${programmeId}`;
  const day = asOf ? `?asOf=${asOf}` : "";
  if (!data) return <NoFigures error={error} path={base} asOf={asOf} what="what was said and done" />;
  return (
    <SayDoPicture
      sayDo={data}
      most={3}
      links={
        <>
          <Anchor href={`${base}/say-do${day}`}>Said and done in full</Anchor>
          <Anchor href={`${base}/coverage${day}`}>Who has been heard</Anchor>
        </>
      }
    />
  );
}

type Counted = {
  asOf?: string | null;
  computedAt: string;
  interviews: { count?: number | null };
  streams: { stream: string; n: number }[];
};

/** "As at 30 November 2023: 21 interviews, 40 activities." */
function countWords({ asOf, computedAt, interviews, streams }: Counted): string {
  const activities = streams.find((s) => s.stream === "activities")?.n ?? 0;
  const parts = [
    typeof interviews.count === "number" &&
      `${interviews.count} ${plural(interviews.count, "interview", "interviews")}`,
    `${activities} coded ${plural(activities, "activity", "activities")}`,
  ].filter((part) => part !== false);
  return `As at ${dayWords(asOf ?? computedAt)}: ${parts.join(", ")}.`;
}

function Doing({ programmeId }: { programmeId: string }) {
  const base = `/programmes/${programmeId}`;
  const places = [
    ["log-a-meeting", "Log a meeting"],
    ["activities/new", "Add an activity"],
    ["paste", "Paste a list"],
    ["activities", "Activities"],
    ["interviews", "Meetings"],
    ["discussions", "Discussions"],
    ["commitments", "Commitments"],
    ["say-do", "Said and done"],
    ["barriers", "What stands in the way"],
    ["edit", "About this programme"],
  ] as const;
  return (
    <nav className="doing" aria-label="In this programme">
      <ul>
        {places.map(([path, label]) => (
          <li key={path}>
            <Anchor href={`${base}/${path}`}>{label}</Anchor>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function RecentInterviews({ programmeId }: { programmeId: string }) {
  const base = `/programmes/${programmeId}/interviews`;
  const found = api.useQuery("get", "/programmes/{programmeId}/interviews", {
    params: { path: { programmeId }, query: { limit: 5 } },
  });
  return (
    <section className="section">
      <h2 className="section-name">Latest meetings</h2>
      {found.error && <p>{problemWords(found.error)}</p>}
      {found.data?.items.length === 0 && (
        <p>
          Nobody has been met yet. <Anchor href={`/programmes/${programmeId}/log-a-meeting`}>Log a meeting</Anchor>
        </p>
      )}
      {found.data && found.data.items.length > 0 && (
        <>
          <ul className="rows tight">
            {found.data.items.map((interview) => (
              <li className="row" key={interview.id}>
                <Anchor href={`${base}/${interview.id}`}>
                  {interview.participants.map((p) => p.name).join(", ") || "Somebody whose name is not open to you"}
                </Anchor>
                <p className="note">
                  {shortDayWords(interview.heldAt)}
                  {interview.mentions === 0 && ", not coded yet"}
                </p>
              </li>
            ))}
          </ul>
          <Anchor href={base}>All meetings</Anchor>
        </>
      )}
    </section>
  );
}

function CommitmentsDue({ programmeId }: { programmeId: string }) {
  const base = `/programmes/${programmeId}/commitments`;
  const ask = (due: "overdue" | "soon") => ({ params: { path: { programmeId }, query: { due, limit: 5 } } }) as const;
  const overdue = api.useQuery("get", "/programmes/{programmeId}/commitments", ask("overdue"));
  const soon = api.useQuery("get", "/programmes/{programmeId}/commitments", ask("soon"));
  const items = [...(overdue.data?.items ?? []), ...(soon.data?.items ?? [])].slice(0, 6);
  const isKnown = overdue.data && soon.data;
  return (
    <section className="section">
      <h2 className="section-name">Commitments due</h2>
      {isKnown && items.length === 0 && <p>None is overdue or falls due in the next two weeks.</p>}
      {items.length > 0 && (
        <ul className="rows tight">
          {items.map((commitment) => (
            <li className="row" key={commitment.id}>
              <Anchor href={`${base}/${commitment.id}`}>{commitment.act}</Anchor>
              <p className="note">{dueWords(commitment.dueOn)}</p>
            </li>
          ))}
        </ul>
      )}
      <Anchor href={base}>All commitments</Anchor>
    </section>
  );
}

function dueWords(dueOn?: string | null): string {
  if (!dueOn) return "no date";
  return dueOn < today() ? `was due ${dayWords(dueOn)}` : `due ${dayWords(dueOn)}`;
}
