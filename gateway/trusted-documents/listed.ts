import type { PersistedQueries } from "../../platform/http/graphql/persisted-queries.ts";
import type { TrustedDocuments } from "./manifest.ts";

/** Apollo Server prefixes every key with it. */
const PREFIX = /^apq:/;

/** The list as the store in which Apollo Server looks up hashes: nothing is ever added. */
export const listedOnly = (documents: TrustedDocuments): PersistedQueries => ({
  get: async (key) => documents.get(key.replace(PREFIX, ""))?.text,
  set: async () => undefined,
  delete: async () => false,
});
