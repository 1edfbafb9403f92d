import { Select } from "nhsuk-react-components";
import { useState } from "react";
import { Picture } from "../../components/Picture";
import { TrendChart, TrendTable } from "../../components/TrendChart";
import { api } from "../../lib/api";
import { type StreamName, streamLabel } from "../../lib/figures";
import { atLeast } from "../../lib/fresh";
import { problemWords } from "../../lib/problem";
import { trendSentence } from "../../lib/sentences";

const label = (stream: string) => (stream === "together" ? "Deeds together" : streamLabel[stream as StreamName]);

/** The people share month by month. Mirrors the slice of the same name in the API. */
export function GetBalanceHistory({ programmeId }: { programmeId: string }) {
  const [chosen, setChosen] = useState<string>();
  const history = api.useQuery("get", "/programmes/{programmeId}/balance/history", {
    params: { path: { programmeId }, query: atLeast() },
  });
  const series = history.data?.series ?? [];
  const longest = [...series].sort((a, b) => b.chart.points.length - a.chart.points.length)[0];
  // Agenda time first where a year of it stands: a board decides it anew at every meeting.
  const agenda = series.find((s) => s.stream === "agendaMinutes" && s.chart.points.length >= 12);
  const together = series.find((s) => s.stream === "together");
  const shown = series.find((s) => s.stream === chosen) ?? agenda ?? together ?? longest;
  const name = `Trend: people share${shown ? ` of ${label(shown.stream).toLowerCase()}` : ""}, month by month`;
  if (!shown) {
    const words = history.error ? problemWords(history.error) : (history.data?.reason ?? "Fetching the months…");
    return (
      <Picture name={name} sentence={{ finding: "No trend yet.", evidence: "" }}>
        <p>{words}</p>
      </Picture>
    );
  }
  return (
    <Picture
      name={name}
      sentence={trendSentence(shown.chart)}
      footer={
        <>
          <TrendTable label={`People share of ${label(shown.stream).toLowerCase()}`} trend={shown.chart} />
          <p>
            A trend is {shown.chart.trendLength} in a row that rise or fall. A signal asks a question; it is no verdict.
          </p>
        </>
      }
    >
      {series.length > 1 && (
        <Select
          id="trend-of"
          label="Trend of"
          value={shown.stream}
          onChange={(event) => setChosen(event.currentTarget.value)}
        >
          {series.map((s) => (
            <Select.Option key={s.stream} value={s.stream}>
              {label(s.stream)}
            </Select.Option>
          ))}
        </Select>
      )}
      <TrendChart label={`People share of ${label(shown.stream).toLowerCase()}`} trend={shown.chart} />
    </Picture>
  );
}
