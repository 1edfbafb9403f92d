// Stands in until openapi.yaml is written from the service; "npm run api" replaces it.
type Problem = { type?: string; title: string; status: number; detail?: string; code?: string; traceId?: string; errors?: Record<string, string[]> };
type Failure = { content: { "application/problem+json": Problem } };
type Json<T> = { content: { "application/json": T } };
type None = { parameters: { query?: never; header?: never; path?: never; cookie?: never } };

export interface components {
  schemas: {
    Session: {
      user: { id: string; name: string; email: string; role: "administrator" | "programmeLead" | "contributor" | "systemLeader" };
      workspace: { id: string; name: string };
      scopes: string[];
      antiForgeryToken: string;
      madeUp: boolean;
    };
    Setup: { needed: boolean; madeUp: boolean; demoUsers?: { role: string; email: string; password: string }[] };
  };
}

export interface paths {
  "/setup": {
    get: None & { responses: { 200: Json<components["schemas"]["Setup"]>; default: Failure } };
    post: None & {
      requestBody: Json<{ workspaceName: string; name: string; email: string; password: string }>;
      responses: { 201: Json<components["schemas"]["Session"]>; 409: Failure; 400: Failure };
    };
  };
  "/session": {
    get: None & { responses: { 200: Json<components["schemas"]["Session"]>; 401: Failure } };
    post: None & {
      requestBody: Json<{ email: string; password: string }>;
      responses: { 200: Json<components["schemas"]["Session"]>; 401: Failure; 429: Failure };
    };
    delete: None & { responses: { 204: { content?: never }; 401: Failure } };
  };
}
