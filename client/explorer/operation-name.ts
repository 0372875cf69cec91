import { Kind, parse } from "graphql";

/** Names of the operations in a document; empty if it does not parse. */
const namesIn = (document: string): readonly (string | undefined)[] => {
  try {
    const { definitions } = parse(document);
    return definitions.flatMap((each) => (each.kind === Kind.OPERATION_DEFINITION ? [each.name?.value] : []));
  } catch {
    return [];
  }
};

/**
 * Name of the operation to run. GraphiQL updates its own shortly after the document changes, so it
 * may be outdated.
 */
export const operationNameIn = (document: string, noticed: string | null | undefined): string | undefined => {
  const names = namesIn(document);
  return names.find((name) => name !== undefined && name === noticed) ?? (names.length === 1 ? names[0] : undefined);
};
