import type { FieldNode, GraphQLSchema } from "graphql";
import { isNonNullType, isObjectType, Kind } from "graphql";
import type { Denials } from "../authorization/denials.ts";
import type { Conditions } from "./conditions.ts";
import type { Operation } from "./operation.ts";
import { selectedFields } from "./selected-fields.ts";

const withRootFields = (operation: Operation, selections: readonly FieldNode[]): Operation => {
  const { document, definition } = operation;
  const only = { ...definition, selectionSet: { kind: Kind.SELECTION_SET, selections } } as const;
  const definitions = document.definitions.map((each) => (each === definition ? only : each));
  return { ...operation, definition: only, document: { ...document, definitions } };
};

/** The same operation with only one of its root fields, by the client's response key. */
export const withOneRootField = (
  schema: GraphQLSchema,
  operation: Operation,
  conditions: Conditions,
  key: string,
): Operation => {
  const { definition } = operation;
  const root = schema.getRootType(definition.operation);
  if (!isObjectType(root)) return operation;
  const fields = selectedFields(schema, operation, conditions, root, [definition.selectionSet]).get(key) ?? [];
  return withRootFields(operation, fields);
};

/** The root fields of a mutation that run for a viewer: a denied non-null one ends it. */
export const allowedRootFields = (
  schema: GraphQLSchema,
  operation: Operation,
  conditions: Conditions,
  denials: Denials,
): Operation => {
  const { definition } = operation;
  const root = schema.getRootType(definition.operation);
  if (!isObjectType(root) || definition.operation !== "mutation") return operation;
  const allowed: FieldNode[] = [];
  for (const fields of selectedFields(schema, operation, conditions, root, [definition.selectionSet]).values()) {
    const isDenied = fields.some((each) => denials.ofField(each, root.name));
    if (!isDenied) allowed.push(...fields);
    else if (isNonNullType(root.getFields()[fields[0]?.name.value ?? ""]?.type)) break;
  }
  return withRootFields(operation, allowed);
};
