import type { GraphQLFormattedError } from "graphql";
import { createStore } from "../../pages/store.ts";

/** Why a field of a response is missing. */
export interface Failure {
  /** The field on `Customer`: `finance`, `relationship`, `contacts`. Empty if the whole response failed. */
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

const CONTAINERS = new Set<unknown>(["nodes", "edges", "node"]);

const fieldOf = (path: readonly (string | number)[] = []): string => {
  const [, ...inside] = path.filter((part) => typeof part === "string" && !CONTAINERS.has(part));
  return String(inside[0] ?? "");
};

const failureOf = ({ path, message, extensions }: GraphQLFormattedError): Failure => ({
  field: fieldOf(path),
  code: String(extensions?.code ?? "INTERNAL_SERVER_ERROR"),
  message,
});

const NONE: readonly Failure[] = [];

/**
 * Remembers which fields failed in the last response to each query. The cache stores a failed field
 * as null, so a page shown from the cache could not tell it from an empty one.
 */
export const createFailures = () => {
  const store = createStore<ReadonlyMap<string, readonly Failure[]>>(new Map());

  return {
    subscribe: store.subscribe,
    of: (question: string): readonly Failure[] => store.get().get(question) ?? NONE,
    note: (question: string, errors: readonly GraphQLFormattedError[] = []): void => {
      if (errors.length === 0 && !store.get().has(question)) return;
      const byField = new Map(errors.map((error) => [fieldOf(error.path), failureOf(error)]));
      const failures = new Map(store.get());
      if (byField.size > 0) failures.set(question, [...byField.values()]);
      else failures.delete(question);
      store.set(failures);
    },
  };
};

export type Failures = ReturnType<typeof createFailures>;

/** Key of a query: its operation name and the customer's id. */
export const questionOf = (operation: string, id: unknown = ""): string => `${operation} ${id}`;
