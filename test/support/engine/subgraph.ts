import type { Store } from "./store.ts";

// biome-ignore lint/suspicious/noExplicitAny: parents and arguments are whatever the subgraph's SDL says.
type Untyped = any;

export type Resolver = (parent: Untyped, args: Untyped, context: EngineContext) => unknown;

/** What resolvers of the second supergraph are given, in a subgraph and in the merged schema alike. */
export interface EngineContext {
  readonly store: Store;
  /** Throws where a test wants a field to fail; `key` tells one object of a type from another. */
  readonly fault: (coordinate: string, key: string) => void;
}

/** One subgraph of the second supergraph. Its resolvers find everything by key, so that they serve the merged schema too. */
export interface EngineSubgraph {
  readonly name: string;
  readonly sdl: string;
  readonly resolvers: Record<string, Record<string, Resolver>>;
}

export const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", "@provides", "@override", "@interfaceObject", "@inaccessible"])`;
