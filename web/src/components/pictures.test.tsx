import { render, screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { balance, sayDo } from "../lib/examples";
import type { Figure } from "../lib/figures";
import { sayDoRows } from "../lib/interviewSentences";
import { AgreementByTheme } from "./AgreementByTheme";
import { BalanceBeams, BalanceTable } from "./BalanceBeams";
import { BarrierList } from "./BarrierList";
import { CoverageMatrix } from "./CoverageMatrix";
import { EvidenceBars } from "./EvidenceBars";
import { Picture } from "./Picture";
import { PortfolioBeams, PortfolioTable } from "./PortfolioBeams";
import { OrderChart, SaturationChart, SaturationTable } from "./SaturationChart";
import { ShareLines, ShareLinesTable } from "./ShareLines";
import { TenBoxes } from "./TenBoxes";
import { TrendChart, TrendTable } from "./TrendChart";
import { UnitDots, UnitDotsTable } from "./UnitDots";

describe("the balance", () => {
  const draw = () => render(<BalanceBeams balance={balance} evidenceHref={(s) => `/evidence/${s}`} />);

  it("makes every beam a link to its records, said in full", () => {
    draw();
    const link = screen.getByRole("link", { name: /^Agenda time/ });
    expect(link.getAttribute("href")).toBe("/evidence/agendaMinutes");
    expect(link.querySelector(".nhsuk-u-visually-hidden")?.textContent).toBe(
      "Agenda time: 15% people, between 7% and 26%, below the local target of 40%. Rests on 86 items, reportable. Open its records.",
    );
    expect(screen.getAllByRole("link")).toHaveLength(7);
  });

  it("draws structure left and people right of the pivot, one length together", () => {
    const { container } = draw();
    const row = container.querySelector('a[href="/evidence/activities"]');
    const structure = row?.querySelector("rect.structure");
    const people = row?.querySelector("rect.people");
    expect([structure?.getAttribute("x"), structure?.getAttribute("width")]).toEqual(["-35%", "35%"]);
    expect([people?.getAttribute("x"), people?.getAttribute("width")]).toEqual(["0", "15%"]);
    expect(structure?.getAttribute("fill")).toMatch(/^url\(#/);
  });

  it("tells the grade by height, and weighs the deeds together more", () => {
    const { container } = draw();
    const height = (stream: string) =>
      container.querySelector(`a[href="/evidence/${stream}"] rect.people`)?.getAttribute("height");
    expect([height("activities"), height("milestones"), height("together")]).toEqual(["16", "10", "14"]);
  });

  it("draws no beam and no share for too few, only the band", () => {
    const { container } = draw();
    const row = container.querySelector('a[href="/evidence/hours"]');
    expect(row?.querySelector("rect.people")).toBeNull();
    expect(row?.querySelector("rect.too-few")?.getAttribute("width")).toBe("22.5%");
    expect(row?.textContent).toContain("not shown");
  });

  it("has a table with every row", () => {
    render(<BalanceTable balance={balance} />);
    const rows = screen.getAllByRole("row", { hidden: true });
    expect(rows).toHaveLength(8);
    expect(within(rows[1] as HTMLElement).getByRole("rowheader", { hidden: true }).textContent).toBe("Mentions");
    expect(rows.at(-1)?.textContent).toBe("Deeds togetherdone18%8–35%indicative0.600.714 of 5 streams");
  });
});

it("fills ten boxes, the missing ones first when they are named", () => {
  const { container } = render(<TenBoxes share={0.6} emptyFirst sentence={{ finding: "In 4 of 10", evidence: "" }} />);
  const boxes = [...container.querySelectorAll("rect")].map((box) => box.classList.contains("filled"));
  expect(boxes).toEqual([false, false, false, false, true, true, true, true, true, true]);
});

it("fills no box for what is not known", () => {
  const { container } = render(<TenBoxes share={null} sentence={{ finding: "Not known", evidence: "" }} />);
  expect(container.querySelectorAll(".filled")).toHaveLength(0);
  expect(screen.getByRole("img").getAttribute("aria-label")).toBe("not known yet");
});

describe("dots", () => {
  const rows = [
    { label: "Agreed", count: 21 },
    { label: "Kept", count: 4, hollow: 2, note: "2 not yet due" },
  ];

  it("gives each interview one place in every row", () => {
    const { container } = render(<UnitDots places={21} rows={rows} />);
    expect(container.querySelectorAll("circle")).toHaveLength(42);
    expect(container.querySelectorAll(".dot.hollow")).toHaveLength(2);
    expect(container.querySelectorAll("title")).toHaveLength(0);
    expect(screen.getByRole("img", { name: "Kept: 4 of 21, and 2 not yet due" })).toBeDefined();
  });

  it("goes to a second line rather than shrink", () => {
    render(<UnitDots places={45} rows={[{ label: "Agreed", count: 45 }]} />);
    expect(screen.getByRole("img").getAttribute("height")).toBe("54");
  });

  it("draws the 21: solid, hollow and empty, each with its reason, and opens the records of each step", () => {
    const steps = sayDoRows(sayDo).map((row) => ({ ...row, href: `/evidence/${row.row}` }));
    const { container } = render(<UnitDots places={21} rows={steps} />);
    const dots = [...container.querySelectorAll(".dots-row")].map((row) =>
      [".dot:not(.hollow):not(.empty)", ".dot.hollow", ".dot.empty"].map((it) => row.querySelectorAll(it).length),
    );
    expect(dots).toEqual([
      [21, 0, 0],
      [14, 0, 7],
      [9, 0, 12],
      [4, 2, 15],
    ]);
    expect(screen.getByRole("link", { name: "Kept: the records behind it" }).getAttribute("href")).toBe(
      "/evidence/kept",
    );
    expect(screen.getAllByText("2 not yet due, 3 not kept")).toHaveLength(2);
  });

  it("has its table", () => {
    render(<UnitDotsTable places={21} rows={rows} />);
    expect(screen.getByText("4 of 21")).toBeDefined();
  });
});

describe("said and done on one line", () => {
  const lines = [
    { label: "Agree", kind: "said" as const, share: 1, band: { low: 0.85, high: 1 }, rests: "21 of 21" },
    { label: "Have acted", kind: "done" as const, share: 0.19, band: { low: 0.08, high: 0.4 }, rests: "4 of 21" },
    { label: "Of those asked", kind: "done" as const, rests: "", reason: "Nobody was asked." },
  ];

  it("tells what is said from what is done by shape, and draws both intervals and the gap", () => {
    const { container } = render(<ShareLines lines={lines} between="81 points" />);
    expect(screen.getByRole("img", { name: "Have acted: 19%, between 8% and 40%, 4 of 21" })).toBeDefined();
    expect(container.querySelectorAll("circle.talk-point")).toHaveLength(1);
    expect(container.querySelectorAll("circle.dot")).toHaveLength(1);
    const gap = container.querySelector(".shares-gap");
    expect([gap?.getAttribute("x1"), gap?.getAttribute("x2")]).toEqual(["19%", "100%"]);
    expect(screen.getByText("Nobody was asked.")).toBeDefined();
  });

  it("has its table", () => {
    render(<ShareLinesTable caption="Said and done" lines={lines} />);
    expect(screen.getByText("8–40%")).toBeDefined();
    expect(screen.getByText("Nobody was asked.")).toBeDefined();
  });
});

describe("saturation", () => {
  const newThemes = [16, 11, 6, 4, 4, 3, 1, 0, 1, 0];
  const headline = {
    base: 4,
    runLength: 2,
    threshold: 0.05,
    interviews: 10,
    baseThemes: 37,
    runs: [
      { from: 5, to: 6, new: 7, ratio: 7 / 37 },
      { from: 6, to: 7, new: 4, ratio: 4 / 37 },
      { from: 7, to: 8, new: 1, ratio: 1 / 37 },
    ],
    at: 6,
    point: "6+2",
  };

  it("draws a bar for each interview, the first ones hollow, and the run that ran dry", () => {
    const { container } = render(
      <SaturationChart
        newThemes={newThemes}
        headline={headline}
        order={{ shuffles: 1000, reached: 990, median: 7, low: 5, high: 9 }}
      />,
    );
    expect(container.querySelectorAll(".saturation-plot .saturation-bar")).toHaveLength(10);
    expect(container.querySelectorAll(".saturation-plot .saturation-bar.first")).toHaveLength(4);
    const run = container.querySelector(".saturation-run line");
    expect([run?.getAttribute("x1"), run?.getAttribute("x2")]).toEqual(["61.5%", "78.5%"]);
    expect(screen.getByText("6+2: ran dry")).toBeDefined();
    expect(container.querySelectorAll(".saturation-plot .whisker")).toHaveLength(3);
    expect(screen.getByRole("img").getAttribute("aria-label")).toContain("New themes ran dry after six conversations.");
  });

  it("draws no band and no run where there is none", () => {
    const { container } = render(<SaturationChart newThemes={[3]} headline={{ ...headline, at: null, point: null }} />);
    expect(container.querySelector(".saturation-run, .whisker")).toBeNull();
  });

  it("draws the band alone where the order is not shown", () => {
    const { container } = render(
      <OrderChart order={{ shuffles: 1000, reached: 1000, median: 7, low: 5, high: 9 }} conversations={20} />,
    );
    expect(container.querySelectorAll(".whisker")).toHaveLength(3);
    expect(container.querySelector("circle")?.getAttribute("cx")).toBe("35%");
    expect(container.querySelector(".saturation-bar")).toBeNull();
  });

  it("has its table, with every run", () => {
    render(<SaturationTable newThemes={newThemes} headline={headline} />);
    expect(screen.getByText("18.9%")).toBeDefined();
    expect(screen.getAllByText("46")).toHaveLength(2);
  });
});

it("tells a cell that is withheld from one in which nobody was heard, without colour", () => {
  const { container } = render(
    <CoverageMatrix
      sectors={[
        { name: "Acute hospital", belongs: true, heard: true, interviewed: 8 },
        { name: "Ambulance", belongs: true, heard: false, interviewed: 0 },
        { name: "Education", belongs: false, heard: true },
        { name: "Primary care", belongs: true, heard: true, interviewed: 2 },
      ]}
      propositions={[
        {
          id: "1",
          statement: "People come first.",
          cells: [
            { kind: "heard", asked: 8, endorsed: 7 },
            { kind: "nobody" },
            { kind: "suppressed" },
            { kind: "notAsked" },
          ],
          verdict: "Not yet.",
          allAgree: false,
        },
      ]}
    />,
  );
  const cells = [...container.querySelectorAll(".coverage-cell")].map((cell) => cell.textContent);
  expect(cells).toEqual(["7 of 8", "nobody yet", "too few to show", "not asked"]);
  expect(new Set([...container.querySelectorAll(".coverage-cell")].map((cell) => cell.className)).size).toBe(4);
  expect(screen.getByText("nobody interviewed")).toBeDefined();
  expect(screen.getByText("heard, not of this programme")).toBeDefined();
});

it("shows first the themes on which coders differed most", () => {
  const { container } = render(
    <AgreementByTheme
      themes={[
        { name: "Trust", units: 5, disagreements: 0 },
        { name: "Time", units: 5, disagreements: 3 },
      ]}
    />,
  );
  expect(screen.getAllByRole("rowheader").map((it) => it.textContent)).toEqual(["Time", "Trust"]);
  expect(container.querySelectorAll("tbody tr:first-child .dot.hollow")).toHaveLength(3);
});

it("names the system that owns each barrier, and how far its owner has come", () => {
  const barrier = { name: "No time released in job plans", systemName: "Trust workforce planning", conversations: 9 };
  render(
    <BarrierList
      most={1}
      hrefOf={(id) => `/barriers/${id}`}
      barriers={[
        { ...barrier, barrierId: "1", status: "ownerAsked" },
        { ...barrier, barrierId: "2", name: "Another", status: "noticed" },
      ]}
    />,
  );
  expect(screen.getByRole("rowheader").textContent).toBe("No time released in job plans");
  expect(screen.getByRole("link").getAttribute("href")).toBe("/barriers/1");
  expect(screen.getByText("owner asked")).toBeDefined();
  expect(screen.queryByText("Another")).toBeNull();
});

describe("the trend", () => {
  const trend = {
    points: [
      { period: "2022-12", value: 0.1, n: 30, flags: [] },
      { period: "2023-01", value: 0.3, n: 31, flags: ["outside" as const] },
    ],
    mean: 0.13,
    lower: -0.05,
    upper: 0.25,
    trialLimits: true,
  };

  it("marks a signal by shape, names it, and clips what is shown", () => {
    const { container } = render(<TrendChart label="People share" trend={trend} />);
    expect(container.querySelectorAll(".trend-points .mark.hollow")).toHaveLength(1);
    expect(screen.getByText("outside a limit")).toBeDefined();
    expect(screen.getByText("Limits are on trial: fewer than 12 points.")).toBeDefined();
    expect(screen.getByRole("img").getAttribute("aria-label")).toBe(
      "People share: 2 points. Mean 13%. Limits 0% to 25%. January 2023 (above) lies outside the limits.",
    );
  });

  it("has its table", () => {
    render(<TrendTable label="People share" trend={trend} />);
    expect(screen.getByText("January 2023")).toBeDefined();
  });
});

it("shows what each record contributes, in a table", () => {
  const item = {
    recordId: "1",
    date: "2023-01-12",
    title: "Training on the new system",
    focus: [
      { dimension: "S3", share: 0.5 },
      { dimension: "P2", share: 0.5 },
    ],
    amount: 30,
    structureAmount: 15,
    peopleAmount: 15,
    shareOfTotal: 0.05,
    codedBy: ["DW"],
    blindRated: true,
    changedSince: false,
  };
  render(
    <EvidenceBars
      stream="hours"
      items={[item]}
      total={600}
      structureTotal={500}
      peopleTotal={100}
      n={12}
      dimensionName={(code) => code}
      action={() => <a href="/x">Correct</a>}
    />,
  );
  expect(screen.getByRole("img", { name: "structure 15, people 15" })).toBeDefined();
  expect(screen.getByText("S3 50%, P2 50%")).toBeDefined();
  expect(screen.getByText("DW, and blind by a second")).toBeDefined();
  expect(screen.getByText("All 12 records")).toBeDefined();
});

describe("the portfolio", () => {
  const figure = (peopleShare: number): Figure => ({
    grade: "reportable",
    peopleShare,
    band: { low: peopleShare - 0.1, high: peopleShare + 0.1 },
  });
  const items = [
    {
      programmeId: "2",
      name: "Virtual wards",
      organisations: ["All"],
      target: 0.4,
      done: figure(0.9),
      said: figure(0.7),
      interviews: { words: "17 agree, 2 kept" },
      href: "/programmes/2",
    },
    {
      programmeId: "1",
      name: "Cancer navigation",
      organisations: ["Eastvale"],
      target: 0.4,
      done: { grade: "nothing" as const },
      said: null,
      interviews: { words: "no interviews yet", isReason: true },
      changed: "New",
    },
  ];

  it("stands in the alphabet's order, whatever the figures", () => {
    const { container } = render(<PortfolioBeams items={items} />);
    const names = [...container.querySelectorAll(".portfolio-name > :first-child")].map((n) => n.textContent);
    expect(names).toEqual(["Cancer navigation", "Virtual wards"]);
    expect(screen.getByRole("img", { name: /What is said: 70% people/ })).toBeDefined();
    expect(screen.getByRole("img", { name: "Cancer navigation: nothing yet." })).toBeDefined();
  });

  it("has its table", () => {
    render(<PortfolioTable items={items} />);
    expect(screen.getByText("17 agree, 2 kept")).toBeDefined();
  });
});

it("stands under its sentence, the finding first and bold", () => {
  render(
    <Picture name="Balance of focus" sentence={{ finding: "They talk.", evidence: "They spend." }}>
      <p>picture</p>
    </Picture>,
  );
  const heading = screen.getByRole("heading", { level: 2 });
  expect(heading.textContent).toBe("They talk. They spend.");
  expect(heading.querySelector("strong")?.textContent).toBe("They talk.");
});
