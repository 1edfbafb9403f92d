/** What every write says: which version it read, and that it is one write however often it is sent. */

export function ifMatch(record: { version: number }): { "If-Match": string } {
  return { "If-Match": `"v${record.version}"` };
}

/** Keep it for as long as the form is the same attempt: a repeat with it makes nothing twice. */
export function idempotencyKey(key: string = newId()): { "Idempotency-Key": string } {
  return { "Idempotency-Key": key };
}

/** A version 7 UUID: made here, so that a record has its id before there is a connection. */
export function newId(now: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(now / 2 ** (8 * (5 - i))) & 0xff;
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
