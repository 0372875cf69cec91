import type { ExecutionResult, GraphQLError } from "graphql";

const isAt = (key: string, { path }: GraphQLError): boolean => path?.[0] === key;

/** A missing root field for which no subgraph gave a reason. */
const isUnexplained = ({ path, extensions: { code } }: GraphQLError): boolean =>
  path?.length === 1 && code === "DOWNSTREAM_INVALID_RESPONSE";

/**
 * A subgraph that nulls its whole response names the field that failed, not those nulled with it. If completion met one
 * of these first, it is replaced by the error of the field that failed. `aloneOf` completes the operation with one root
 * field, by the client's key.
 */
export const attributeErrors = (
  result: ExecutionResult,
  failedRootKeys: readonly string[],
  aloneOf: (key: string) => ExecutionResult,
): ExecutionResult => {
  const { data, errors = [] } = result;
  if (data || errors.some((error) => failedRootKeys.some((key) => isAt(key, error)))) return result;
  for (const key of failedRootKeys) {
    const alone = aloneOf(key);
    const causes = alone.data ? [] : (alone.errors ?? []).filter((error) => isAt(key, error));
    if (causes.length > 0)
      return { ...result, errors: [...causes, ...errors.filter((error) => !isUnexplained(error))] };
  }
  return result;
};
