/** Numbers and lists as people say them. */

const small = [
  "no",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
  "thirteen",
  "fourteen",
  "fifteen",
  "sixteen",
  "seventeen",
  "eighteen",
  "nineteen",
  "twenty",
];

/** "fourteen", but "21": small numbers in words, large ones in figures. 0 is "none". */
export function numberWord(n: number): string {
  if (n === 0) return "none";
  return small[n] ?? new Intl.NumberFormat("en-GB").format(n);
}

const fractions: [number, string][] = [
  [1 / 10, "a tenth"],
  [1 / 6, "a sixth"],
  [1 / 5, "a fifth"],
  [1 / 4, "a quarter"],
  [1 / 3, "a third"],
  [2 / 5, "two fifths"],
  [1 / 2, "half"],
  [3 / 5, "three fifths"],
  [2 / 3, "two thirds"],
  [3 / 4, "three quarters"],
  [4 / 5, "four fifths"],
  [9 / 10, "nine tenths"],
];

/** "three quarters", "about a sixth", "18%"; never further than two points from what was counted. */
export function shareWords(share: number): string {
  if (share < 0.005) return "almost none";
  if (share > 0.995) return "almost all";
  let nearest: [number, string] | undefined;
  for (const fraction of fractions) {
    if (!nearest || Math.abs(share - fraction[0]) < Math.abs(share - nearest[0])) nearest = fraction;
  }
  const distance = nearest ? Math.abs(share - nearest[0]) : 1;
  if (nearest && distance < 0.005) return nearest[1];
  if (nearest && distance < 0.02) return `about ${nearest[1]}`;
  return `${Math.round(share * 100)}%`;
}

/** "a, b and c" */
export function list(items: readonly string[]): string {
  if (items.length < 2) return items[0] ?? "";
  return `${items.slice(0, -1).join(", ")} and ${items[items.length - 1]}`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function plural(n: number, one: string, many: string): string {
  return n === 1 ? one : many;
}
