import type { IncomingMessage, ServerResponse } from "node:http";
import { EXPLAIN_HEADER } from "../observability/explain/header.ts";

const ALLOWED_HEADERS = [
  "authorization",
  "content-type",
  "apollo-require-preflight",
  "x-apollo-operation-name",
  "apollographql-client-name",
  "apollographql-client-version",
  "x-request-id",
  EXPLAIN_HEADER,
].join(", ");

/** Answers browsers of the given origins, compared exactly; returns true if the request was a preflight and is done. */
export type Cors = (request: IncomingMessage, response: ServerResponse) => boolean;

/** No origin is ever allowed with cookies: only the `Authorization` header authenticates. */
export const createCors = (origins: readonly string[]): Cors => {
  const allowed: ReadonlySet<string> = new Set(origins);

  return ({ method, headers }, response) => {
    const { origin } = headers;
    response.setHeader("vary", "origin");
    const isAllowed = origin !== undefined && allowed.has(origin);
    if (isAllowed) {
      response.setHeader("access-control-allow-origin", origin);
      response.setHeader("access-control-expose-headers", "x-request-id, retry-after");
    }
    if (method !== "OPTIONS") return false;

    if (isAllowed) {
      response.setHeader("access-control-allow-methods", "GET, POST");
      response.setHeader("access-control-allow-headers", ALLOWED_HEADERS);
      response.setHeader("access-control-max-age", "600");
      if (headers["access-control-request-private-network"])
        response.setHeader("access-control-allow-private-network", "true");
    }
    response.writeHead(204).end();
    return true;
  };
};
