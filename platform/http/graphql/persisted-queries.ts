import { type BoundedCache, createBoundedCache } from "./bounded-cache.ts";

/** Where Apollo Server looks up the text of a hash, and stores one that a client sent with its hash. */
export type PersistedQueries = BoundedCache<string>;

const MOST_TEXTS = 5_000;
const MOST_CHARACTERS = 16 * 1_048_576;

/**
 * The automatic persisted queries of one process: parsed and valid texts, by hashes that Apollo Server has checked.
 * Bounded in number and in characters, since many tiny texts take more memory than their characters; the least recently
 * used goes first.
 */
export const createPersistedQueries = (most = { texts: MOST_TEXTS, characters: MOST_CHARACTERS }): PersistedQueries =>
  createBoundedCache({ entries: most.texts, length: most.characters }, (text) => text.length);
