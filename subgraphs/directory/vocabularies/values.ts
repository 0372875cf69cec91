import type { Json } from "./vocabulary.ts";

/** An empty text is no text. */
export const orNull = (value: string | null): string | null => (value === "" ? null : value);

/**
 * An amount as a number with two decimal places, as in vocabularies; further ones, which few currencies have, are not
 * shown. Two decimal places of at most sixteen digits are exact enough to read back the same.
 */
export const toNumber = (amount: string | null): number | null =>
  amount === null ? null : Number(amount.replace(/(\.\d\d)\d+$/, "$1"));

/** An object without `null` fields: optional parts are omitted. */
export const withoutNulls = (parts: Readonly<Record<string, Json>>): Readonly<Record<string, Json>> =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== null));

/** A table of names with keys and values swapped. */
export const inverse = <Key extends string, Value extends string>(table: Readonly<Record<Key, Value>>) =>
  Object.fromEntries(Object.entries(table).map(([key, value]) => [value, key])) as Record<Value, Key>;
