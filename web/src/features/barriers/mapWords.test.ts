import { describe, expect, it } from "vitest";
import type { ConstraintMap } from "../../lib/shapes";
import { mapSentence } from "./mapWords";

const barrier = (status: string) => ({
  id: status,
  name: status,
  status: status as ConstraintMap["systems"][number]["barriers"][number]["status"],
  conversations: 0,
  nonActions: 0,
  quotes: 0,
  counters: 0,
});

const map = (talks: number[], uncoded = 0, statuses = ["noticed", "removed"]): ConstraintMap => ({
  nonActions: 5,
  nonActionsUncoded: uncoded,
  nonActionsHeld: 0,
  systems: talks.map((conversations, i) => ({
    systemName: `System ${i + 1}`,
    conversations,
    barriers: i === 0 ? statuses.map(barrier) : [],
  })),
});

describe("the sentence above the constraint map", () => {
  it("names the system that most conversations run into", () => {
    expect(mapSentence(map([4, 2])).finding).toBe(
      "System 1 stands in the way in four conversations, more than any other system.",
    );
    expect(mapSentence(map([1])).finding).toBe("System 1 stands in the way in one conversation.");
  });
  it("does not choose between equals, nor speak where nothing is known", () => {
    expect(mapSentence(map([3, 3])).finding).toBe(
      "System 1 and System 2 each stand in the way in three conversations.",
    );
    expect(mapSentence(map([0])).finding).toBe("No conversation stands behind a barrier yet.");
  });
  it("says how far the owners have come and what is not explained", () => {
    expect(mapSentence(map([1], 2)).evidence).toBe(
      "The owner of one of two barriers has been asked; one is removed. Of five things that were not done, two stand behind no barrier yet.",
    );
    expect(mapSentence(map([1], 5, ["noticed"])).evidence).toBe(
      "No owner has been asked yet. Of what was not done (5), nothing stands behind a barrier yet.",
    );
    expect(mapSentence(map([1], 0, ["noticed"])).evidence).toBe(
      "No owner has been asked yet. All five that were not done stand behind a barrier.",
    );
  });
});
