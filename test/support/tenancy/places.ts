import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLNamedInputType,
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
} from "graphql";

/** A place in the arguments of a field, at any depth. */
export interface Place {
  /** From the outside in. */
  readonly path: string;
  /** `CustomerFilter.parentId`, or `Query.customer.id` for an argument. */
  readonly coordinate: string;
  readonly name: string;
  readonly type: GraphQLNamedInputType;
  readonly isRequired: boolean;
}

type Definition = GraphQLArgument | GraphQLInputField;

const isRequired = (definition: Definition): boolean =>
  "extensions" in definition &&
  (isRequiredArgument(definition as GraphQLArgument) || isRequiredInputField(definition as GraphQLInputField));

const placeOf = (definition: Definition, owner: string, above: string): Place => ({
  path: above ? `${above}.${definition.name}` : definition.name,
  coordinate: `${owner}.${definition.name}`,
  name: definition.name,
  type: getNamedType(definition.type),
  isRequired: isRequired(definition),
});

/** Whether an input can be nested in itself, as conditions can. It has no end of places. */
const containsItself = (
  type: GraphQLNamedInputType,
  inside = type,
  seen = new Set<GraphQLNamedInputType>(),
): boolean => {
  if (!isInputObjectType(inside) || seen.has(inside)) return false;
  seen.add(inside);
  return Object.values(inside.getFields()).some((field) => {
    const named = getNamedType(field.type);
    return named === type || containsItself(type, named, seen);
  });
};

/** All places of arguments that hold a value and not a whole object. */
export const leavesOf = (definitions: readonly Definition[], owner: string, above = ""): Place[] =>
  definitions.flatMap((definition) => {
    const place = placeOf(definition, owner, above);
    if (containsItself(place.type)) return [];
    return isInputObjectType(place.type)
      ? leavesOf(Object.values(place.type.getFields()), place.type.name, place.path)
      : [place];
  });

/** Gives the value for a place, `undefined` to leave it out. Objects are asked for by their place as well, and must be wanted. */
export interface Fill {
  wants(place: Place): boolean;
  value(place: Place): unknown;
}

const filled = (type: GraphQLInputType, place: Place, fill: Fill): unknown => {
  if (isNonNullType(type)) return filled(type.ofType, place, fill);
  if (isListType(type)) {
    const value = filled(type.ofType, place, fill);
    return Array.isArray(value) || value === undefined ? value : [value];
  }
  return isInputObjectType(type)
    ? fillAll(Object.values(type.getFields()), type.name, fill, place.path)
    : fill.value(place);
};

/** The values of arguments, or of the fields of an input object. What is required is always there, and conditions never. */
export const fillAll = (
  definitions: readonly Definition[],
  owner: string,
  fill: Fill,
  above = "",
): Record<string, unknown> =>
  Object.fromEntries(
    definitions.flatMap((definition) => {
      const place = placeOf(definition, owner, above);
      if (!place.isRequired && (containsItself(place.type) || !fill.wants(place))) return [];
      const value = filled(definition.type, place, fill);
      return value === undefined ? [] : [[definition.name, value]];
    }),
  );
