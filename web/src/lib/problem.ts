/** Problem details (RFC 9457) as the API sends them, and what a form makes of them. */

export type Problem = {
  type?: string;
  title: string;
  status: number;
  detail?: string;
  code?: string;
  traceId?: string;
  /** By JSON pointer into the body: {"/title": ["Give it a title."]} */
  errors?: Record<string, string[]>;
};

export type FieldErrors = Record<string, string>;

export function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null && "title" in value && "status" in value;
}

const plainWords: Record<string, string> = {
  stale: "Somebody else saved this since you opened it. Your words are kept here: compare, then save again.",
  unauthenticated: "You are signed out. Sign in again; what you typed is kept.",
  forbidden: "Your role does not allow this.",
  "not-found": "This is not here, or it is not open to you.",
  "rate-limited": "Too many requests. Wait a moment, then try again.",
  unavailable: "The service is not answering just now. What you typed is kept; try again in a moment.",
  offline: "There is no connection. What you typed is kept on this device.",
};

/** Anything that can go wrong, as one problem: also a lost connection, which has no answer at all. */
export function asProblem(error: unknown): Problem {
  if (isProblem(error)) return error;
  if (error instanceof TypeError) return { title: "No connection", status: 0, code: "offline" };
  return { title: "Something went wrong", status: 500, detail: "Try again. If it stays, tell your administrator." };
}

/** One sentence a person can act on. */
export function problemWords(error: unknown): string {
  const problem = asProblem(error);
  return (problem.code && plainWords[problem.code]) || problem.detail || problem.title;
}

/**
 * The first message of each field, keyed as the form names its fields: "/focus/0/share" is "focus.0.share".
 * Without an error there are none, so a form may always ask.
 */
export function fieldErrors(error: unknown): FieldErrors {
  if (!isProblem(error) || !error.errors) return {};
  const fields: FieldErrors = {};
  for (const [pointer, messages] of Object.entries(error.errors)) {
    const message = messages[0];
    if (message) fields[fieldName(pointer)] = message;
  }
  return fields;
}

function fieldName(pointer: string): string {
  return pointer
    .replace(/^[#/]+/, "")
    .split("/")
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((part) => part.charAt(0).toLowerCase() + part.slice(1))
    .join(".");
}
