import { Button } from "nhsuk-react-components";
import { Anchor } from "../../components/Anchor";
import { AnotherDay } from "../../components/AnotherDay";
import { NoFigures } from "../../components/NoFigures";
import { PageHead } from "../../components/PageHead";
import { Picture } from "../../components/Picture";
import { SaidNav } from "../../components/SaidNav";
import { type ShareLine, ShareLines, ShareLinesTable, shareOf } from "../../components/ShareLines";
import { TableTwin } from "../../components/TableTwin";
import { dayWords } from "../../lib/dates";
import { gradeWords } from "../../lib/figures";
import { dueOf, madeOf, type SayDo } from "../../lib/interviewFigures";
import {
  changeSentence,
  commitmentsWords,
  echoSentence,
  gapSentence,
  halfYearWords,
  notOpenSentence,
  reasonSentence,
} from "../../lib/interviewSentences";
import { mayDo, useSession } from "../../lib/session";
import type { Programme } from "../../lib/shapes";
import { plural } from "../../lib/words";
import { GetSayDoHistory } from "./GetSayDoHistory";
import { nextStep } from "./nextStep";
import { SayDoPicture } from "./SayDoPicture";
import { type ProgrammeSayDo, useSayDo } from "./useSayDo";

type Props = { programme: Pick<Programme, "id" | "name">; asOf?: string };

/** What people said beside what they did, each figure with its interval and its records. Mirrors the slice of the same name in the API. */
export function GetSayDo({ programme, asOf }: Props) {
  const session = useSession();
  const { data, error, isFetching } = useSayDo(programme.id, asOf);
  const path = `/programmes/${programme.id}/say-do`;
  const step =
    data?.figures && !asOf && mayDo(session, "interviews:write") ? nextStep(programme.id, data.figures) : undefined;
  return (
    <>
      <PageHead
        title="What people said and did"
        trail={[{ label: programme.name, href: `/programmes/${programme.id}` }]}
        about={data && aboutWords(data)}
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
      <SaidNav programmeId={programme.id} current="say-do" asOf={asOf} />
      <p className="fresh" role="status">
        {isFetching && data ? "Working the figures out anew…" : ""}
      </p>
      {data ? <SaidAndDone sayDo={data} /> : <NoFigures error={error} path={path} asOf={asOf} />}
      {!asOf && data?.figures && data.figures.n > 0 && <GetSayDoHistory programmeId={programme.id} />}
      {data && <CannotTell sayDo={data} />}
      <AnotherDay path={path} asOf={asOf} />
    </>
  );
}

function aboutWords({ asOf, computedAt, conversations, grade }: ProgrammeSayDo): string {
  const n = conversations.count;
  const rests =
    typeof n === "number"
      ? ` ${n} ${plural(n, "conversation", "conversations")}, ${grade ? gradeWords[grade] : ""}; an interview with its follow-ups is one.`
      : "";
  return `As at ${dayWords(asOf ?? computedAt)}.${rests.replace(", ;", ";")}`;
}

function SaidAndDone({ sayDo }: { sayDo: ProgrammeSayDo }) {
  const { figures, programmeId, asOf } = sayDo;
  if (!figures || figures.n === 0) return <SayDoPicture sayDo={sayDo} />;
  const day = asOf ? `?asOf=${asOf}` : "";
  const evidence = `/programmes/${programmeId}/say-do/evidence`;
  return (
    <>
      <div className="columns">
        <SayDoPicture sayDo={sayDo} />
        <Gap figures={figures} evidence={evidence} day={day} />
      </div>
      <ByProposition sayDo={sayDo} />
      <Change sayDo={sayDo} />
    </>
  );
}

