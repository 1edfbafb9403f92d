import { beforeEach, expect, it, vi } from "vitest";
import { atLeast, fetchWhenReady, forgetSequence, noteSequence } from "./fresh";

beforeEach(forgetSequence);

const request = () => new Request("http://localhost/api/v1/programmes/1/balance");
const computing = () => new Response("{}", { status: 202, headers: { "Retry-After": "1" } });

it("asks for no older than the last write, and never goes back", () => {
  expect(atLeast()).toEqual({});
  noteSequence(new Response(null, { headers: { "Change-Sequence": "7" } }));
  noteSequence(new Response(null, { headers: { "Change-Sequence": "5" } }));
  noteSequence(new Response(null));
  expect(atLeast()).toEqual({ atLeast: 7 });
});

it("waits as it is told while a figure is being computed", async () => {
  const wait = vi.fn(async () => {});
  const send = vi
    .fn()
    .mockResolvedValueOnce(computing())
    .mockResolvedValueOnce(new Response("{}", { status: 200 }));
  const response = await fetchWhenReady(request(), { send, wait });
  expect(response.status).toBe(200);
  expect(wait).toHaveBeenCalledExactlyOnceWith(1000);
});

it("gives up with a problem that says so", async () => {
  const send = vi.fn(async () => computing());
  const response = await fetchWhenReady(request(), { send, wait: async () => {} });
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ code: "computing" });
});

it("does not repeat a write that was accepted", async () => {
  const send = vi.fn(async () => computing());
  await fetchWhenReady(new Request("http://localhost/x", { method: "POST" }), { send, wait: async () => {} });
  expect(send).toHaveBeenCalledTimes(1);
});
