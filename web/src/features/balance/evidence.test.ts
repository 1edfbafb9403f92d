import { expect, it } from "vitest";
import { balance } from "../../lib/examples";
import { toCsv } from "./csv";
import { effectiveWords, evidenceFinding } from "./evidenceWords";

const stream = (name: string) => {
  const found = balance.streams.find((s) => s.stream === name);
  if (!found) throw new Error(name);
  return found;
};

it("makes the title the finding, and gives no share where there are too few", () => {
  const hours = evidenceFinding("hours", stream("hours"), { n: 12, total: 600, peopleTotal: 100 });
  expect(hours.title).toBe("Hours: too few to score yet");
  expect(hours.about).toBe(
    "Twelve records hold 600 hours, 100 hours of them about people. Uneven sizes give the twelve the weight of nine. Under ten, no share is given.",
  );
  expect(evidenceFinding("mentions", stream("mentions"), { n: 100, total: 100, peopleTotal: 75 })).toEqual({
    title: "Mentions: three quarters (75%) people",
    about: "75 mentions of 100 mentions are about people.",
  });
});

it("works the weight out in words with the stream's own figures", () => {
  expect(effectiveWords("hours", stream("hours"))).toBe(
    "Add the hours and square the sum: 360,000. Square each record and add: 39,560. One over the other is 9.1. Twelve equal records would be worth twelve.",
  );
  expect(effectiveWords("activities", stream("activities"))).toBe("Every record counts the same, so 40 are worth 40.");
});

it("writes CSV that no spreadsheet runs", () => {
  const csv = toCsv(
    "money",
    [
      {
        recordId: "a",
        date: "2023-01-12",
        title: '=HYPERLINK("x"), new',
        focus: [{ dimension: "S1", share: 1 }],
        amount: 12_050,
        structureAmount: 12_050,
        peopleAmount: 0,
        shareOfTotal: 0.2,
        codedBy: ["DW"],
        blindRated: true,
        changedSince: false,
      },
    ],
    () => "digital",
  );
  expect(csv.split("\r\n")[1]).toBe('2023-01-12,"\'=HYPERLINK(""x""), new",digital,120.5,120.5,0,0.2,DW,yes');
});
