import type { DocumentNode, OperationDefinitionNode } from "graphql";
import { Lru } from "../../platform/lru.ts";
import type { Conditions } from "../compile/conditions.ts";
import type { Executable } from "../compile/executable.ts";
import type { Operation } from "../compile/operation.ts";
import { readOperation } from "../compile/operation.ts";
import type { Variables } from "../compile/variables.ts";
import { createOperationKeys } from "./keys.ts";

/**
 * A client's operation with its compiled variants, keyed by the values of its conditions ("10" is true, false), then
 * after a line break by what viewers lack.
 */
export interface CachedOperation {
  readonly operation: Operation;
  readonly variants: Lru<string, Executable | Promise<Executable>>;
  uses: number;
  /** Set when the planner cannot leave the conditions open. */
  closed: boolean;
}

interface CacheOptions {
  /** Number of operations kept. */
  readonly size: number;
  /** Up to this many `@skip`/`@include` variables, each combination of values is compiled separately. */
  readonly maxConditions: number;
  readonly compile: (operation: Operation, conditions: Conditions, lacking: string) => Promise<Executable>;
}

const MAX_VARIANTS = 16;

const read = ({ conditions }: Operation, variant: string): [Conditions, lacking: string] => {
  const [values = ""] = variant.split("\n", 1);
  const decided = values ? conditions.map((name, index) => [name, values[index] === "1"] as const) : [];
  return [new Map(decided), variant.slice(values.length)];
};

/** Keeps compiled operations, bounded, and counts hits and misses. Concurrent misses wait for the same compilation. */
export const createOperationCache = ({ size, maxConditions, compile }: CacheOptions) => {
  const keyOf = createOperationKeys();
  const operations = new Lru<string, CachedOperation>(size);
  const counts = { hits: 0, misses: 0 };
  const compiled = { count: 0, milliseconds: 0, slowest: 0 };

  const compileVariant = async ({ operation, variants }: CachedOperation, variant: string): Promise<Executable> => {
    const start = performance.now();
    try {
      const executable = await compile(operation, ...read(operation, variant));
      variants.set(variant, executable);
      return executable;
    } catch (error) {
      variants.delete(variant);
      throw error;
    } finally {
      const elapsed = performance.now() - start;
      compiled.count++;
      compiled.milliseconds += elapsed;
      compiled.slowest = Math.max(compiled.slowest, elapsed);
    }
  };

  return {
    operation: (document: DocumentNode, definition: OperationDefinitionNode): CachedOperation => {
      const key = keyOf(document, definition);
      const known = operations.get(key);
      if (known) return known;
      const operation = readOperation(document, definition);
      const cached = {
        operation,
        variants: new Lru<string, Executable | Promise<Executable>>(MAX_VARIANTS),
        uses: 0,
        closed: false,
      };
      operations.set(key, cached);
      return cached;
    },
    /**
     * With more conditions than `maxConditions` a query has one variant, which decides while it runs, if all conditions
     * have values.
     */
    variant: ({ operation: { conditions, definition }, closed }: CachedOperation, variables: Variables): string =>
      conditions.length > maxConditions &&
      definition.operation === "query" &&
      !closed &&
      conditions.every((name) => typeof variables[name] === "boolean")
        ? ""
        : conditions.map((name) => (variables[name] === true ? "1" : "0")).join(""),
    /** The variants that requests can use, up to the number kept. */
    variants: ({ operation: { conditions, definition } }: CachedOperation): readonly string[] => {
      if (conditions.length > maxConditions && definition.operation === "query") return [""];
      const count = Math.min(2 ** conditions.length, MAX_VARIANTS);
      return Array.from({ length: count }, (_, index) =>
        conditions.length > 0 ? index.toString(2).padStart(conditions.length, "0") : "",
      );
    },
    executable: (cached: CachedOperation, variant: string): Executable | Promise<Executable> => {
      const known = cached.variants.get(variant);
      counts[known ? "hits" : "misses"]++;
      if (known) return known;
      const compiling = compileVariant(cached, variant);
      cached.variants.set(variant, compiling);
      return compiling;
    },
    mostUsed: (count: number): readonly CachedOperation[] =>
      [...operations.values()].sort((a, b) => b.uses - a.uses).slice(0, count),
    statistics: () => ({
      operations: { ...counts, size: operations.size, evicted: operations.evicted },
      compiled: { ...compiled },
    }),
  };
};
