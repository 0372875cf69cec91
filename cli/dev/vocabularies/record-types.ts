import { z } from "zod";
import type { Vocabulary } from "../../../subgraphs/directory/vocabularies/index.ts";
import { TITLES } from "../../../subgraphs/directory/vocabularies/titles.ts";

/** What is used here of a JSON schema. */
interface Shape {
  readonly title?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly anyOf?: readonly Shape[];
  readonly items?: Shape;
  readonly maxItems?: number;
  /** Accepted in a record, and never shown. */
  readonly writeOnly?: boolean;
  readonly properties?: Readonly<Record<string, Shape>>;
}

const SCALARS: Readonly<Record<string, string>> = {
  string: "String",
  integer: "Int",
  number: "Float",
  boolean: "Boolean",
};

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** `TAX_ENGINE` as types begin: `TaxEngine`. */
const pascal = (name: string): string => name.toLowerCase().split("_").map(capital).join("");

/** A shape without what only says that there may be nothing. */
const filledShape = (shape: Shape): Shape => {
  const some = shape.anyOf?.filter((each) => each.type !== "null" && each.const !== "");
  return some?.length === 1 && some[0] ? filledShape(some[0]) : shape;
};

/** The object types of a vocabulary's records, by name, each as the lines of its fields. */
type Types = Map<string, string[]>;

const typeOf = (types: Types, given: Shape, vocabulary: string, field: string): string => {
  const shape = filledShape(given);
  const kind = [shape.type ?? []].flat().find((each) => each !== "null") ?? "";
  if (kind === "array" && shape.items) return `[${typeOf(types, shape.items, vocabulary, field)}!]`;
  if (!shape.properties) return SCALARS[kind] ?? "JSON";
  const name = vocabulary + (shape.title ?? capital(field));
  const shown = Object.entries(shape.properties).filter(([, { writeOnly }]) => !writeOnly);
  types.set(
    name,
    shown.map(([part, each]) => line(types, each, vocabulary, part)),
  );
  return name;
};

const line = (types: Types, shape: Shape, vocabulary: string, field: string): string => {
  const { maxItems } = shape;
  const about = `The field \`${field}\`${maxItems ? `, at most ${maxItems}` : ""}.`;
  // An estimate for the cost of a query, as other short lists have it.
  const size = maxItems ? " @listSize(assumedSize: 5)" : "";
  return `"${about}"\n  ${field}: ${typeOf(types, shape, vocabulary, field)}${size}`;
};

const printed = (name: string, about: string, fields: readonly string[]): string =>
  `"${about}"\ntype ${name} {\n  ${fields.join("\n  ")}\n}`;

/** The types of a vocabulary's records in SDL: what each of its fields holds by its shape, or nothing. */
export const recordTypes = ({ name, fields }: Vocabulary): string => {
  const vocabulary = pascal(name);
  const types: Types = new Map();
  const lines = Object.entries(fields).map(([field, { shape }]) => {
    const json = z.toJSONSchema(shape, { unrepresentable: "any", io: "input" }) as Shape;
    return line(types, json, vocabulary, field);
  });
  return [
    printed(
      `${vocabulary}Customer`,
      `A customer in the words of ${TITLES[name]}; see \`docs/vocabularies.md\`.`,
      lines,
    ),
    ...[...types].map(([type, own]) => printed(type, `A part of a \`${vocabulary}Customer\`.`, own)),
  ].join("\n\n");
};

/** The field that shows a customer in the words of a vocabulary. */
export const recordField = ({ name }: Vocabulary): string =>
  [
    `  "The customer as ${TITLES[name]}. \`null\` if you may not see it."`,
    `  as${pascal(name)}: ${pascal(name)}Customer`,
    "    @cost(weight: 10)",
    '    @requiresScopes(scopes: [["contacts:read", "finance:read", "internal:read"]])',
    '    @tag(name: "internal")',
  ].join("\n");
