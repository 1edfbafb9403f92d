import { expect, it } from "vitest";
import { idempotencyKey, ifMatch, newId } from "./records";

it("sends back the version that was read", () => {
  expect(ifMatch({ version: 3 })).toEqual({ "If-Match": '"v3"' });
});

it("makes version 7 ids that carry their time and differ", () => {
  const id = newId(0x0193_a000_0000);
  expect(id).toMatch(/^0193a000-0000-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(newId()).not.toBe(newId());
});

it("keeps a given idempotency key", () => {
  expect(idempotencyKey("k")).toEqual({ "Idempotency-Key": "k" });
});
