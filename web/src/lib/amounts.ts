/** What people type for an amount: "1,200", "£1,200.50", "7.5". Undefined for nothing, NaN for what is no amount. */

export function parseAmount(text: string): number | undefined {
  const plain = text.replace(/[\s,£]/g, "");
  if (plain === "") return undefined;
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN;
}

export function parsePence(text: string): number | undefined {
  const pounds = parseAmount(text);
  return pounds === undefined ? undefined : Math.round(pounds * 100);
}

export function poundsText(pence: number | null | undefined): string {
  if (typeof pence !== "number") return "";
  return pence % 100 === 0 ? String(pence / 100) : (pence / 100).toFixed(2);
}

export function amountText(value: number | null | undefined): string {
  return typeof value === "number" ? String(value) : "";
}
