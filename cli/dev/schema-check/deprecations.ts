import { type GraphQLSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from "graphql";

/** The end of a deprecation's reason: the day from which what it stands at may be gone, the first of a quarter. */
const REMOVAL = /Removed on or after (\d{4}-(?:01|04|07|10)-01)\.$/;

interface Deprecatable {
  readonly name: string;
  readonly deprecationReason?: string | null;
}

/** Every deprecation of a schema, by its coordinate. */
const deprecationsOf = (schema: GraphQLSchema): [coordinate: string, reason: string][] => {
  const found: [string, string][] = [];
  const look = (at: string, { deprecationReason }: Deprecatable) => {
    if (deprecationReason) found.push([at, deprecationReason]);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith("__")) continue;
    if (isEnumType(type)) for (const value of type.getValues()) look(`${type.name}.${value.name}`, value);
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      look(`${type.name}.${field.name}`, field);
      for (const arg of "args" in field ? field.args : []) look(`${type.name}.${field.name}(${arg.name}:)`, arg);
    }
  }
  return found;
};

/** Deprecations that do not say by when clients must have moved. */
export const undatedDeprecations = (schema: GraphQLSchema): string[] =>
  deprecationsOf(schema)
    .filter(([, reason]) => !REMOVAL.test(reason))
    .map(
      ([at, reason]) =>
        `${at}: "${reason}" must end with "Removed on or after", the first day of a quarter and a full stop.`,
    );