/** The gap as one picture: what is said, what is done, and the interval of each. */
function Gap({ figures, evidence, day }: { figures: SayDo; evidence: string; day: string }) {
  const { gap, endorsement, conversion, conversionAmongAsked } = figures;
  const line = (label: string, kind: ShareLine["kind"], share: SayDo["endorsement"]): ShareLine => ({
    label,
    kind,
    ...shareOf(share),
    rests: `${share.x} of ${share.n}`,
    reason: share.reason && reasonSentence(share.reason),
  });
  const lines = [
    line("Agree", "said", endorsement),
    line("Agree and have acted", "done", conversion),
    line("Were asked and have acted", "done", conversionAmongAsked),
  ];
  const points = (share: number) => Math.round(share * 100);
  const between =
    typeof gap.gap === "number" && typeof gap.low === "number" && typeof gap.high === "number"
      ? `${points(gap.gap)} points (${points(gap.low)} to ${points(gap.high)})`
      : undefined;
  const standing: [string, string, number][] = [
    ["due", "due", dueOf(figures.commitments)],
    ["dueAndKept", "kept", figures.commitments.kept],
    ["partial", "kept in part", figures.commitments.partial],
    ["missed", "missed", figures.commitments.missed],
    ["untold", "not told of", figures.commitments.untold],
    ["unchecked", "not checked", figures.commitments.unchecked],
    ["notYetDue", "not yet due", figures.commitments.notYetDue],
    ["withdrawn", "withdrawn", figures.commitments.withdrawn],
  ];
  return (
    <Picture
      id="gap"
      name="The gap between what is said and what is done"
      sentence={gapSentence(gap)}
      footer={<ShareLinesTable caption="Said and done, with 95% intervals" lines={lines} />}
    >
      <ShareLines lines={lines} between={between} />
      {commitmentsWords(figures).map((words) => (
        <p key={words} className="said-words">
          {words}
        </p>
      ))}
      {madeOf(figures.commitments) > 0 && (
        <p className="note">
          Open the commitments:{" "}
          {standing
            .filter(([, , count]) => count > 0)
            .map(([row, words, count], index) => (
              <span key={row}>
                {index > 0 && ", "}
                <Anchor href={`${evidence}/${row}${day}`}>
                  {count} {words}
                </Anchor>
              </span>
            ))}
        </p>
      )}
    </Picture>
  );
}

/** What was said of each proposition, and whether the question could have drawn anything but a yes. */
function ByProposition({ sayDo }: { sayDo: ProgrammeSayDo }) {
  const { byProposition } = sayDo;
  if (byProposition.length === 0) return null;
  const lines: ShareLine[] = byProposition.map((said) => ({
    label: said.statement,
    kind: "said",
    ...shareOf(said.endorsement),
    rests: typeof said.n === "number" ? `${said.endorsed} of ${said.n}` : "",
    reason: said.reason && reasonSentence(said.reason),
    note: said.echo && (said.echo.cannotDiscriminate ? <strong>{said.echo.inWords}</strong> : said.echo.inWords),
  }));
  return (
    <Picture
      id="propositions"
      name="What was said of each proposition"
      sentence={echoSentence(byProposition.map((it) => it.echo))}
      footer={<ShareLinesTable caption="Those for each proposition, with 95% intervals" lines={lines} />}
    >
      <ShareLines lines={lines} />
    </Picture>
  );
}

/** Person by person, from one half-year to the next. */
function Change({ sayDo }: { sayDo: ProgrammeSayDo }) {
  const { before, after, change, reason } = sayDo.changeInActing;
  const name =
    before && after
      ? `Who acted in ${halfYearWords(before)} and in ${halfYearWords(after)}`
      : "Who acted from one half-year to the next";
  if (!change) {
    return (
      <Picture
        name={name}
        sentence={{ finding: "No change in acting can be shown.", evidence: reason ? reasonSentence(reason) : "" }}
      >
        {null}
      </Picture>
    );
  }
  return (
    <Picture
      name={name}
      sentence={changeSentence(change)}
      footer={
        change.n > 0 && (
          <TableTwin
            caption={`${name}, of ${change.n} with something due in both`}
            columns={[{ label: "What" }, { label: "Conversations", numeric: true }]}
            rows={[
              ["Acted before", change.actedBefore],
              ["Acted after", change.actedAfter],
              ["Began to act", change.onlyAfter],
              ["Ceased to act", change.onlyBefore],
            ]}
          />
        )
      }
    >
      {null}
    </Picture>
  );
}

function CannotTell({ sayDo }: { sayDo: ProgrammeSayDo }) {
  const { notOpen, methodVersion } = sayDo;
  return (
    <section className="section">
      {notOpen.reason && <p>{notOpenSentence(notOpen.reason)}</p>}
      <details className="beneath">
        <summary>What these figures cannot tell you</summary>
        <ul>
          <li>
            Why somebody did not act. Read the barriers beside the gap: who says yes and does nothing is seldom
            indifferent.
          </li>
          <li>What people who were not met would say.</li>
          <li>Whether a kept promise changed anything for staff or patients.</li>
          <li>Who did well or badly: nobody is named, scored or ranked.</li>
        </ul>
        <p className="note">
          Kept means that a commitment was due, that there is evidence, and that somebody else has looked at it. Whoever
          made no commitment has not acted: that is the point of the gap. Intervals are 95%: Wilson’s for a share,
          Newcombe’s paired method for the gap. Method {methodVersion}.
        </p>
      </details>
    </section>
  );
}
