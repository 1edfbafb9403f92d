import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";
import { clearDrafts, listDrafts } from "../lib/drafts";
import { type Session, SessionContext } from "../lib/session";
import { useRevisedDraft } from "../lib/useRevisedDraft";
import { RecordForm } from "./RecordForm";

type Record = { name: string; version: number };

const session = { user: { id: "dana" } } as Session;
const stale = { title: "Stale", status: 412, code: "stale" };
const send = vi.fn();
const read = vi.fn();
const onSaved = vi.fn();

beforeEach(async () => {
  for (const it of [send, read, onSaved]) it.mockReset();
  await clearDrafts("dana");
});

function Rename() {
  const form = useRevisedDraft({
    form: "thing:1",
    title: (typed) => typed.name,
    href: "/things/1",
    opened: { name: "Old", version: 1 },
    valuesOf: (it: Record) => it,
    words: [["Name", (it) => it.name]],
    findWrong: (typed): { [field: string]: string } => (typed.name ? {} : { name: "Give it a name." }),
    read,
    send,
    onSaved,
  });
  return (
    <RecordForm form={form} save="Save changes">
      <label>
        Name
        <input id="name" value={form.values.name} onChange={(event) => form.change({ name: event.target.value })} />
      </label>
    </RecordForm>
  );
}

async function open() {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <SessionContext value={session}>
        <Rename />
      </SessionContext>
    </QueryClientProvider>,
  );
  await waitFor(() => expect((button("Save changes") as HTMLButtonElement).disabled).toBe(false));
}

const button = (name: string) => screen.getByRole("button", { name });
const type = (name: string) => fireEvent.change(screen.getByLabelText("Name"), { target: { value: name } });

it("sends what was typed under the version that was opened, and forgets the draft", async () => {
  send.mockResolvedValue({ data: {} });
  await open();
  type("New");
  fireEvent.click(button("Save changes"));
  await waitFor(() => expect(onSaved).toHaveBeenCalled());
  expect(send).toHaveBeenCalledWith({ name: "New", version: 1 }, { "If-Match": '"v1"' });
  expect(await listDrafts("dana")).toEqual([]);
});

it("says what is missing before anything is sent", async () => {
  await open();
  type("");
  fireEvent.click(button("Save changes"));
  expect(screen.getByRole("link", { name: "Give it a name." }).getAttribute("href")).toBe("#name");
  expect(send).not.toHaveBeenCalled();
});

it("hides its own button while a person chooses between two changes, and saves theirs over only when asked", async () => {
  send.mockResolvedValueOnce({ error: stale }).mockResolvedValueOnce({ data: {} });
  read.mockResolvedValue({ data: { name: "Theirs", version: 2 } });
  await open();
  type("Mine");
  fireEvent.click(button("Save changes"));
  await screen.findByRole("row", { name: "Name Theirs Mine" });
  expect(screen.queryByRole("button", { name: "Save changes" })).toBeNull();
  fireEvent.submit(screen.getByLabelText("Name"));
  expect(send).toHaveBeenCalledTimes(1);
  fireEvent.click(button("Save mine over theirs"));
  await waitFor(() => expect(onSaved).toHaveBeenCalled());
  expect(send).toHaveBeenLastCalledWith({ name: "Mine", version: 1 }, { "If-Match": '"v2"' });
});

it("takes theirs into the form, and goes on from their version", async () => {
  send.mockResolvedValueOnce({ error: stale }).mockResolvedValueOnce({ data: {} });
  read.mockResolvedValue({ data: { name: "Theirs", version: 2 } });
  await open();
  type("Mine");
  fireEvent.click(button("Save changes"));
  fireEvent.click(await screen.findByRole("button", { name: "Take theirs" }));
  expect((screen.getByLabelText("Name") as HTMLInputElement).value).toBe("Theirs");
  fireEvent.click(button("Save changes"));
  await waitFor(() => expect(onSaved).toHaveBeenCalled());
  expect(send).toHaveBeenLastCalledWith({ name: "Theirs", version: 2 }, { "If-Match": '"v2"' });
});
