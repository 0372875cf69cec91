import { GraphQLError } from "graphql";

/** From this many on, errors of one field with the same message, differing only in list indexes, become one. */
const MOST_ALIKE = 10;

/** A field's path without list indexes. */
export const fieldPath = (path: readonly (string | number)[] = []): string =>
  JSON.stringify(path.filter((segment) => typeof segment === "string"));

const kindOf = ({ message, path, extensions: { code, service } }: GraphQLError): string =>
  JSON.stringify([message, code, service, fieldPath(path)]);

const withCount = (error: GraphQLError, count: number): GraphQLError => {
  if (count === 1) return error;
  const { message, nodes, path, extensions } = error;
  return new GraphQLError(message, { nodes, path, extensions: { ...extensions, count } });
};

/**
 * Merges many equal errors into one, with their number as `extensions.count`: those of a fetch that failed as a whole,
 * which comes as the same error again and again, and those of more than a few items. Others stay unchanged, in their
 * order.
 */
export const foldErrors = (errors: readonly GraphQLError[]): readonly GraphQLError[] => {
  if (errors.length < 2) return errors;
  const kinds = new Map<string, Map<GraphQLError, number>>();
  for (const error of errors) {
    const kind = kindOf(error);
    const alike = kinds.get(kind) ?? new Map<GraphQLError, number>();
    kinds.set(kind, alike.set(error, (alike.get(error) ?? 0) + 1));
  }
  const counts = new Map<GraphQLError, number>();
  for (const alike of kinds.values()) {
    const [first] = alike.keys();
    const total = [...alike.values()].reduce((sum, count) => sum + count, 0);
    if (alike.size > MOST_ALIKE && first) counts.set(first, total);
    else for (const [error, count] of alike) counts.set(error, count);
  }
  return counts.size === errors.length
    ? errors
    : [...new Set(errors)].flatMap((error) => {
        const count = counts.get(error);
        return count === undefined ? [] : [withCount(error, count)];
      });
};
