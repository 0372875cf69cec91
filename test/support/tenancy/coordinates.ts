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

type Type = GraphQLNamedType | null | undefined;

/** The types reachable from the given ones through fields that pass the filter. */
export const typesWithinReach = (
  schema: GraphQLSchema,
  from: readonly Type[],
  passes: (coordinate: string) => boolean = () => true,
): Set<GraphQLNamedType> => {
  const found = new Set<GraphQLNamedType>();
  const reach = (type: Type): void => {
    if (!type || found.has(type)) return;
    found.add(type);
    for (const field of fieldsOf(type)) if (passes(`${type.name}.${field.name}`)) reach(getNamedType(field.type));
    if (isAbstractType(type)) for (const possible of schema.getPossibleTypes(type)) reach(possible);
  };
  for (const type of from) reach(type);
  return found;
};

/** The entry points of a subgraph. */
const rootsOf = (schema: GraphQLSchema): Type[] => [
  schema.getQueryType(),
  schema.getMutationType(),
  schema.getType("_Entity"),
];

/** Coordinates of every field that a subgraph resolves for a viewer. */
export const coordinatesOf = (schema: GraphQLSchema): string[] =>
  [...typesWithinReach(schema, rootsOf(schema))].flatMap((type) =>
    fieldsOf(type).map(({ name }) => `${type.name}.${name}`),
  );

/** Coordinates of the fields that operations select. */
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
