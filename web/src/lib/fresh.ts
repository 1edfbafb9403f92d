/** Computed figures follow writes: each write names its place in the workspace's sequence, and a reader may wait for it. */

let latest: number | undefined;

/** Notes the sequence that a write answered with. */
export function noteSequence(response: Response): void {
  const sequence = Number(response.headers.get("Change-Sequence") ?? Number.NaN);
  if (Number.isInteger(sequence) && (latest === undefined || sequence > latest)) latest = sequence;
}

/** For the query of a computed resource: no older than this browser's own last write. */
export function atLeast(): { atLeast?: number } {
  return latest === undefined ? {} : { atLeast: latest };
}

/** Another workspace counts anew. */
export function forgetSequence(): void {
  latest = undefined;
}

const patience = 20;

type Options = { send?: typeof fetch; wait?: (milliseconds: number) => Promise<void> };

/** Asks again for as long as a figure is being computed (202 with Retry-After), and then gives up with 503. */
export async function fetchWhenReady(
  request: Request,
  { send = fetch, wait = sleep }: Options = {},
): Promise<Response> {
  for (let attempt = 0; attempt < patience; attempt++) {
    const response = await send(request.clone());
    const isComputing = request.method === "GET" && response.status === 202 && response.headers.has("Retry-After");
    if (!isComputing) return response;
    await wait(Math.max(0.2, Number(response.headers.get("Retry-After")) || 1) * 1000);
    request.signal.throwIfAborted();
  }
  const problem = {
    title: "The figures are still being worked out",
    status: 503,
    code: "computing",
    detail: "This takes longer than usual. Come back in a minute: nothing is lost.",
  };
  return new Response(JSON.stringify(problem), {
    status: 503,
    headers: { "Content-Type": "application/problem+json" },
  });
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
