import { QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, RouterProvider } from "@tanstack/react-router";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { clearDrafts, listDrafts, saveDraft } from "../lib/drafts";
import { forgetSession, queryClient } from "./queries";
import { createAppRouter } from "./router";

const session = {
  user: { id: "dana", name: "Dana Whitlock", email: "dana@example.org", role: "programmeLead" },
  workspace: { id: "w", name: "South Coast" },
  scopes: ["programmes:read", "interviews:write", "scores:read"],
  antiForgeryToken: "token",
  madeUp: true,
};

let isSignedIn = false;
const sent: Request[] = [];

beforeEach(() => {
  isSignedIn = false;
  sent.length = 0;
  vi.stubGlobal("scrollTo", () => {});
  vi.stubGlobal("fetch", async (request: Request) => {
    sent.push(request);
    const path = new URL(request.url).pathname;
    const answer = (status: number, body: unknown) =>
      new Response(status === 204 ? null : JSON.stringify(body), {
        status,
        headers: { "Content-Type": status < 400 ? "application/json" : "application/problem+json" },
      });
    if (path === "/api/v1/setup") return answer(200, { needed: false, madeUp: true });
    if (path !== "/api/v1/session") return answer(404, { title: "Not found", status: 404, code: "not-found" });
    if (request.method === "POST") {
      const { password } = await request.clone().json();
      if (password !== "right") {
        return answer(401, { title: "Refused", status: 401, detail: "The address or the password is not right." });
      }
      isSignedIn = true;
    }
    if (request.method === "DELETE") {
      isSignedIn = false;
      return answer(204, undefined);
    }
    return isSignedIn ? answer(200, session) : answer(401, { title: "Sign in", status: 401, code: "unauthenticated" });
  });
});

afterEach(async () => {
  vi.unstubAllGlobals();
  forgetSession();
  await clearDrafts("dana");
});

function openPage(path: string) {
  const router = createAppRouter(createMemoryHistory({ initialEntries: [path] }));
  render(
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  return router;
}

it("asks who is there, says what is wrong in summary and title, and comes back to the page that was wanted", async () => {
  const router = openPage("/sign-out");
  const password = await screen.findByLabelText("Password");
  expect(router.state.location.search).toEqual({ from: "/sign-out" });

  fireEvent.change(screen.getByLabelText("Email address"), { target: { value: "dana@example.org" } });
  fireEvent.change(password, { target: { value: "wrong" } });
  fireEvent.submit(password.closest("form") as HTMLFormElement);
  await screen.findByText("The address or the password is not right.");
  await waitFor(() => expect(document.title).toBe("Error: Sign in – Transform"));

  await saveDraft({ userId: "dana", form: "interview:1", title: "Meeting with the chief nurse", values: {} });
  fireEvent.change(password, { target: { value: "right" } });
  fireEvent.submit(password.closest("form") as HTMLFormElement);
  await screen.findByRole("heading", { name: "You have 1 draft not sent" });
  expect(screen.getByText("All data here is made up.")).toBeDefined();
  expect(screen.getByText("Dana Whitlock")).toBeDefined();
});

it("keeps an unsent draft unless the person says otherwise, and sends the anti-forgery token", async () => {
  isSignedIn = true;
  await saveDraft({ userId: "dana", form: "interview:1", title: "Meeting with the chief nurse", values: {} });
  openPage("/sign-out");
  fireEvent.click(await screen.findByRole("button", { name: "Sign out and keep them here" }));
  await screen.findByRole("heading", { name: "Sign in" });
  expect(await listDrafts("dana")).toHaveLength(1);
  expect(sent.find((r) => r.method === "DELETE")?.headers.get("X-Anti-Forgery")).toBe("token");
});

it("says when a page is not here", async () => {
  openPage("/nowhere");
  expect(await screen.findByRole("heading", { name: "This page is not here" })).toBeDefined();
});

it("does not follow an address to another site after sign-in", async () => {
  const router = openPage("/sign-in?from=//evil.example");
  await screen.findByLabelText("Password");
  const password = screen.getByLabelText("Password");
  fireEvent.change(password, { target: { value: "right" } });
  fireEvent.submit(password.closest("form") as HTMLFormElement);
  await waitFor(() => expect(router.state.location.href).toBe("/"));
});
