import type { DocumentNode } from "graphql";
import { print } from "graphql";

/** Names operations by what they say: documents that say the same have one key. Each document is printed once. */
export const createDocumentKeys = () => {
  const known = new WeakMap<DocumentNode, Map<string, string>>();
  return (document: DocumentNode, operationName: string | null | undefined): string => {
    const name = operationName ?? "";
    const byName = known.get(document) ?? new Map<string, string>();
    const key = byName.get(name) ?? `${name}\n${print(document)}`;
    if (byName.size === 0) known.set(document, byName);
    byName.set(name, key);
    return key;
  };
};
