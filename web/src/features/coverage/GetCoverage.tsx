import { keepPreviousData } from "@tanstack/react-query";
import { Button } from "nhsuk-react-components";
import { Anchor } from "../../components/Anchor";
import { AnotherDay } from "../../components/AnotherDay";
import { CoverageMatrix } from "../../components/CoverageMatrix";
import { NoFigures } from "../../components/NoFigures";
import { PageHead } from "../../components/PageHead";
import { Picture } from "../../components/Picture";
import { SaidNav } from "../../components/SaidNav";
import { api } from "../../lib/api";
import { dayWords } from "../../lib/dates";
import { gradeWords } from "../../lib/figures";
import { atLeast } from "../../lib/fresh";
import { coverageSentence, notOpenSentence, reasonSentence } from "../../lib/interviewSentences";
import { mayDo, useSession } from "../../lib/session";
import type { Programme } from "../../lib/shapes";
import { sectors as sectorNames, wordFor } from "../../lib/vocabulary";
import { plural } from "../../lib/words";
import { toCell } from "./cells";

type Props = { programme: Pick<Programme, "id" | "name">; asOf?: string };

function useCoverage(programmeId: string, asOf?: string) {
  return api.useQuery(
    "get",
    "/programmes/{programmeId}/coverage",
    { params: { path: { programmeId }, query: asOf ? { asOf } : atLeast() } },
    { placeholderData: keepPreviousData },
  );
}

type ProgrammeCoverage = NonNullable<ReturnType<typeof useCoverage>["data"]>;

/** Who has been heard, on what: nobody may say “all agree” for a sector that was never asked. Mirrors the slice in the API. */
export function GetCoverage({ programme, asOf }: Props) {
  const session = useSession();
  const { data, error } = useCoverage(programme.id, asOf);
  const path = `/programmes/${programme.id}/coverage`;
  const missing = data?.missingSectors[0];
  return (
    <>
      <PageHead
        title="Who has been heard, and on what"
        trail={[{ label: programme.name, href: `/programmes/${programme.id}` }]}
        about={data && aboutWords(data)}
        next={
          missing && !asOf && mayDo(session, "interviews:write")
            ? {
                why: `nobody from ${sectorWords(missing)} has been met, so nobody knows what they would say.`,
                action: (
                  <Button href={`/programmes/${programme.id}/log-a-meeting`} asElement={Anchor}>
                    Log a meeting
                  </Button>
                ),
              }
            : undefined
        }
      />
      <SaidNav programmeId={programme.id} current="coverage" asOf={asOf} />
      {data ? <Heard coverage={data} /> : <NoFigures error={error} path={path} asOf={asOf} />}
      {data && (
        <section className="section">
          {data.notOpen.reason && <p>{notOpenSentence(data.notOpen.reason)}</p>}
          <p className="note">
            Sectors are those of the programme’s organisations, and any other that was met. A conversation with people
            of two sectors counts once in each. Method {data.methodVersion}.
          </p>
        </section>
      )}
      <AnotherDay path={path} asOf={asOf} />
    </>
  );
}

function aboutWords({ asOf, computedAt, conversations, grade }: ProgrammeCoverage): string {
  const n = conversations.count;
  const rests =
    typeof n === "number"
      ? ` ${n} ${plural(n, "conversation", "conversations")}${grade && n > 0 ? `, ${gradeWords[grade]}` : ""}; an interview with its follow-ups is one.`
      : "";
  return `As at ${dayWords(asOf ?? computedAt)}.${rests}`;
}

function sectorWords(code: string): string {
  return wordFor(sectorNames, code).toLowerCase();
}

function Heard({ coverage }: { coverage: ProgrammeCoverage }) {
  const { programmeId, sectors, propositions, missingSectors, conversations, notOpen } = coverage;
  const name = "Sectors and propositions";
  if (conversations.reason) {
    return (
      <Picture
        name={name}
        sentence={{ finding: "Too few conversations to show.", evidence: reasonSentence(conversations.reason) }}
      >
        {null}
      </Picture>
    );
  }
  const hasRecords = !notOpen.reason && (conversations.count ?? 0) > 0;
  return (
    <Picture
      name={name}
      sentence={coverageSentence({
        withNobody: missingSectors.map(sectorWords),
        sectors: sectors.filter((sector) => sector.belongs).length,
        propositions: propositions.map((it) => ({ asked: it.asked, allAgree: it.allAgree.value })),
      })}
      footer={
        <p>
          “7 of 8” is seven for it, of eight asked about it.{" "}
          {hasRecords && "Every cell, sector and proposition opens its conversations."}
        </p>
      }
    >
      {propositions.length === 0 && (
        <p>
          Nobody has been asked about a proposition yet: note where somebody stands when you log or change a meeting.
        </p>
      )}
      <CoverageMatrix
        sectors={sectors.map((sector) => ({
          name: wordFor(sectorNames, sector.sector),
          belongs: sector.belongs,
          heard: sector.heard,
          interviewed: sector.interviewed,
          href: hasRecords ? `/programmes/${programmeId}/coverage/evidence?sector=${sector.sector}` : undefined,
        }))}
        propositions={propositions.map((proposition, place) => ({
          id: proposition.propositionId,
          statement: proposition.statement,
          href: hasRecords
            ? `/programmes/${programmeId}/coverage/evidence?propositionId=${proposition.propositionId}`
            : undefined,
          cells: sectors.map((sector) => {
            const cell = toCell(sector.cells[place], sector);
            const what = `sector=${sector.sector}&propositionId=${proposition.propositionId}`;
            return cell.kind === "heard" && hasRecords
              ? { ...cell, href: `/programmes/${programmeId}/coverage/evidence?${what}` }
              : cell;
          }),
          allAgree: proposition.allAgree.value === true,
          verdict:
            proposition.allAgree.value === true
              ? `Yes: all ${proposition.asked} who were asked, of every sector.`
              : reasonSentence(proposition.allAgree.reason ?? "not known"),
        }))}
      />
    </Picture>
  );
}
