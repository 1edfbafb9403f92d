import { Picture } from "../../components/Picture";
import { type ShareLine, ShareLines, shareOf } from "../../components/ShareLines";
import { TableTwin } from "../../components/TableTwin";
import { api } from "../../lib/api";
import { bandFigure, percent } from "../../lib/figures";
import { atLeast } from "../../lib/fresh";
import { quartersSentence, quarterWords, reasonSentence } from "../../lib/interviewSentences";
import { problemWords } from "../../lib/problem";

/** What was said and done by the quarter in which people were met. Mirrors the slice of the same name in the API. */
export function GetSayDoHistory({ programmeId }: { programmeId: string }) {
  const history = api.useQuery("get", "/programmes/{programmeId}/say-do/history", {
    params: { path: { programmeId }, query: atLeast() },
  });
  const name = "By the quarter in which people were first met";
  const points = history.data?.points ?? [];
  if (points.length === 0) {
    const words = history.error
      ? problemWords(history.error)
      : history.data
        ? reasonSentence(history.data.reason ?? "nothing yet")
        : "Fetching the quarters…";
    return (
      <Picture name={name} sentence={{ finding: "No quarters yet.", evidence: "" }}>
        <p>{words}</p>
      </Picture>
    );
  }
  const lines: ShareLine[] = points.map((point) => ({
    label: quarterWords(point.period),
    kind: "done",
    ...shareOf(point.conversion),
    said: point.endorsement && shareOf(point.endorsement),
    rests: point.conversion ? `${point.conversion.x} of ${point.conversion.n} who agree` : "",
    reason: point.reason ?? point.conversion?.reason,
  }));
  const isWithheld = points.every((point) => point.reason);
  return (
    <Picture
      id="history"
      name={name}
      sentence={quartersSentence(points)}
      footer={
        <>
          <TableTwin
            caption="Each quarter on the conversations begun in it"
            columns={[
              { label: "Quarter" },
              { label: "Conversations", numeric: true },
              { label: "Agree", numeric: true },
              { label: "Interval", numeric: true },
              { label: "Agree and have acted", numeric: true },
              { label: "Interval of acted", numeric: true },
              { label: "Note" },
            ]}
            rows={points.map((point) => [
              quarterWords(point.period),
              point.n ?? "",
              words(point.endorsement),
              point.endorsement?.wilson ? bandFigure(point.endorsement.wilson) : "",
              words(point.conversion),
              point.conversion?.wilson ? bandFigure(point.conversion.wilson) : "",
              point.reason ?? point.conversion?.reason ?? "",
            ])}
          />
          {lines.some((line) => typeof line.share === "number") && (
            <p>Open circle: agree. Full circle: agree and have acted.</p>
          )}
        </>
      }
    >
      {isWithheld ? <p>{reasonSentence(points[0]?.reason ?? "")}</p> : <ShareLines lines={lines} />}
    </Picture>
  );
}

function words(proportion: Parameters<typeof shareOf>[0]): string {
  const { share, isTooFew } = shareOf(proportion);
  if (typeof share === "number") return percent(share);
  return isTooFew ? "too few to score" : "not given";
}
