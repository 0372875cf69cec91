import { Kind, parse } from "graphql";

/** Which operations a document has; none that cannot be read. */
const namesIn = (document: string): readonly (string | undefined)[] => {
  try {
    const { definitions } = parse(document);
    return definitions.flatMap((each) => (each.kind === Kind.OPERATION_DEFINITION ? [each.name?.value] : []));
  } catch {
    return [];
  }
};

/** The operation to run: GraphiQL notices a moment after the document that there is another one in the editor. */
export const operationNameIn = (document: string, noticed: string | null | undefined): string | undefined => {
  const names = namesIn(document);
  return names.find((name) => name !== undefined && name === noticed) ?? (names.length === 1 ? names[0] : undefined);
};
