import type { DimensionShare } from "./figures";

/** A focus split as it is typed: percent by dimension code, empty where nothing goes. */
export type Split = Record<string, string>;

export type Dimension = { code: string; name: string; block: string };

const tolerance = 0.05;

export function parsePercent(text: string | undefined): number {
  const plain = (text ?? "").replace(/[\s%]/g, "").replace(",", ".");
  if (plain === "") return 0;
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN;
}

export function percentText(value: number): string {
  return value <= 0 ? "" : String(Math.round(value * 100) / 100);
}

export function toSplit(focus: readonly DimensionShare[]): Split {
  return Object.fromEntries(focus.map((f) => [f.dimension, percentText(f.share * 100)]));
}

export function isEmpty(split: Split): boolean {
  return Object.values(split).every((text) => text.trim() === "");
}

/** In percent; NaN when something typed is no number. */
export function total(split: Split): number {
  const sum = Object.values(split).reduce((all, text) => all + parsePercent(text), 0);
  return Math.round(sum * 100) / 100;
}

/** What is left of 100, never below nothing. */
export function rest(split: Split): number {
  const sum = total(split);
  return Number.isNaN(sum) ? 0 : Math.max(0, Math.round((100 - sum) * 100) / 100);
}

/** Shares the rest among the dimensions that have something, in equal whole parts; the first take what is over. */
export function shareRest(split: Split, order: readonly string[]): Split {
  const left = rest(split);
  const started = order.filter((code) => parsePercent(split[code]) > 0);
  if (left === 0 || started.length === 0) return split;
  const each = Math.floor(left / started.length);
  const over = left - each * started.length;
  const next = { ...split };
  started.forEach((code, index) => {
    const more = each + (index === 0 ? over : 0);
    next[code] = percentText(parsePercent(split[code]) + more);
  });
  return next;
}

/** All that is left goes to one dimension. */
export function giveRest(split: Split, code: string): Split {
  return { ...split, [code]: percentText(parsePercent(split[code]) + rest(split)) };
}

/** Ten more or ten less, kept between 0 and what is left. */
export function step(split: Split, code: string, by: number): Split {
  const now = parsePercent(split[code]);
  if (Number.isNaN(now)) return split;
  const most = now + rest(split);
  return { ...split, [code]: percentText(Math.min(Math.max(now + by, 0), Math.max(most, now))) };
}

/** Why it cannot be saved, in words; nothing when it can. An empty split is allowed: it may be coded later. */
export function splitProblem(split: Split): string | undefined {
  if (isEmpty(split)) return undefined;
  const sum = total(split);
  if (Number.isNaN(sum)) return "Use numbers only, such as 40.";
  if (Math.abs(sum - 100) > tolerance) {
    return sum < 100
      ? `The split reaches ${sum} of 100: ${rest(split)} are still to share.`
      : `The split is ${sum}, more than 100.`;
  }
  return undefined;
}

/** As the API takes it: shares that sum to 1. Thirds typed as 33.33 are made whole. */
export function toFocus(split: Split): DimensionShare[] {
  const parts = Object.entries(split)
    .map(([dimension, text]) => ({ dimension, value: parsePercent(text) }))
    .filter((part) => part.value > 0);
  const sum = parts.reduce((all, part) => all + part.value, 0);
  return parts.map((part) => ({ dimension: part.dimension, share: part.value / sum }));
}

/** People's part of what has been shared so far. */
export function peopleShare(split: Split, dimensions: readonly Dimension[]): number | undefined {
  const sum = total(split);
  if (!(sum > 0)) return undefined;
  const people = dimensions
    .filter((d) => d.block === "people")
    .reduce((all, d) => all + parsePercent(split[d.code]), 0);
  return people / sum;
}

/** "digital & data 60%, relationships 40%" */
export function focusWords(focus: readonly DimensionShare[], nameOf: (code: string) => string): string {
  if (focus.length === 0) return "not coded";
  if (focus.length === 1) return nameOf(focus[0]?.dimension ?? "");
  return [...focus]
    .sort((a, b) => b.share - a.share)
    .map((f) => `${nameOf(f.dimension)} ${Math.round(f.share * 100)}%`)
    .join(", ");
}

export function dimensionNames(dimensions: readonly Dimension[] = []): (code: string) => string {
  const names = new Map(dimensions.map((d) => [d.code, d.name]));
  return (code) => names.get(code) ?? code;
}
