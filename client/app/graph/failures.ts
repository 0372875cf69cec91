import type { GraphQLFormattedError } from "graphql";
import { createStore } from "../../pages/store.ts";

/** Why a field of an answer is missing. */
export interface Failure {
  /** The field of the customer: `finance`, `relationship`, `contacts`. Empty when it is the whole answer. */
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
 * What the last answer to each question lacked. The cache keeps a failed field as null, as if nothing were there: this is how a page
 * still knows the difference when it is shown again from the cache.
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

/** How a question is known here: by its operation, and the customer that it is about. */
export const questionOf = (operation: string, id: unknown = ""): string => `${operation} ${id}`;
