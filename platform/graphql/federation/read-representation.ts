import {
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";
import { isRecord } from "../../values/is-record.ts";
import { shortened } from "../../values/quoted.ts";
import { Refusal } from "../errors.ts";

export type EntityType = GraphQLObjectType | GraphQLInterfaceType;

const quoted = (value: unknown): string => shortened(JSON.stringify(value) ?? String(value));

const refused = (path: string, value: unknown, right: string): Refusal =>
  new Refusal("BAD_USER_INPUT", `${path}: ${quoted(value)} is not accepted. ${right}`);

/** A field's value as its resolver would have returned it, so that later code can rely on its type. */
const readValue = (type: GraphQLOutputType, value: unknown, path: string): unknown => {
  const wrong = (): Refusal => refused(path, value, `Give ${type}.`);
  if (isNonNullType(type)) {
    if (value === null) throw wrong();
    return readValue(type.ofType, value, path);
  }
  if (value === null) return null;
  if (isListType(type)) {
    if (!Array.isArray(value)) throw wrong();
    return value.map((item, index) => readValue(type.ofType, item, `${path}.${index}`));
  }
  if (isLeafType(type)) {
    try {
      return type.parseValue(value);
    } catch {
      throw wrong();
    }
  }
  if (!isRecord(value)) throw wrong();
  return isObjectType(type) || isInterfaceType(type) ? readFields(type, value, path) : value;
};

/** The given fields of a type. Others are omitted: nothing may depend on them. */
const readFields = (type: EntityType, given: Readonly<Record<string, unknown>>, path: string): object => {
  const fields = type.getFields();
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => {
      const field = fields[name];
      return field ? [[name, readValue(field.type, value, `${path}.${name}`)]] : [];
    }),
  );
};

/** The entities of a subgraph by name, each with the field sets of its keys. */
export type Entities = ReadonlyMap<string, { readonly type: EntityType; readonly keys: readonly KeyFields[] }>;

/** The fields of a key, each with its subfields. */
export interface KeyFields extends ReadonlyMap<string, KeyFields> {}

const hasKey = (key: KeyFields, value: unknown): boolean =>
  Array.isArray(value)
    ? value.every((item) => hasKey(key, item))
    : [...key].every(([name, below]) => isRecord(value) && Object.hasOwn(value, name) && hasKey(below, value[name]));

/**
 * Parses a gateway's representation of one entity. Anything but a known type with a complete key and correctly typed
 * values is refused.
 */
export const readRepresentation = (entities: Entities, given: unknown, index: number): object => {
  const path = `representations.${index}`;
  const { __typename: name } = isRecord(given) ? given : {};
  const entity = typeof name === "string" ? entities.get(name) : undefined;
  if (!isRecord(given) || !entity) {
    throw refused(
      path,
      given,
      `Give an object with a key and, as __typename, one of ${[...entities.keys()].join(", ")}.`,
    );
  }
  if (!entity.keys.some((key) => hasKey(key, given))) {
    throw refused(
      path,
      given,
      `Give a key of ${name}: ${entity.keys.map((key) => [...key.keys()].join(" ")).join(", or ")}.`,
    );
  }
  return { __typename: name, ...readFields(entity.type, given, path) };
};
