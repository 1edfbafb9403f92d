import { keepPreviousData } from "@tanstack/react-query";
import { Button } from "nhsuk-react-components";
import { AgreementByTheme } from "../../components/AgreementByTheme";
import { Anchor } from "../../components/Anchor";
import { AnotherDay } from "../../components/AnotherDay";
import { NoFigures } from "../../components/NoFigures";
import { PageHead } from "../../components/PageHead";
import { Picture } from "../../components/Picture";
import { SaidNav } from "../../components/SaidNav";
import { TableTwin } from "../../components/TableTwin";
import { api } from "../../lib/api";
import { dayWords } from "../../lib/dates";
import { atLeast } from "../../lib/fresh";
import { agreementSentence, notOpenSentence } from "../../lib/interviewSentences";
import { mayDo, useSession } from "../../lib/session";
import type { Programme } from "../../lib/shapes";
import { numberWord, plural } from "../../lib/words";

type Props = { programme: Pick<Programme, "id" | "name">; asOf?: string };

function useCodingAgreement(programmeId: string, asOf?: string) {
  return api.useQuery(
    "get",
    "/programmes/{programmeId}/coding-agreement",
    { params: { path: { programmeId }, query: asOf ? { asOf } : atLeast() } },
    { placeholderData: keepPreviousData },
  );
}

type ProgrammeCodingAgreement = NonNullable<ReturnType<typeof useCodingAgreement>["data"]>;

/** How far two people who code the same interviews, without seeing each other's codes, agree. Mirrors the slice in the API. */
export function GetCodingAgreement({ programme, asOf }: Props) {
  const session = useSession();
  const { data, error } = useCodingAgreement(programme.id, asOf);
  const path = `/programmes/${programme.id}/agreement`;
  return (
    <>
      <PageHead
        title="Do two people code alike?"
        trail={[{ label: programme.name, href: `/programmes/${programme.id}` }]}
        about={
          data && (
            <>
              As at {dayWords(data.asOf ?? data.computedAt)}.{" "}
              {data.figures &&
                data.figures.interviews > 0 &&
                `${data.figures.interviews} ${plural(data.figures.interviews, "interview", "interviews")} coded by ${numberWord(Math.max(2, data.figures.coders))}.`}
            </>
          )
        }
        next={
          data && !asOf && mayDo(session, "interviews:write") && data.verdict !== "rely" && data.verdict !== "tentative"
            ? {
                why: data.known
                  ? "coders agree too little. Compare their codings, and sharpen the definitions on which they differ."
                  : "until five interviews are coded by two people, nobody can say whether they code alike.",
                action: (
                  <Button href={`/programmes/${programme.id}/codings`} asElement={Anchor}>
                    {data.known ? "Compare the codings" : "Code a meeting a second time"}
                  </Button>
                ),
              }
            : undefined
        }
      />
      <SaidNav programmeId={programme.id} current="agreement" asOf={asOf} />
      {data ? <Agreement agreement={data} /> : <NoFigures error={error} path={path} asOf={asOf} />}
      <AnotherDay path={path} asOf={asOf} />
    </>
  );
}

function Agreement({ agreement }: { agreement: ProgrammeCodingAgreement }) {
  const { figures, themes, interviews, ruleOfThumb, notOpen, programmeId, methodVersion } = agreement;
  return (
    <>
      <Picture
        name="Agreement of coders, theme by theme"
        sentence={agreementSentence(agreement)}
        footer={
          <>
            {figures && agreement.known && <Coefficients figures={figures} />}
            {themes.length > 0 && (
              <p className="agreement-key">
                Full dot: both found the same. Hollow dot: one found the theme and the other did not.
              </p>
            )}
          </>
        }
      >
        <p className="said-words">{ruleOfThumb}</p>
        {themes.length > 0 && <AgreementByTheme themes={themes} />}
      </Picture>
      {interviews.length > 0 && (
        <section className="section">
          <details className="beneath">
            <summary>The interviews behind it</summary>
            <ul className="records">
              {interviews.map((interview, index) => (
                <li key={interview.interviewId}>
                  <Anchor
                    className="record-name"
                    href={`/programmes/${programmeId}/interviews/${interview.interviewId}`}
                  >
                    Interview {index + 1} of {interviews.length}
                  </Anchor>
                  <p className="note">
                    {interview.disagreements === 0
                      ? `Both found the same of all ${interview.units} themes.`
                      : `Coders differed on ${interview.disagreements} of ${interview.units} themes.`}
                  </p>
                </li>
              ))}
            </ul>
          </details>
        </section>
      )}
      <section className="section">
        {notOpen.reason && <p>{notOpenSentence(notOpen.reason)}</p>}
        <p className="note">
          Each theme found in any of these interviews is one decision in each of them; both codings as they stood when
          the second was finished. Until agreement is known, what is said is never better than indicative. Method{" "}
          {methodVersion}.
        </p>
      </section>
    </>
  );
}

function Coefficients({ figures }: { figures: NonNullable<ProgrammeCodingAgreement["figures"]> }) {
  const { alpha, kappa, fleiss, units } = figures;
  const number = (value: number | null | undefined) => (typeof value === "number" ? value.toFixed(3) : "not given");
  const rows = [
    ["Krippendorff’s alpha", number(alpha), "", String(units)],
    kappa && [
      "Cohen’s kappa",
      number(kappa.kappa),
      kappa.interval ? `${kappa.interval.low.toFixed(3)} to ${kappa.interval.high.toFixed(3)}` : (kappa.reason ?? ""),
      String(kappa.n),
    ],
    kappa && ["Adjusted for prevalence and bias (PABAK)", number(kappa.pabak), "", String(kappa.n)],
    fleiss && ["Fleiss’ kappa", number(fleiss.kappa), fleiss.reason ?? "", String(fleiss.units)],
  ].filter((row) => row !== null && row !== undefined);
  return (
    <TableTwin
      summary="Alpha and the kappas"
      caption="Agreement beyond chance: 1 is perfect, 0 is chance"
      columns={[
        { label: "Coefficient" },
        { label: "Value", numeric: true },
        { label: "95% interval", numeric: true },
        { label: "Decisions", numeric: true },
      ]}
      rows={rows}
    />
  );
}
