import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { isExternal } from "./selection.ts";

const OF_FEDERATION: ReadonlySet<string> = new Set(["_entities", "_service"]);

const fieldsOf = (type: GraphQLNamedType): GraphQLField<unknown, unknown>[] =>
  isObjectType(type) || isInterfaceType(type)
    ? Object.values(type.getFields()).filter((field) => !isExternal(field) && !OF_FEDERATION.has(field.name))
    : [];

/** The types that somebody who asks a subgraph can come to, also by entities. */
const typesWithinReach = (schema: GraphQLSchema): Set<GraphQLNamedType> => {
  const found = new Set<GraphQLNamedType>();
  const reach = (type: GraphQLNamedType | null | undefined): void => {
    if (!type || found.has(type)) return;
    found.add(type);
    for (const field of fieldsOf(type)) reach(getNamedType(field.type));
    if (isAbstractType(type)) for (const possible of schema.getPossibleTypes(type)) reach(possible);
  };
  for (const root of [schema.getQueryType(), schema.getMutationType(), schema.getType("_Entity")]) reach(root);
  return found;
};

/** Every field that a subgraph resolves for whoever asks, by its coordinate. */
export const coordinatesOf = (schema: GraphQLSchema): string[] =>
  [...typesWithinReach(schema)].flatMap((type) => fieldsOf(type).map(({ name }) => `${type.name}.${name}`));

/** The fields that operations select, by their coordinates. */
export const coordinatesIn = (schema: GraphQLSchema, texts: readonly string[]): Set<string> => {
  const found = new Set<string>();
  for (const text of texts) {
    const info = new TypeInfo(schema);
    const Field = () => {
      found.add(`${info.getParentType()?.name}.${info.getFieldDef()?.name}`);
    };
    visit(parse(text), visitWithTypeInfo(info, { Field }));
  }
  return found;
};
