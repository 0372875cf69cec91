import type { PersistedQueries } from "../../platform/http/graphql/persisted-queries.ts";
import type { TrustedDocuments } from "./manifest.ts";

/** Apollo Server puts it before every key. */
const PREFIX = /^apq:/;

/** The list as Apollo Server looks hashes up in it: what is not on it is never added. */
export const listedOnly = (documents: TrustedDocuments): PersistedQueries => ({
  get: async (key) => documents.get(key.replace(PREFIX, ""))?.text,
  set: async () => undefined,
  delete: async () => false,
});
