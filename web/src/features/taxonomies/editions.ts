import type { components } from "../../api/schema";

type Taxonomy = Pick<components["schemas"]["FocusTaxonomyResponse"], "name" | "dimensions">;
type Request = components["schemas"]["FocusTaxonomyRequest"];

export type TaxonomyValues = {
  name: string;
  dimensions: { code: string; name: string; block: "structure" | "people"; words: string; isNew?: boolean }[];
};

export function toValues(taxonomy: Taxonomy): TaxonomyValues {
  return {
    name: taxonomy.name,
    dimensions: taxonomy.dimensions.map((d) => ({
      code: d.code,
      name: d.name,
      block: d.block === "people" ? "people" : "structure",
      words: d.words.join("\n"),
    })),
  };
}

export function toRequest(values: TaxonomyValues): Request {
  return {
    name: values.name.trim(),
    dimensions: values.dimensions.map((d) => ({
      code: d.code.trim(),
      name: d.name.trim(),
      block: d.block,
      words: wordsOf(d.words),
    })),
  };
}

export function emptyDimension(): TaxonomyValues["dimensions"][number] {
  return { code: "", name: "", block: "people", words: "", isNew: true };
}

function wordsOf(text: string): string[] {
  return [...new Set(text.split("\n").map((word) => word.trim()))].filter(Boolean);
}

/** What the next edition would change, each in words, before it is saved. */
export function editionWarnings(before: Taxonomy, after: TaxonomyValues): string[] {
  const found: string[] = [];
  if (before.name !== after.name.trim()) found.push(`The taxonomy is named “${after.name.trim()}”.`);
  for (const old of before.dimensions) {
    const now = after.dimensions.find((d) => d.code === old.code && !d.isNew);
    if (!now) {
      found.push(`“${old.name}” is dropped. This is refused while any record is coded with it.`);
      continue;
    }
    if (now.name.trim() !== old.name) found.push(`“${old.name}” is named “${now.name.trim()}”.`);
    if (now.block !== old.block) {
      found.push(`“${now.name.trim()}” moves to ${now.block}: everything coded with it moves across the beam.`);
    }
    const words = wordsOf(now.words);
    const added = words.filter((word) => !old.words.includes(word)).length;
    const gone = old.words.filter((word) => !words.includes(word)).length;
    if (added > 0 || gone > 0) {
      const parts = [added > 0 && `${added} added`, gone > 0 && `${gone} removed`].filter(Boolean).join(", ");
      found.push(`Words for “${now.name.trim()}”: ${parts}. Only later suggestions change, not what is coded.`);
    }
  }
  for (const fresh of after.dimensions.filter((d) => d.isNew)) {
    found.push(`“${fresh.name.trim() || "A new dimension"}” is added to ${fresh.block}.`);
  }
  return found;
}
