import type { ApolloServerOptions, BaseContext } from "@apollo/server";

type Settings = Exclude<ApolloServerOptions<BaseContext>["persistedQueries"], false | undefined>;

/** Where Apollo Server looks up the text of a hash, and keeps one that a client sent with its hash. */
export type PersistedQueries = NonNullable<Settings["cache"]>;

const MOST_TEXTS = 5_000;
const MOST_CHARACTERS = 16 * 1_048_576;

/**
 * The automatic persisted queries of one process: texts that were parsed and valid, by hashes that Apollo Server has checked. Bounded
 * in number and in characters, since many tiny texts take more memory than they have characters; the longest unused goes first.
 */
export const createPersistedQueries = (most = { texts: MOST_TEXTS, characters: MOST_CHARACTERS }): PersistedQueries => {
  const texts = new Map<string, string>();
  let characters = 0;

  const forget = (hash: string): boolean => {
    characters -= texts.get(hash)?.length ?? 0;
    return texts.delete(hash);
  };
  const keep = (hash: string, text: string): void => {
    forget(hash);
    texts.set(hash, text);
    characters += text.length;
  };

  return {
    get: async (hash) => {
      const text = texts.get(hash);
      if (text !== undefined) keep(hash, text);
      return text;
    },
    set: async (hash, text) => {
      keep(hash, text);
      for (const oldest of texts.keys()) {
        if (texts.size <= most.texts && characters <= most.characters) return;
        forget(oldest);
      }
    },
    delete: async (hash) => forget(hash),
  };
};
