import {
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isLeafType,
  isRequiredArgument,
} from "graphql";

type Field = GraphQLField<unknown, unknown>;

/** What another subgraph has to send before this one knows it. */
export const isExternal = ({ astNode }: Field): boolean =>
  astNode?.directives?.some(({ name }) => name.value === "external") ?? false;

/** A field once for every value of the enum that it wants, or once. */
const spellings = (field: Field): string[] => {
  const [argument, ...others] = field.args.filter(isRequiredArgument);
  if (!argument) return [field.name];
  const type = getNamedType(argument.type);
  if (!isEnumType(type) || others.length > 0) throw new Error(`say how ${field.name} is to be selected`);
  return type.getValues().map(({ name }) => `${field.name}_${name}: ${field.name}(${argument.name}: ${name})`);
};

/**
 * Everything of a type. What is met again on the way down is given by its leaves alone, and so are the nodes of a connection beside its
 * edges: what a selection holds is bounded by the schema, and nothing of the schema is missing in it.
 */
export const selectionOf = (
  schema: GraphQLSchema,
  type: GraphQLCompositeType,
  above: readonly string[] = [],
): string => {
  const fields: Field[] =
    "getFields" in type ? Object.values(type.getFields()).filter((field) => !isExternal(field)) : [];
  const isKnown = above.includes(type.name);
  const within = [...above, type.name];
  const parts = fields.flatMap((field) => {
    const named = getNamedType(field.type);
    if (isLeafType(named)) return spellings(field);
    if (isKnown || !isCompositeType(named)) return [];
    const besides = field.name === "nodes" && fields.some(({ name }) => name === "edges");
    return spellings(field).map(
      (spelled) => `${spelled} ${selectionOf(schema, named, besides ? [...within, named.name] : within)}`,
    );
  });
  const possible = isAbstractType(type) && !isKnown ? schema.getPossibleTypes(type) : [];
  const fragments = possible.map((each) => `... on ${each.name} ${selectionOf(schema, each, [...above, type.name])}`);
  return `{ ${["__typename", ...parts, ...fragments].join(" ")} }`;
};
