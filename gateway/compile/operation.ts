import type { DocumentNode, FragmentDefinitionNode, OperationDefinitionNode } from "graphql";
import { GraphQLError, getOperationAST, Kind } from "graphql";
import { beginningOf } from "../../platform/values/quoted.ts";
import { conditionVariables, eachSelection } from "./conditions.ts";

/** One operation of a client's document, with everything that belongs to it. */
export interface Operation {
  readonly document: DocumentNode;
  readonly definition: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /**
   * The variables of its `@skip` and `@include`, in a fixed order; without those inside selections that are omitted
   * whatever their values.
   */
  readonly conditions: readonly string[];
  /** Whether it uses introspection. */
  readonly introspects: boolean;
}

const refuse = (message: string) => new GraphQLError(message, { extensions: { code: "BAD_USER_INPUT" } });

const LONGEST_NAME_SHOWN = 100;

/** Why a document has no operation of this name, or several where none is named; the error lists the existing names. */
export const noSuchOperation = ({ definitions }: DocumentNode, name: string | undefined): GraphQLError => {
  const operations = definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  const names = operations.flatMap((each) => (each.name ? [each.name.value] : []));
  const there = names.length > 0 ? `It has ${names.join(", ")}.` : "Its only one has no name: leave operationName out.";
  if (operations.length === 0) return refuse("The document has no operation.");
  if (name === undefined) return refuse(`Name the operation to run in operationName. ${there}`);
  return refuse(`The document has no operation "${beginningOf(name, LONGEST_NAME_SHOWN)}". ${there}`);
};

/** The operation of a document that has exactly one. */
export const onlyOperation = (document: DocumentNode): OperationDefinitionNode => {
  const found = getOperationAST(document);
  if (!found) throw noSuchOperation(document, undefined);
  return found;
};

/** Extracts what is needed to run an operation of a valid document, or refuses one that is not supported here. */
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
