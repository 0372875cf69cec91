import {
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isLeafType,
  isRequiredArgument,
} from "graphql";

type Field = GraphQLField<unknown, unknown>;

/** Whether the field is `@external`: sent by another subgraph. */
export const isExternal = ({ astNode }: Field): boolean =>
  astNode?.directives?.some(({ name }) => name.value === "external") ?? false;

/**
 * Selects a field once, or, if it requires an enum argument, once per value. Aliases begin with the
 * field's name.
 */
const spellings = (field: Field, suffix = ""): string[] => {
  const [argument, ...others] = field.args.filter(isRequiredArgument);
  if (!argument) return [suffix ? `${field.name}${suffix}: ${field.name}` : field.name];
  const type = getNamedType(argument.type);
  if (!isEnumType(type) || others.length > 0) throw new Error(`say how ${field.name} is to be selected`);
  return type.getValues().map(({ name }) => `${field.name}_${name}${suffix}: ${field.name}(${argument.name}: ${name})`);
};

/**
 * Field names with different types on different object types, which one query can select only under
 * aliases.
 */
const ambiguous = (types: readonly GraphQLObjectType[]): ReadonlySet<string> => {
  const known = new Map<string, string>();
  const twice = new Set<string>();
  for (const field of types.flatMap((type) => Object.values(type.getFields()))) {
    const type = String(field.type);
    if ((known.get(field.name) ?? type) !== type) twice.add(field.name);
    known.set(field.name, type);
  }
  return twice;
};

/**
 * A selection of everything on a type. On a recursive type, and in `nodes` next to `edges`, only
 * leaves are selected again: this bounds the size and still covers every field of the schema.
 */
export const selectionOf = (
  schema: GraphQLSchema,
  type: GraphQLCompositeType,
  above: readonly string[] = [],
  aliased: ReadonlySet<string> = new Set(),
): string => {
  const fields: Field[] =
    "getFields" in type ? Object.values(type.getFields()).filter((field) => !isExternal(field)) : [];
  const isKnown = above.includes(type.name);
  const within = [...above, type.name];
  const parts = fields.flatMap((field) => {
    const named = getNamedType(field.type);
    const suffix = aliased.has(field.name) ? `_${type.name}` : "";
    if (isLeafType(named)) return spellings(field, suffix);
    if (isKnown || !isCompositeType(named)) return [];
    const besides = field.name === "nodes" && fields.some(({ name }) => name === "edges");
    return spellings(field, suffix).map(
      (spelled) => `${spelled} ${selectionOf(schema, named, besides ? [...within, named.name] : within)}`,
    );
  });
  const possible = isAbstractType(type) && !isKnown ? schema.getPossibleTypes(type) : [];
  const twice = ambiguous(possible);
  const fragments = possible.map(
    (each) => `... on ${each.name} ${selectionOf(schema, each, [...above, type.name], twice)}`,
  );
  return `{ ${["__typename", ...parts, ...fragments].join(" ")} }`;
};
