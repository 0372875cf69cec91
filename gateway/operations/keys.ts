import type { DocumentNode, OperationDefinitionNode } from "graphql";
import { print } from "graphql";

/**
 * Keys operations by content: equal operations of equal documents have one key. Each document is printed once per
 * operation.
 */
export const createOperationKeys = () => {
  const known = new WeakMap<OperationDefinitionNode, string>();
  return (document: DocumentNode, operation: OperationDefinitionNode): string => {
    const key = known.get(operation) ?? `${operation.name?.value ?? ""}\n${print(document)}`;
    known.set(operation, key);
    return key;
  };
};
