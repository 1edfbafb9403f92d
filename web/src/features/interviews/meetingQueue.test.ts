import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { clearDrafts, listDrafts } from "../../lib/drafts";
import { type Meeting, newMeeting } from "./meeting";
import { answerMeeting, isMeetingWaiting, queueMeeting, sendMeetings, takeBackMeeting } from "./meetingQueue";

type Kept = { id: string; version: number; commitmentAsked: string };

let service: Map<string, Kept>;
let promised: Set<string>;
let connection: "up" | "down" | "one way";
let refusal: { status: number; code: string } | undefined;

const json = (status: number, body?: unknown) =>
  new Response(body === undefined ? null : JSON.stringify(body), {
    status,
    headers: { "Content-Type": status < 400 ? "application/json" : "application/problem+json" },
  });

const asInterview = (kept: Kept) => ({
  ...kept,
  heldAt: "2026-03-02T12:00:00.000Z",
  kind: "oneToOne",
  participants: [{ personId: "p", name: "Matron" }],
  participantsHeld: false,
  interviewers: [],
  participationConsent: "notAsked",
  quotationConsent: "notAsked",
  successionConsent: "notAsked",
  confidentiality: "leadsOnly",
  notesHeld: false,
  stances: [],
  mentions: [],
  commitments: [],
});

async function answer(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const body = request.method === "GET" || request.method === "DELETE" ? undefined : await request.clone().json();
  const kept = service.get(pathname.split("/").at(-1) ?? "");
  if (refusal) return json(refusal.status, { title: "No", status: refusal.status, code: refusal.code });
  if (pathname.endsWith("/commitments")) {
    promised.add(request.headers.get("Idempotency-Key") ?? "");
    return json(201, { id: "c" });
  }
  if (request.method === "POST") {
    const made = service.get(body.id) ?? { id: body.id, version: 1, commitmentAsked: body.commitmentAsked };
    service.set(body.id, made);
    return json(201, asInterview(made));
  }
  if (!kept) return json(404, { title: "Not found", status: 404, code: "not-found" });
  if (request.method === "PUT") {
    service.set(kept.id, { ...kept, version: kept.version + 1, commitmentAsked: body.commitmentAsked });
  }
  if (request.method === "DELETE") service.delete(kept.id);
  const now = service.get(kept.id);
  return now ? json(200, asInterview(now)) : json(204);
}

beforeEach(() => {
  service = new Map();
  promised = new Set();
  connection = "up";
  refusal = undefined;
  vi.stubGlobal("fetch", async (request: Request) => {
    if (connection === "down") throw new TypeError("Failed to fetch");
    const response = await answer(request);
    if (connection === "one way") throw new TypeError("Failed to fetch");
    return response;
  });
});

afterEach(async () => {
  vi.unstubAllGlobals();
  await clearDrafts("dana");
});

const meeting = (): Meeting => ({ ...newMeeting(), people: [{ name: "Matron" }], notes: "Beds" });

it("keeps a meeting through a lost connection and sends it once, with its commitment", async () => {
  const typed = meeting();
  connection = "down";
  await queueMeeting("dana", "prog", typed);
  await sendMeetings("dana");
  await answerMeeting("dana", "prog", typed, { asked: "asked", commitment: { act: "Count the beds", name: "Matron" } });
  await sendMeetings("dana");
  expect(await isMeetingWaiting("dana")).toBe(true);
  expect((await listDrafts("dana"))[0]?.title).toBe("Meeting with Matron");

  connection = "up";
  await Promise.all([sendMeetings("dana"), sendMeetings("dana")]);
  expect([...service.values()]).toEqual([{ id: typed.id, version: 2, commitmentAsked: "asked" }]);
  expect(promised.size).toBe(1);
  expect(await listDrafts("dana")).toEqual([]);
});

it("makes nothing twice when every answer is lost on the way", async () => {
  const typed = meeting();
  connection = "one way";
  await queueMeeting("dana", "prog", typed);
  await sendMeetings("dana");
  await sendMeetings("dana");
  connection = "up";
  await sendMeetings("dana");
  expect(service.size).toBe(1);
  expect(await isMeetingWaiting("dana")).toBe(false);
});

it("notes a refusal on the meeting, for a person to see, and waits when it is only signed out", async () => {
  refusal = { status: 401, code: "unauthenticated" };
  await queueMeeting("dana", "prog", meeting());
  await sendMeetings("dana");
  expect(await isMeetingWaiting("dana")).toBe(true);

  refusal = { status: 400, code: "validation" };
  await sendMeetings("dana");
  expect(await isMeetingWaiting("dana")).toBe(false);
  expect(await listDrafts("dana")).toHaveLength(1);
});

it("takes back what is only here without a connection, and never what may have arrived", async () => {
  const here = meeting();
  connection = "down";
  await queueMeeting("dana", "prog", here);
  expect(await takeBackMeeting("dana", "prog", here.id)).toBe(true);
  expect(await listDrafts("dana")).toEqual([]);

  const perhaps = meeting();
  await queueMeeting("dana", "prog", perhaps);
  connection = "one way";
  await sendMeetings("dana");
  connection = "down";
  expect(await takeBackMeeting("dana", "prog", perhaps.id)).toBe(false);
  connection = "up";
  expect(await takeBackMeeting("dana", "prog", perhaps.id)).toBe(true);
  expect(service.size).toBe(0);
});
