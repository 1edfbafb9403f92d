import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";
import { ImportFile } from "./ImportFile";

const send = vi.fn();
const onImported = vi.fn();

beforeEach(() => {
  send.mockReset();
  onImported.mockReset();
  vi.stubGlobal("scrollTo", () => {});
});

function open() {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ImportFile<{ rows: string[]; isFine: boolean }>
        title="Import"
        about="Looked over first."
        trail={[]}
        hint="A list."
        accept=".csv"
        send={send}
        outlook={({ rows, isFine }) => ({
          title: "Look it over",
          about: "So it would be.",
          act: isFine ? { why: "nothing is kept yet.", label: "Import them" } : undefined,
          caption: "Every row",
          heads: ["Row"],
          rows: rows.map((row) => (
            <tr key={row}>
              <td>{row}</td>
            </tr>
          )),
        })}
        onImported={onImported}
      >
        <p>What else is asked</p>
      </ImportFile>
    </QueryClientProvider>,
  );
}

const file = new File(["a"], "a.csv");
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));

function choose() {
  fireEvent.change(screen.getByLabelText("The file"), { target: { files: [file] } });
  press("Check the file");
}

it("asks for the file before anything is sent", () => {
  open();
  press("Check the file");
  expect(screen.getByRole("link", { name: "Choose the file first." }).getAttribute("href")).toBe("#file");
  expect(send).not.toHaveBeenCalled();
});

it("shows every row of a dry run, and imports under one key when a person says so", async () => {
  send.mockResolvedValue({ data: { rows: ["first", "second"], isFine: true } });
  open();
  choose();
  await screen.findByRole("cell", { name: "second" });
  expect(send).toHaveBeenCalledExactlyOnceWith(file, { dryRun: true });
  press("Import them");
  await waitFor(() => expect(onImported).toHaveBeenCalled());
  expect(send).toHaveBeenLastCalledWith(file, {
    dryRun: false,
    header: { "Idempotency-Key": expect.stringMatching(/.{36}/) },
  });
});

it("offers no import where something must be mended first, and another file instead", async () => {
  send.mockResolvedValue({ data: { rows: ["first"], isFine: false } });
  open();
  choose();
  await screen.findByRole("cell", { name: "first" });
  expect(screen.queryByRole("button", { name: "Import them" })).toBeNull();
  press("Choose another file");
  expect(screen.getByText("What else is asked")).toBeTruthy();
});

it("repeats what got no answer under its key, and sends what was refused anew", async () => {
  send.mockResolvedValueOnce({ data: { rows: ["first"], isFine: true } });
  open();
  choose();
  await screen.findByRole("cell", { name: "first" });
  const keys: string[] = [];
  for (const failure of [new TypeError("offline"), { title: "No", status: 400 }, new TypeError("offline")]) {
    send.mockImplementationOnce(async (_, { header }) => {
      keys.push(header["Idempotency-Key"]);
      throw failure;
    });
    press("Import them");
    await waitFor(() => expect(screen.getByRole("button", { name: "Import them" })).toHaveProperty("disabled", false));
  }
  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).not.toBe(keys[1]);
});
