import type { GraphQLSchema } from "graphql";
import { isObjectType, Kind } from "graphql";
import type { Conditions } from "./conditions.ts";
import type { Operation } from "./operation.ts";
import { selectedFields } from "./selected-fields.ts";

/** The same operation with only one of its root fields, by the client's response key. */
export const withOneRootField = (
  schema: GraphQLSchema,
  operation: Operation,
  conditions: Conditions,
  key: string,
): Operation => {
  const { document, definition } = operation;
  const root = schema.getRootType(definition.operation);
  if (!isObjectType(root)) return operation;
  const fields = selectedFields(schema, operation, conditions, root, [definition.selectionSet]).get(key) ?? [];
  const only = { ...definition, selectionSet: { kind: Kind.SELECTION_SET, selections: fields } } as const;
  const definitions = document.definitions.map((each) => (each === definition ? only : each));
  return { ...operation, definition: only, document: { ...document, definitions } };
};
