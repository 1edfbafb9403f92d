import { Select } from "nhsuk-react-components";
import { useState } from "react";
import { Anchor } from "../../components/Anchor";
import { MoreButton } from "../../components/MoreButton";
import { Waiting } from "../../components/Waiting";
import { api } from "../../lib/api";
import { dayWords } from "../../lib/dates";
import { problemWords } from "../../lib/problem";
import type { CodebookTheme, Quote } from "../../lib/shapes";
import { SplitTheme } from "./SplitTheme";

type Props = {
  theme: CodebookTheme;
  programmes: readonly { id: string; name: string }[];
  programme: { id: string; name: string };
  onProgramme: (id: string) => void;
  mayCode: boolean;
};

/** What was said of a theme in one programme. Each quote leads to its place; some of them chosen, they become a theme of their own. */
export function ListThemeQuotes({ theme, programmes, programme, onProgramme, mayCode }: Props) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const quotes = api.useInfiniteQuery(
    "get",
    "/programmes/{programmeId}/quotes",
    { params: { path: { programmeId: programme.id }, query: { themeId: theme.id, limit: 20 } } },
    { pageParamName: "cursor", initialPageParam: null, getNextPageParam: (page) => page.next ?? undefined },
  );
  const items = quotes.data?.pages.flatMap((page) => page.items);
  const base = `/programmes/${programme.id}`;
  return (
    <section className="section">
      <h2>What was said</h2>
      {programmes.length > 1 && (
        <Select
          id="programme"
          name="programme"
          label="In which programme"
          labelProps={{ size: "s" }}
          value={programme.id}
          onChange={(event) => {
            setChosen([]);
            onProgramme(event.currentTarget.value);
          }}
        >
          {programmes.map((it) => (
            <Select.Option key={it.id} value={it.id}>
              {it.name}
            </Select.Option>
          ))}
        </Select>
      )}
      {quotes.error && !items && <p>{problemWords(quotes.error)}</p>}
      {!items && !quotes.error && <Waiting what="the quotes" />}
      {items?.length === 0 && (
        <p>
          No passage of this programme is coded with it yet. Open one of its{" "}
          <Anchor href={`${base}/interviews`}>meetings</Anchor>, and code what was said.
        </p>
      )}
      <ol className="records theme-quotes">
        {items?.map((quote, index) => (
          <li key={quote.id}>
            <p className="passage-excerpt">{wordsOf(quote)}</p>
            <p className="note">
              {quote.createdBy.name}, {dayWords(quote.createdAt)} ·{" "}
              {quote.mayBeQuoted ? "may be quoted" : "not to be quoted outside"}
            </p>
            <p className="passage-ways">
              {quote.interviewId && (
                <Anchor href={`${base}/interviews/${quote.interviewId}#quote-${quote.id}`}>
                  Open it in its place<span className="nhsuk-u-visually-hidden">, quote {index + 1}</span>
                </Anchor>
              )}
              {mayCode && (
                <label className="theme-choose">
                  <input
                    type="checkbox"
                    checked={chosen.includes(quote.id)}
                    onChange={(event) =>
                      setChosen(
                        event.currentTarget.checked ? [...chosen, quote.id] : chosen.filter((id) => id !== quote.id),
                      )
                    }
                  />
                  Choose<span className="nhsuk-u-visually-hidden"> quote {index + 1}</span> to split off
                </label>
              )}
            </p>
          </li>
        ))}
      </ol>
      <MoreButton what="quotes" query={quotes} />
      {chosen.length > 0 && <SplitTheme theme={theme} quoteIds={chosen} onSplit={() => setChosen([])} />}
    </section>
  );
}

function wordsOf(quote: Quote): string {
  if (quote.textHeld) return "The words are not open to you.";
  return quote.text ? `“${quote.text}”` : "The words were erased.";
}
