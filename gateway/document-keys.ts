import type { DocumentNode } from "graphql";
import { Kind, print } from "graphql";

const namesIn = ({ definitions }: DocumentNode): readonly string[] =>
  definitions.flatMap((each) => (each.kind === Kind.OPERATION_DEFINITION ? [each.name?.value ?? ""] : []));

/**
 * Names operations by what they say: documents that say the same have one key, whether or not a request names the only operation there
 * is. Each document is printed once for each of its operations; a name that none of them has is not remembered.
 */
export const createDocumentKeys = () => {
  const known = new WeakMap<DocumentNode, Map<string, string>>();
  return (document: DocumentNode, operationName: string | null | undefined): string => {
    const given = operationName ?? "";
    const byName = known.get(document) ?? new Map<string, string>();
    const remembered = byName.get(given);
    if (remembered !== undefined) return remembered;
    const names = namesIn(document);
    const name = given || (names.length === 1 ? names[0] : "");
    const key = `${name}\n${print(document)}`;
    if (given && !names.includes(given)) return key;
    if (byName.size === 0) known.set(document, byName);
    byName.set(given, key);
    return key;
  };
};
