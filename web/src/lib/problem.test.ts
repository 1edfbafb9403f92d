import { expect, it } from "vitest";
import { asProblem, fieldErrors, problemWords } from "./problem";

it("keys messages as the form names its fields", () => {
  const problem = {
    title: "Invalid",
    status: 400,
    errors: { "/title": ["Give it a title.", "second"], "/focus/0/share": ["Too large."], "/Hours": ["Not a number."] },
  };
  expect(fieldErrors(problem)).toEqual({
    title: "Give it a title.",
    "focus.0.share": "Too large.",
    hours: "Not a number.",
  });
  expect(fieldErrors(undefined)).toEqual({});
});

it("says what a person can do, also without a connection", () => {
  expect(problemWords({ title: "Stale", status: 412, code: "stale" })).toContain("Somebody else saved this");
  expect(problemWords(new TypeError("Failed to fetch"))).toContain("There is no connection");
  expect(problemWords({ title: "Bad", status: 400, detail: "The end lies before the start." })).toBe(
    "The end lies before the start.",
  );
  expect(asProblem(new Error("secret stack"))).not.toHaveProperty("stack");
});
