import { type GraphQLLeafType, isEnumType } from "graphql";

/** The value of a cell, or why it has none: the end of a sentence that starts with the text. */
export type Parsed = { readonly value: unknown } | { readonly fault: string };

const WORDS: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  y: true,
  "1": true,
  false: false,
  no: false,
  n: false,
  "0": false,
};

/** The text of a cell without the blanks around it. A row may lack its last cells. */
export const textOf = (cells: readonly string[], position: number): string => (cells[position] ?? "").trim();

/** Yes or no, in any case; `undefined` if the text is neither. */
export const booleanOf = (text: string): boolean | undefined => WORDS[text.toLowerCase()];

const plainOf = (name: string): string => name.toUpperCase().replace(/[\s-]+/g, "_");

/** The name that a text means, in any case and with blanks for underscores: `hot prospect` is `HOT_PROSPECT`. */
export const oneOf = (names: readonly string[], text: string): string | undefined =>
  names.find((name) => plainOf(name) === plainOf(text));

const parseScalar: Readonly<Record<string, (text: string) => Parsed>> = {
  Boolean: (text) => {
    const value = booleanOf(text);
    return value === undefined ? { fault: "is neither yes nor no" } : { value };
  },
  Float: (text) => {
    const value = Number(text);
    return Number.isFinite(value) ? { value } : { fault: "is not a number" };
  },
};

/**
 * Parses the text of a cell as a value of its field. What the graph takes as text stays text: its own rules say what is
 * wrong with it.
 */
export const parseCell = (type: GraphQLLeafType, text: string): Parsed => {
  if (isEnumType(type)) {
    const names = type.getValues().map(({ name }) => name);
    const value = oneOf(names, text);
    return value === undefined ? { fault: `is none of ${names.join(", ")}` } : { value };
  }
  return parseScalar[type.name]?.(text) ?? { value: text };
};
