import { keepPreviousData } from "@tanstack/react-query";
import { Button } from "nhsuk-react-components";
import { Anchor } from "../../components/Anchor";
import { AnotherDay } from "../../components/AnotherDay";
import { NoFigures } from "../../components/NoFigures";
import { PageHead } from "../../components/PageHead";
import { Picture } from "../../components/Picture";
import { SaidNav } from "../../components/SaidNav";
import { OrderChart, SaturationChart, SaturationTable } from "../../components/SaturationChart";
import { TableTwin } from "../../components/TableTwin";
import { api } from "../../lib/api";
import { dayWords } from "../../lib/dates";
import { useThemes } from "../../lib/everything";
import { gradeWords } from "../../lib/figures";
import { atLeast } from "../../lib/fresh";
import { notOpenSentence, orderWords, reasonSentence, saturationSentence } from "../../lib/interviewSentences";
import { mayDo, useSession } from "../../lib/session";
import type { Programme } from "../../lib/shapes";
import { list, numberWord, plural } from "../../lib/words";

type Props = { programme: Pick<Programme, "id" | "name">; asOf?: string };

function useSaturation(programmeId: string, asOf?: string) {
  return api.useQuery(
    "get",
    "/programmes/{programmeId}/saturation",
    { params: { path: { programmeId }, query: asOf ? { asOf } : atLeast() } },
    { placeholderData: keepPreviousData },
  );
}

type ProgrammeSaturation = NonNullable<ReturnType<typeof useSaturation>["data"]>;

/** When conversations stopped bringing new themes. Mirrors the slice of the same name in the API. */
export function GetSaturation({ programme, asOf }: Props) {
  const session = useSession();
  const { data, error } = useSaturation(programme.id, asOf);
  const path = `/programmes/${programme.id}/saturation`;
  const { count, coded } = data?.conversations ?? {};
  const uncoded = typeof count === "number" && typeof coded === "number" ? count - coded : 0;
  const mayWrite = mayDo(session, "interviews:write") && !asOf;
  return (
    <>
      <PageHead
        title="Do people still say anything new?"
        trail={[{ label: programme.name, href: `/programmes/${programme.id}` }]}
        about={
          data && (
            <>
              As at {dayWords(data.asOf ?? data.computedAt)}.{" "}
              {typeof coded === "number" &&
                `${coded} coded ${plural(coded, "conversation", "conversations")} of ${count}, ${data.themes ?? 0} ${plural(data.themes ?? 0, "theme", "themes")}${data.grade ? `, ${gradeWords[data.grade]}` : ""}.`}
            </>
          )
        }
        next={
          mayWrite && uncoded > 0
            ? {
                why: `${uncoded} ${plural(uncoded, "conversation is", "conversations are")} not coded yet, and could bring new themes.`,
                action: (
                  <Button href={`/programmes/${programme.id}/interviews?uncoded=true`} asElement={Anchor}>
                    Code {uncoded} {plural(uncoded, "meeting", "meetings")}
                  </Button>
                ),
              }
            : undefined
        }
      />
      <SaidNav programmeId={programme.id} current="saturation" asOf={asOf} />
      {data ? <NewThemes saturation={data} /> : <NoFigures error={error} path={path} asOf={asOf} />}
      {data && (
        <section className="section">
          {data.notOpen.reason && <p>{notOpenSentence(data.notOpen.reason)}</p>}
          <p className="note">
            That themes run dry says nothing of whether the right people were heard: see{" "}
            <Anchor href={`/programmes/${programme.id}/coverage${asOf ? `?asOf=${asOf}` : ""}`}>
              who has been heard
            </Anchor>
            . After Guest, Namey and Chen 2020: new themes in a run of conversations, over all themes of the first few.
            Method {data.methodVersion}.
          </p>
        </section>
      )}
      <AnotherDay path={path} asOf={asOf} />
    </>
  );
}

function NewThemes({ saturation }: { saturation: ProgrammeSaturation }) {
  const { headline, orders, points, choices, inWords, conversations } = saturation;
  const name = "New themes by conversation, in the order in which people were met";
  if (!headline) {
    const reason = conversations.reason ?? orders?.reason;
    return (
      <Picture
        name="New themes, whatever the order in which people were met"
        sentence={
          typeof orders?.median === "number"
            ? {
                finding: `Themes ran dry after about ${numberWord(orders.median)} conversations.`,
                evidence: orderWords(orders),
              }
            : { finding: "It cannot be told whether themes ran dry.", evidence: reason ? reasonSentence(reason) : "" }
        }
      >
        {orders && typeof orders.median === "number" && typeof conversations.coded === "number" ? (
          <>
            <OrderChart order={orders} conversations={conversations.coded} />
            <p className="note">
              The order in which people were met is not shown to you: it would tell whose words were new.
            </p>
          </>
        ) : (
          !conversations.reason && <p>{inWords}</p>
        )}
      </Picture>
    );
  }
  const newThemes = points.map((point) => point.newThemeIds.length);
  return (
    <>
      <Picture
        name={name}
        sentence={saturationSentence(headline)}
        footer={points.length > 0 && <SaturationTable newThemes={newThemes} headline={headline} />}
      >
        {points.length > 0 && <SaturationChart newThemes={newThemes} headline={headline} order={orders} />}
        {orders && <p className="said-words">{orderWords(orders)}</p>}
      </Picture>
      {points.length > 0 && <Brought saturation={saturation} />}
      {choices.length > 0 && (
        <section className="section">
          <TableTwin
            summary="By the other published choices of base, run and threshold"
            caption="After how many conversations themes ran dry, by each published choice"
            columns={[
              { label: "Threshold" },
              { label: "First conversations", numeric: true },
              { label: "Run", numeric: true },
              { label: "Ran dry at" },
            ]}
            rows={choices.map((choice) => [
              choice.threshold > 0 ? `at most ${choice.threshold * 100}%` : "none new",
              choice.base,
              choice.runLength,
              choice.point ?? reasonSentence(choice.reason ?? "not yet"),
            ])}
          />
        </section>
      )}
    </>
  );
}

/** The records: each conversation, and the themes that were first heard in it. */
function Brought({ saturation }: { saturation: ProgrammeSaturation }) {
  const themes = useThemes();
  const nameOf = (id: string) => themes.data?.find((it) => it.id === id)?.name ?? "a theme";
  return (
    <section className="section">
      <details className="beneath">
        <summary>The conversations behind it, and what each brought first</summary>
        <ol className="records">
          {saturation.points.map((point) => (
            <li key={point.interviewId}>
              <Anchor
                className="record-name"
                href={`/programmes/${saturation.programmeId}/interviews/${point.interviewId}`}
              >
                {point.place}. The meeting of {dayWords(point.heldOn)}
              </Anchor>
              <p className="note">
                {point.newThemeIds.length === 0 ? "Nothing new." : `${list(point.newThemeIds.map(nameOf))}.`}
              </p>
            </li>
          ))}
        </ol>
      </details>
    </section>
  );
}
