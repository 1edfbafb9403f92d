import { expect, it } from "vitest";
import { parseAmount, parsePence, poundsText } from "./amounts";

it("reads amounts as people type them", () => {
  expect(parseAmount(" 1,200 ")).toBe(1200);
  expect(parseAmount("7.5")).toBe(7.5);
  expect(parseAmount("")).toBeUndefined();
  expect(parseAmount("about 7")).toBeNaN();
  expect(parseAmount("-3")).toBeNaN();
  expect(parsePence("£1,200.50")).toBe(120_050);
  expect(parsePence("0.29")).toBe(29);
});

it("writes pence as pounds, with pennies only where there are some", () => {
  expect(poundsText(120_000)).toBe("1200");
  expect(poundsText(120_050)).toBe("1200.50");
  expect(poundsText(undefined)).toBe("");
});
