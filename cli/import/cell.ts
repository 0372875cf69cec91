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

const parseScalar: Readonly<Record<string, (text: string) => Parsed>> = {
  Boolean: (text) => {
    const value = WORDS[text.toLowerCase()];
    return value === undefined ? { fault: "is neither yes nor no" } : { value };
  },
  Float: (text) => {
    const value = Number(text);
    return Number.isFinite(value) ? { value } : { fault: "is not a number" };
  },
};

/**
 * Parses the text of a cell as a value of its field. Enums are accepted in any case: `hot prospect` is `HOT_PROSPECT`.
 * What the graph takes as text stays text: its own rules say what is wrong with it.
 */
export const parseCell = (type: GraphQLLeafType, text: string): Parsed => {
  if (isEnumType(type)) {
    const value = text.toUpperCase().replace(/[\s-]+/g, "_");
    const names = type.getValues().map(({ name }) => name);
    return names.includes(value) ? { value } : { fault: `is none of ${names.join(", ")}` };
  }
  return parseScalar[type.name]?.(text) ?? { value: text };
};
