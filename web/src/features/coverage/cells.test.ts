import { expect, it } from "vitest";
import { toCell } from "./cells";

it("keeps apart what is withheld, who was not asked, and who was never met", () => {
  expect(toCell({ heard: true, n: 5, endorsed: 4 }, { heard: true })).toEqual({ kind: "heard", asked: 5, endorsed: 4 });
  expect(toCell({ heard: true }, { heard: true })).toEqual({ kind: "suppressed" });
  expect(toCell({ heard: false, n: 0, endorsed: 0 }, { heard: true })).toEqual({ kind: "notAsked" });
  expect(toCell({ heard: false }, { heard: false })).toEqual({ kind: "nobody" });
  expect(toCell(undefined, { heard: true })).toEqual({ kind: "notAsked" });
});
