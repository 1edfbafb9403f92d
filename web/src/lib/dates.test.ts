import { expect, it } from "vitest";
import { clockWords, dayWords, periodLabel, periodWords, shortDayWords, today } from "./dates";

it("shows times in London, summer and winter", () => {
  expect(clockWords("2026-06-01T13:32:00.000Z")).toBe("14:32");
  expect(clockWords("2026-12-01T13:32:00.000Z")).toBe("13:32");
  expect(dayWords("2023-11-30")).toBe("30 November 2023");
  expect(shortDayWords("2023-01-12")).toBe("12 Jan");
});

it("knows today by London's midnight", () => {
  const lateEvening = Date.parse("2026-06-30T23:30:00.000Z");
  expect(today(0, lateEvening)).toBe("2026-07-01");
  expect(today(-1, lateEvening)).toBe("2026-06-30");
});

it("names a month, and its year where it is new", () => {
  expect(periodWords("2023-11")).toBe("November 2023");
  expect(periodLabel("2023-01", "2022-12")).toEqual({ first: "Jan", second: "2023" });
  expect(periodLabel("2023-02", "2023-01")).toEqual({ first: "Feb", second: undefined });
  expect(periodWords("phase 2")).toBe("phase 2");
});
