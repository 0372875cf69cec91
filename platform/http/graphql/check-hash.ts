import { Refusal } from "../../graphql/errors.ts";
import { isRecord } from "../../values/is-record.ts";
import type { RequestEnvelope } from "./request-envelope.ts";

const extensionsOf = ({ method, search, body }: RequestEnvelope): unknown => {
  if (method !== "GET") return isRecord(body) ? body.extensions : undefined;
  try {
    return JSON.parse(new URLSearchParams(search).get("extensions") ?? "null");
  } catch {
    return undefined;
  }
};

/** Refuses a persisted query hash that is not a string: Apollo Server uses it without checking. */
export const checkHash = (envelope: RequestEnvelope): void => {
  const extensions = extensionsOf(envelope);
  const persistedQuery = isRecord(extensions) ? extensions.persistedQuery : undefined;
  if (!isRecord(persistedQuery) || typeof persistedQuery.sha256Hash === "string") return;
  throw new Refusal(
    "BAD_REQUEST",
    "`extensions.persistedQuery.sha256Hash` must be a string, the SHA-256 of the query in hexadecimal digits.",
    { extensions: { http: { status: 400 } } },
  );
};
