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

/** A place in a field's arguments, at any depth. */
export interface Place {
  /** Dotted path from the argument inward. */
  readonly path: string;
  /** Such as `CustomerFilter.parentId`, or `Query.customer.id` for an argument. */
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

/** Whether an input type is recursive, as conditions are, and so has infinitely many places. */
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

/** All places in arguments that take a value rather than an input object. */
export const leavesOf = (definitions: readonly Definition[], owner: string, above = ""): Place[] =>
  definitions.flatMap((definition) => {
    const place = placeOf(definition, owner, above);
    if (containsItself(place.type)) return [];
    return isInputObjectType(place.type)
      ? leavesOf(Object.values(place.type.getFields()), place.type.name, place.path)
      : [place];
  });

/**
 * Decides which places to fill, and with what; `undefined` omits a place. An input object must be
 * wanted too.
 */
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

/** Values of arguments or input fields. Required ones are always included, recursive conditions never. */
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
