import { type GraphQLField, getNamedType, isObjectType } from "graphql";
import type { Plugin } from "./plugin.ts";

const PAGING = new Set(["first", "after", "last", "before"]);

const isConnection = (field: GraphQLField<unknown, unknown>): boolean => {
  const type = getNamedType(field.type);
  return isObjectType(type) && type.name.endsWith("Connection") && "pageInfo" in type.getFields();
};

/** Lists the fields of the schema that return pages, and which of their arguments distinguish lists. */
export const connections: Plugin = {
  plugin: (schema) => {
    const found = Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .map((type) => {
        const fields = Object.values(type.getFields()).filter(isConnection);
        const keys = fields.map(({ name, args }) => [
          name,
          args.map((arg) => arg.name).filter((arg) => !PAGING.has(arg)),
        ]);
        return [type.name, Object.fromEntries(keys)] as const;
      })
      .filter(([, fields]) => Object.keys(fields).length > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    const comment =
      "/** The fields that give a list in pages, by type, with the arguments that tell one list from another. */";
    return `${comment}\nexport const CONNECTIONS = ${JSON.stringify(Object.fromEntries(found), null, 2)} as const;`;
  },
};
