import createClient, { type Middleware } from "openapi-fetch";
import createQueryClient from "openapi-react-query";
import type { paths } from "../api/schema";
import { fetchWhenReady, noteSequence } from "./fresh";
import { idempotencyKey } from "./records";

const base = "/api/v1";

/** The contract's operations, as a caller meets them: an answer "still computing" (202) is waited out before it is seen. */
type Operations = {
  [Path in keyof paths]: { [Method in keyof paths[Path]]: Settled<paths[Path][Method]> };
};

type Settled<Operation> = Operation extends { responses: infer Responses }
  ? Omit<Operation, "responses"> & { responses: Omit<Responses, 202> }
  : Operation;

let antiForgeryToken: string | undefined;
let whenSignedOut: (() => void) | undefined;

/** The session's token, which every write must carry. */
export function noteAntiForgeryToken(token: string | undefined): void {
  antiForgeryToken = token;
}

/** What to do when the service says that the session has ended. */
export function onSignedOut(action: () => void): void {
  whenSignedOut = action;
}

const habits: Middleware = {
  onRequest({ request }) {
    if (request.method !== "GET" && antiForgeryToken) request.headers.set("X-Anti-Forgery", antiForgeryToken);
    // A form that may be sent again gives its own key; this one only guards against a network's repeats.
    if (request.method === "POST" && !request.headers.has("Idempotency-Key")) {
      request.headers.set("Idempotency-Key", idempotencyKey()["Idempotency-Key"]);
    }
    return request;
  },
  onResponse({ request, response }) {
    noteSequence(response);
    if (response.status === 401 && !request.url.endsWith("/session")) whenSignedOut?.();
  },
};

/** For a call outside React: `client.GET("/programmes")`. */
export const client = createClient<Operations>({
  baseUrl: `${globalThis.location?.origin ?? ""}${base}`,
  credentials: "same-origin",
  fetch: (request: Request) => fetchWhenReady(request),
});

client.use(habits);

/** For components: `api.useQuery("get", "/programmes")`, `api.useMutation("post", …)`. */
export const api = createQueryClient(client);
