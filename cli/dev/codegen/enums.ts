import { type GraphQLEnumType, isEnumType } from "graphql";
import { openName } from "./open-enums.ts";
import type { Plugin } from "./plugin.ts";

const OPEN = `/** One of the values that the graph has today, or one that it has learned since: have a default case. */
type Open<E extends string> = E | (string & {});
`;

const comment = (text: string | null | undefined): string => `/** ${text ?? ""} */`;

const typesOf = (type: GraphQLEnumType): string => {
  const values = type.getValues().map(({ name, description }) => `  ${comment(description)}\n  | "${name}"`);
  return [
    comment(type.description),
    `export type ${type.name} =\n${values.join("\n")};`,
    `export type ${openName(type.name)} = Open<${type.name}>;\n`,
  ].join("\n");
};

/** Writes each enum twice: its values, which inputs take, and the open type that results have. */
export const enums: Plugin = {
  plugin: (schema) => {
    const types = Object.values(schema.getTypeMap()).filter(isEnumType);
    return [OPEN, ...types.filter(({ name }) => !name.startsWith("__")).map(typesOf)].join("\n");
  },
};
