import type { DocumentNode, FragmentDefinitionNode, OperationDefinitionNode, SelectionSetNode } from "graphql";
import { GraphQLError, Kind } from "graphql";
import { conditionVariables } from "./conditions.ts";

/** One operation of a client's document, with what belongs to it. */
export interface Operation {
  readonly document: DocumentNode;
  readonly definition: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** The variables of its `@skip` and `@include`, in a fixed order. */
  readonly conditions: readonly string[];
  /** Whether it asks about the schema. */
  readonly introspects: boolean;
}

const refuse = (message: string) => new GraphQLError(message, { extensions: { code: "BAD_USER_INPUT" } });

const findDefinition = ({ definitions }: DocumentNode, name: string | null | undefined) => {
  const operations = definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  const isNamed = typeof name === "string";
  if (!isNamed && operations.length > 1) throw refuse("Say with operationName which operation of the document to run.");
  const found = isNamed ? operations.find((each) => each.name?.value === name) : operations[0];
  if (!found) throw refuse(isNamed ? `The document has no operation "${name}".` : "The document has no operation.");
  return found;
};

/** Picks the operation to run out of a valid document. */
export const selectOperation = (document: DocumentNode, operationName: string | null | undefined): Operation => {
  const definition = findDefinition(document, operationName);
  if (definition.operation === "subscription") {
    throw new GraphQLError("This gateway does not support subscriptions.", {
      extensions: { code: "OPERATION_REFUSED" },
    });
  }
  if (definition.variableDefinitions?.some(({ variable }) => variable.name.value === "__proto__")) {
    throw refuse("A variable cannot be called $__proto__.");
  }
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of document.definitions)
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);

  const conditions = new Set<string>();
  const seen = new Set<string>();
  let introspects = false;
  const walk = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      for (const name of conditionVariables(selection)) conditions.add(name);
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(selection.name.value);
        if (!fragment || seen.has(fragment.name.value)) continue;
        seen.add(fragment.name.value);
        walk(fragment.selectionSet);
        continue;
      }
      if (selection.kind === Kind.FIELD && /^__(schema|type)$/.test(selection.name.value)) introspects = true;
      else if (selection.selectionSet) walk(selection.selectionSet);
    }
  };
  walk(definition.selectionSet);
  return { document, definition, fragments, conditions: [...conditions].sort(), introspects };
};
