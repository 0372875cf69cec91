import { Refusal } from "../../platform/graphql/errors.ts";
import type { RequestEnvelope } from "../../platform/http/graphql/request-envelope.ts";
import { isRecord } from "../../platform/values/is-record.ts";
import { idOf, type TrustedDocuments } from "./manifest.ts";

type Fields = Readonly<Record<string, unknown>>;

const refused = (code: "OPERATION_REFUSED" | "BAD_REQUEST", message: string): Refusal =>
  new Refusal(code, message, { extensions: { http: { status: 400 } } });

const checkText = (documents: TrustedDocuments, text: unknown): void => {
  if (typeof text === "string" && !documents.has(idOf(text)))
    throw refused("OPERATION_REFUSED", "This server only accepts listed documents: send the id of one, not its text.");
};

/** Apollo Server knows ids under the name from automatic persisted queries. */
const persistedQuery = (documentId: unknown): Fields => {
  if (typeof documentId !== "string") throw refused("BAD_REQUEST", "`documentId` must be a string.");
  return { version: 1, sha256Hash: documentId.replace(/^sha256:/, "") };
};

const bodyWithHash = ({ documentId, ...body }: Fields): Fields => {
  const id = persistedQuery(documentId);
  const extensions = isRecord(body.extensions) ? body.extensions : {};
  const { persistedQuery: given = id } = extensions;
  if (!isRecord(given) || given.sha256Hash !== id.sha256Hash)
    throw refused("BAD_REQUEST", "`documentId` and `extensions.persistedQuery` name different documents.");
  return { ...body, extensions: { ...extensions, persistedQuery: id } };
};

const searchWithHash = (search: URLSearchParams): string => {
  const ids = search.getAll("documentId");
  search.delete("documentId");
  if (ids.length > 1 || search.has("extensions"))
    throw refused("BAD_REQUEST", "Name the document once, by `documentId` or in `extensions`.");
  search.set("extensions", JSON.stringify({ persistedQuery: persistedQuery(ids[0]) }));
  return `?${search}`;
};

/**
 * Admits requests that name a listed document by `documentId` (as GraphQL over HTTP proposes) or persisted query hash,
 * or contain its exact text. Any other text is refused before it is parsed.
 */
export const admitTrusted =
  (documents: TrustedDocuments) =>
  (envelope: RequestEnvelope): RequestEnvelope => {
    if (envelope.method === "GET") {
      const search = new URLSearchParams(envelope.search);
      for (const text of search.getAll("query")) checkText(documents, text);
      return search.has("documentId") ? { ...envelope, search: searchWithHash(search) } : envelope;
    }
    if (!isRecord(envelope.body)) return envelope;
    const { query, ...rest } = envelope.body;
    const body = query === "" ? rest : envelope.body;
    checkText(documents, body.query);
    return { ...envelope, body: "documentId" in body ? bodyWithHash(body) : body };
  };
