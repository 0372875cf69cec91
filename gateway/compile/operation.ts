import type { DocumentNode, FragmentDefinitionNode, OperationDefinitionNode } from "graphql";
import { GraphQLError, getOperationAST, Kind } from "graphql";
import { conditionVariables, eachSelection } from "./conditions.ts";

/** One operation of a client's document, with what belongs to it. */
export interface Operation {
  readonly document: DocumentNode;
  readonly definition: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** The variables of its `@skip` and `@include`, in a fixed order; not of those in what is left out whatever they are. */
  readonly conditions: readonly string[];
  /** Whether it asks about the schema. */
  readonly introspects: boolean;
}

const refuse = (message: string) => new GraphQLError(message, { extensions: { code: "BAD_USER_INPUT" } });

const LONGEST_NAME_SHOWN = 100;

/** Why a document has no operation of this name, or not just one where none is named; a client is told the names there are. */
export const noSuchOperation = ({ definitions }: DocumentNode, name: string | undefined): GraphQLError => {
  const operations = definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  const names = operations.flatMap((each) => (each.name ? [each.name.value] : []));
  const there = names.length > 0 ? `It has ${names.join(", ")}.` : "Its only one has no name: leave operationName out.";
  if (operations.length === 0) return refuse("The document has no operation.");
  if (name === undefined) return refuse(`Name the operation to run in operationName. ${there}`);
  return refuse(`The document has no operation "${name.slice(0, LONGEST_NAME_SHOWN)}". ${there}`);
};

/** The operation of a document that has only one. */
export const onlyOperation = (document: DocumentNode): OperationDefinitionNode => {
  const found = getOperationAST(document);
  if (!found) throw noSuchOperation(document, undefined);
  return found;
};

/** Reads what an operation of a valid document needs to be run, or refuses one that is not run here. */
export const readOperation = (document: DocumentNode, definition: OperationDefinitionNode): Operation => {
  if (definition.operation === "subscription") {
    throw new GraphQLError("This gateway does not support subscriptions.", {
      extensions: { code: "OPERATION_REFUSED" },
    });
  }
  if (definition.variableDefinitions?.some(({ variable }) => variable.name.value === "__proto__")) {
    throw refuse("A variable cannot be named $__proto__.");
  }
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of document.definitions)
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);

  const conditions = new Set<string>();
  let introspects = false;
  eachSelection(definition.selectionSet, fragments, new Map(), (selection) => {
    for (const name of conditionVariables(selection)) conditions.add(name);
    if (selection.kind !== Kind.FIELD || !/^__(schema|type)$/.test(selection.name.value)) return true;
    introspects = true;
    return false;
  });
  return { document, definition, fragments, conditions: [...conditions].sort(), introspects };
};
