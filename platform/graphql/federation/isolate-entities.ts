import {
  type DirectiveNode,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
} from "graphql";
import { type Entities, type EntityType, type KeyFields, readRepresentation } from "./read-representation.ts";

const directivesOf = ({ astNode, extensionASTNodes }: EntityType): DirectiveNode[] =>
  [astNode, ...extensionASTNodes].flatMap((node) => node?.directives ?? []);

const fieldsOf = ({ selections }: SelectionSetNode): KeyFields =>
  new Map(
    selections.flatMap((selection) =>
      selection.kind === Kind.FIELD
        ? [[selection.name.value, selection.selectionSet ? fieldsOf(selection.selectionSet) : new Map()] as const]
        : [],
    ),
  );

const isKey = ({ name }: DirectiveNode): boolean => name.value === "key" || name.value.endsWith("__key");

/** The fields of a `@key` directive. */
const keyOf = ({ arguments: given = [] }: DirectiveNode): KeyFields => {
  const fields = given.find(({ name }) => name.value === "fields")?.value;
  const [operation] = fields?.kind === Kind.STRING ? parse(`{ ${fields.value} }`).definitions : [];
  return operation?.kind === Kind.OPERATION_DEFINITION ? fieldsOf(operation.selectionSet) : new Map();
};

const entitiesOf = (schema: GraphQLSchema): Entities =>
  new Map(
    Object.values(schema.getTypeMap()).flatMap((type) => {
      if (!isObjectType(type) && !isInterfaceType(type)) return [];
      const keys = directivesOf(type).filter(isKey).map(keyOf);
      return keys.length > 0 ? [[type.name, { type, keys }] as const] : [];
    }),
  );

/**
 * Answers every representation in `_entities` separately: one that is invalid, or whose resolver throws, is an error of
 * its item, and the others are answered.
 */
export const isolateEntities = (schema: GraphQLSchema): GraphQLSchema => {
  const field = schema.getQueryType()?.getFields()._entities;
  const resolve = field?.resolve;
  if (!resolve) return schema;
  const entities = entitiesOf(schema);
  field.resolve = (source, { representations }: { representations: readonly unknown[] }, context, info) =>
    representations.map(async (given, index) => {
      const read = readRepresentation(entities, given, index);
      return (resolve(source, { representations: [read] }, context, info) as unknown[])[0];
    });
  return schema;
};
