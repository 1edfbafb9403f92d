import { act, renderHook, waitFor } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import { clearDrafts, findDraft, listDrafts, saveDraft } from "./drafts";
import { useDraft } from "./useDraft";

beforeEach(async () => {
  await clearDrafts("dana");
  await clearDrafts("ruth");
});

const draft = (userId: string, form: string) => ({ userId, form, title: "Meeting", values: { notes: form } });

it("keeps one draft a form and user, newest first, and shows none of another's", async () => {
  await saveDraft(draft("dana", "interview:1"), 1);
  await saveDraft(draft("dana", "interview:2"), 2);
  await saveDraft(draft("ruth", "interview:1"), 3);
  expect((await listDrafts("dana")).map((d) => d.form)).toEqual(["interview:2", "interview:1"]);
  await clearDrafts("dana");
  expect(await listDrafts("dana")).toEqual([]);
  expect(await findDraft("ruth", "interview:1")).toBeDefined();
});

const options = {
  userId: "dana",
  form: "interview:9",
  title: (values: { who: string; notes: string }) => `Meeting with ${values.who}`,
  initial: { who: "", notes: "" },
};

it("keeps what is typed without being asked, and brings it back to a new page", async () => {
  const first = renderHook(() => useDraft(options));
  await waitFor(() => expect(first.result.current.state).toBe("empty"));
  act(() => first.result.current.change({ who: "Chief nurse" }));
  act(() => first.result.current.change({ notes: "Agrees" }));
  await waitFor(() => expect(first.result.current.state).toBe("saved"));
  first.unmount();

  const second = renderHook(() => useDraft(options));
  await waitFor(() => expect(second.result.current.values).toEqual({ who: "Chief nurse", notes: "Agrees" }));
  expect((await listDrafts("dana"))[0]?.title).toBe("Meeting with Chief nurse");
});

it("keeps the last word even when the page goes at once", async () => {
  const page = renderHook(() => useDraft(options));
  await waitFor(() => expect(page.result.current.state).toBe("empty"));
  act(() => page.result.current.change({ notes: "the last word" }));
  page.unmount();
  await waitFor(async () =>
    expect((await findDraft<{ notes: string }>("dana", "interview:9"))?.values.notes).toBe("the last word"),
  );
});

it("forgets the draft once the service has the record", async () => {
  const page = renderHook(() => useDraft(options));
  await waitFor(() => expect(page.result.current.state).toBe("empty"));
  act(() => page.result.current.change({ notes: "sent" }));
  await waitFor(() => expect(page.result.current.state).toBe("saved"));
  await act(() => page.result.current.done());
  expect(await listDrafts("dana")).toEqual([]);
});
