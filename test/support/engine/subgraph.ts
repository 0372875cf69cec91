import type { Store } from "./store.ts";

// biome-ignore lint/suspicious/noExplicitAny: parents and arguments are whatever the subgraph's SDL says.
type Untyped = any;

export type Resolver = (parent: Untyped, args: Untyped, context: EngineContext) => unknown;

/** Context of the resolvers in the engine's test graph, the same in a subgraph and in the merged schema. */
export interface EngineContext {
  readonly store: Store;
  /** Throws where a test wants a field to fail; `key` identifies the object within its type. */
  readonly fault: (coordinate: string, key: string) => void;
}

/**
 * A subgraph of the engine's test graph. Its resolvers find everything by key, so that they work in
 * the merged schema too.
 */
export interface EngineSubgraph {
  readonly name: string;
  readonly sdl: string;
  readonly resolvers: Record<string, Record<string, Resolver>>;
}

export const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", "@provides", "@override", "@interfaceObject", "@inaccessible"])`;
