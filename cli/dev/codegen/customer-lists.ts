import { getNamedType, isObjectType } from "graphql";
import type { Plugin } from "./plugin.ts";

/** Writes which fields of the schema give customers in pages: a customer that comes or goes changes them. */
export const customerLists: Plugin = {
  plugin: (schema) => {
    const found = Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .map((type) => {
        const fields = Object.values(type.getFields()).filter(
          (field) => getNamedType(field.type).name === "CustomerConnection",
        );
        return [type.name, fields.map(({ name }) => name)] as const;
      })
      .filter(([, fields]) => fields.length > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    const lists = JSON.stringify(Object.fromEntries(found), null, 2);
    return `/** The fields that give customers in pages, by type. */\nexport const CUSTOMER_LISTS = ${lists} as const;`;
  },
};
