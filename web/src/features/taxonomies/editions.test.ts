import { expect, it } from "vitest";
import { editionWarnings, emptyDimension, toRequest, toValues } from "./editions";

const taxonomy = {
  name: "Ten dimensions",
  dimensions: [
    { code: "S1", name: "Digital and data", block: "structure" as const, words: ["system*", "dashboard"] },
    { code: "P1", name: "Relationships and trust", block: "people" as const, words: ["trust"] },
  ],
};

it("warns of nothing while nothing differs, and writes back what it read", () => {
  const values = toValues(taxonomy);
  expect(editionWarnings(taxonomy, values)).toEqual([]);
  expect(toRequest(values)).toEqual(taxonomy);
});

it("says in words what the next edition would do", () => {
  const values = toValues(taxonomy);
  values.dimensions = [
    { code: "S1", name: "Digital", block: "people", words: " system*\n\nreferral\nreferral" },
    { ...emptyDimension(), code: "P2", name: "Kindness" },
  ];
  expect(editionWarnings(taxonomy, values)).toEqual([
    "“Digital and data” is named “Digital”.",
    "“Digital” moves to people: everything coded with it moves across the beam.",
    "Words for “Digital”: 1 added, 1 removed. Only later suggestions change, not what is coded.",
    "“Relationships and trust” is dropped. This is refused while any record is coded with it.",
    "“Kindness” is added to people.",
  ]);
  expect(toRequest(values).dimensions[0]?.words).toEqual(["system*", "referral"]);
});
