import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "../styles/nhsuk.scss";
import "../styles/base.css";
import "../styles/pictures.css";
import "../styles/conversations.css";
import "../styles/constraints.css";
import "../styles/records.css";
import "../styles/codebook.css";
import { onSignedOut } from "../lib/api";
import { forgetSession, mayBeSignedIn, queryClient, renewSession } from "./queries";
import { createAppRouter } from "./router";

const router = createAppRouter();

// The page that most people meet first is fetched while the service is asked who is there.
if (location.pathname === "/sign-in") void import("../features/access/SignIn");
if (location.pathname === "/") void (mayBeSignedIn() ? import("./Home") : import("../features/access/SignIn"));

// The session ended elsewhere: sign in again and come back to the same page. Drafts are kept.
onSignedOut(() => {
  const from = router.state.location.href;
  if (from.startsWith("/sign-in")) return;
  forgetSession();
  router.navigate({ to: "/sign-in", search: { from } });
});

addEventListener("online", () => {
  renewSession().catch(() => undefined); // still unreachable, or ended: the next request will tell
});

// Keeps the page itself on the device, so that it opens without a connection.
if (import.meta.env.PROD) navigator.serviceWorker?.register("/sw.js");

function show() {
  const root = document.getElementById("root");
  if (!root) throw new Error("The page has no root.");
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  );
}

// Until it is known which page this is, the bar that index.html brings stays where it stands.
void router.load().then(show, show);
