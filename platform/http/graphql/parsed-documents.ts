import type { DocumentNode } from "graphql";
import { type BoundedCache, createBoundedCache } from "./bounded-cache.ts";

const MOST_DOCUMENTS = 5_000;
const MOST_CHARACTERS = 30 * 1_048_576;

/** The approximate size of a document: its nodes, and its text, which they retain with all comments and whitespace. */
const lengthOf = (document: DocumentNode): number =>
  JSON.stringify(document).length + (document.loc?.source.body.length ?? 0);

/**
 * The parsed and validated documents of one process, by the hashes of their texts. Apollo Server's own store does not
 * count the texts: a short document with a long comment would be kept as if it were small.
 */
export const createParsedDocuments = (
  most = { documents: MOST_DOCUMENTS, characters: MOST_CHARACTERS },
): BoundedCache<DocumentNode> => createBoundedCache({ entries: most.documents, length: most.characters }, lengthOf);
