import { z } from "zod";
import { parseExact } from "../../platform/values/exact-json.ts";
import { isRecord } from "../../platform/values/is-record.ts";
import type { Json, View, Vocabulary } from "../../subgraphs/directory/vocabularies/index.ts";
import { booleanOf, oneOf, textOf } from "./cell.ts";

const exactJson = (text: string): Json | undefined => {
  try {
    return parseExact(text) as Json;
  } catch {
    return undefined;
  }
};

const namesIn = (shape: z.ZodType): readonly string[] => {
  const filled = shape instanceof z.ZodNullable ? shape.unwrap() : shape;
  return filled instanceof z.ZodEnum ? filled.options.map(String) : [];
};

/** A text as the value of a field: text where the field takes text, else what it means there. */
const meaningOf = (vocabulary: Vocabulary, field: string, text: string): Json => {
  const shape = vocabulary.fields[field]?.shape;
  if (!shape) return text;
  const meanings = [text, oneOf(namesIn(shape), text), booleanOf(text), exactJson(text)];
  return meanings.find((value) => value !== undefined && shape.safeParse(value).success) ?? text;
};

const isWithin = (place: string, other: string): boolean => place === other || place.startsWith(`${other}.`);

/** The columns of a heading of which one would overwrite another: the same field, or a field and a part of it. */
export const findOverlapping = (heading: readonly string[]): string[] => [
  ...new Set(
    heading.flatMap((name, index) => {
      const other = heading.find((each, at) => at !== index && isWithin(each, name));
      return name === "" || other === undefined ? [] : [name, other];
    }),
  ),
];

const withValue = (record: View, [name = "", ...parts]: readonly string[], value: Json): View => {
  const known = Object.hasOwn(record, name) && isRecord(record[name]) ? (record[name] as View) : {};
  return { ...record, [name]: parts.length > 0 ? (withValue(known, parts, value) as Json) : value };
};

/** A CSV row as a record. An empty cell leaves the field, or the part of it, alone; `null` in a cell clears it. */
export const toRecord = (vocabulary: Vocabulary, heading: readonly string[], cells: readonly string[]): View => {
  let record: View = {};
  for (const [index, name] of heading.entries()) {
    const text = textOf(cells, index);
    if (text === "") continue;
    const place = name.split(".");
    const value = text === "null" ? null : place.length > 1 ? text : meaningOf(vocabulary, name, text);
    record = withValue(record, place, value);
  }
  return record;
};
