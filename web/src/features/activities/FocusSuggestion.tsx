import { useQuery } from "@tanstack/react-query";
import { Button } from "nhsuk-react-components";
import { useEffect, useState } from "react";
import type { components } from "../../api/schema";
import { client } from "../../lib/api";
import { type Dimension, dimensionNames, type Split, toSplit } from "../../lib/focus";
import { list } from "../../lib/words";

export type Suggestion = components["schemas"]["SuggestedFocus"];

type Props = {
  taxonomyId: string;
  text: string;
  dimensions: readonly Dimension[];
  onUse: (split: Split) => void;
};

/** What the words of the title suggest, and which words: shown, and used only when a person says so. */
export function FocusSuggestion({ taxonomyId, text, dimensions, onUse }: Props) {
  const typed = useSettled(text.trim(), 500);
  const suggested = useQuery({
    queryKey: ["suggestFocus", taxonomyId, typed],
    enabled: typed.length > 3,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const { data, error } = await client.POST("/focus-taxonomies/{id}/suggestions", {
        params: { path: { id: taxonomyId } },
        body: { text: typed },
        signal,
      });
      if (error) throw error;
      return data;
    },
  });
  const suggestion = suggested.data?.suggestion;
  return (
    <div className="suggestion" aria-live="polite">
      {suggestion && (
        <>
          <p>
            <strong>The words suggest:</strong> {suggestionWords(suggestion, dimensions)}
          </p>
          <Button type="button" secondary small onClick={() => onUse(toSplit(suggestion.shares))}>
            Use this suggestion
          </Button>
        </>
      )}
    </div>
  );
}

/** "digital & data 50% (“dashboard”), learning 50% (“training”)." */
export function suggestionWords(suggestion: Suggestion, dimensions: readonly Dimension[]): string {
  const nameOf = dimensionNames(dimensions);
  const parts = [...suggestion.shares]
    .sort((a, b) => b.share - a.share)
    .map((share) => {
      const words = suggestion.words
        .filter((w) => w.dimension === share.dimension)
        .map((w) => `“${w.word.replace(/\*$/, "…")}”`);
      return `${nameOf(share.dimension)} ${Math.round(share.share * 100)}% (${list(words)})`;
    });
  return `${parts.join(", ")}.`;
}

function useSettled(value: string, milliseconds: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}
