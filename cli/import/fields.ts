import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  getNullableType,
  isInputObjectType,
  isListType,
  isRequiredInputField,
} from "graphql";
import { directory } from "../../subgraphs/directory/server.ts";
import type { Fault } from "./fault.ts";

export type Keys = readonly (string | number)[];

/** What makes no sense without a value: an item of a list, an address, or an object with a required field. */
export interface Unit {
  readonly path: string;
  readonly keys: Keys;
}

/** A place in the input of a customer that a column or a constant can fill. */
export interface Field {
  /** As people write it: `contacts[0].name`. */
  readonly path: string;
  readonly keys: Keys;
  readonly type: GraphQLInputType;
  /** The objects and lists that contain it, from the outside in. */
  readonly units: readonly Unit[];
}

/** What a customer is made of: the input of `customerCreate`. */
export const CUSTOMER = directory.schema.getType("CustomerCreateInput") as GraphQLInputObjectType;

const ADDRESS = "CustomerAddressInput";

const keysOf = (path: string): Keys | undefined => {
  const keys: (string | number)[] = [];
  for (const part of path.split(".")) {
    const match = /^([A-Za-z]\w*)(?:\[(\d{1,2})\])?$/.exec(part);
    if (!match?.[1]) return undefined;
    keys.push(match[1], ...(match[2] === undefined ? [] : [Number(match[2])]));
  }
  return keys;
};

const isUnit = (type: GraphQLInputType): boolean => {
  const open = getNullableType(type);
  if (!isInputObjectType(open)) return false;
  return open.name === ADDRESS || Object.values(open.getFields()).some(isRequiredInputField);
};

/** Thrown when a path leads nowhere. */
class NoField extends Error {}

const step = (type: GraphQLInputType, at: string, key: string | number): GraphQLInputType => {
  const open = getNullableType(type);
  if (typeof key === "number") {
    if (isListType(open)) return open.ofType;
    throw new NoField(`${at} is not a list`);
  }
  if (isListType(open)) throw new NoField(`${at} is a list: say which item, as in ${at}[0].${key}`);
  if (!isInputObjectType(open)) throw new NoField(`${at} has no fields`);
  const fields = open.getFields();
  const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
  if (field) return field.type;
  throw new NoField(`there is no ${key} in ${at || "a customer"}; there are ${Object.keys(fields).join(", ")}`);
};

const follow = (path: string, keys: Keys): Field => {
  let at = "";
  let type: GraphQLInputType = CUSTOMER;
  const units: Unit[] = [];
  for (const [index, key] of keys.entries()) {
    type = step(type, at, key);
    at = typeof key === "number" ? `${at}[${key}]` : at ? `${at}.${key}` : key;
    if (typeof key === "number" || isUnit(type)) units.push({ path: at, keys: keys.slice(0, index + 1) });
  }
  return { path, keys, type, units };
};

/** The field at a path, or what is wrong with the path. */
export const fieldAt = (path: string): Field | string => {
  const keys = keysOf(path);
  if (!keys) return `"${path}" is no path, such as displayName, finance.paymentTerms or contacts[0].name`;
  try {
    return follow(path, keys);
  } catch (error) {
    if (error instanceof NoField) return error.message;
    throw error;
  }
};

/** The field that a mapping names, or none and a fault. */
export const findField = (path: unknown, place: string, fault: Fault): Field[] => {
  const field = typeof path === "string" ? fieldAt(path) : "give the name of a field as a text";
  if (typeof field !== "string") return [field];
  fault(place, field);
  return [];
};
