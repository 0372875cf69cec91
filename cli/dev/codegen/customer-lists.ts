import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
} from "graphql";
import type { Plugin } from "./plugin.ts";

/** One is identified by its id, and the other is returned by every mutation that changes it. */
const KNOWN: readonly string[] = ["Query.customer", "Customer.parent"];

const has = (type: GraphQLNamedType, field: string): boolean => isObjectType(type) && field in type.getFields();

/** Customers counted in groups. */
const isGroup = (type: GraphQLNamedType): boolean => type.name === "CustomerGroup";

/** A page of customers, whatever else it tells of them. */
const isPage = (type: GraphQLNamedType): boolean =>
  isObjectType(type) && getNamedType(type.getFields().nodes?.type)?.name === "Customer";

/** Several customers, in pages, groups or a list; or one found by something other than its id. */
const findsCustomers =
  ({ name: parent }: GraphQLObjectType) =>
  ({ name, type }: GraphQLField<unknown, unknown>): boolean => {
    const named = getNamedType(type);
    if (isPage(named) || isGroup(named)) return true;
    if (isListType(getNullableType(type))) return named.name === "Customer" || has(named, "customer");
    return named.name === "Customer" && /^(Query|Customer)$/.test(parent) && !KNOWN.includes(`${parent}.${name}`);
  };

/**
 * Lists the fields of the schema that find customers: their results change when a customer is added, removed or moved.
 */
export const customerLists: Plugin = {
  plugin: (schema) => {
    const found = Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .filter((type) => type === schema.getQueryType() || has(type, "id"))
      .map((type) => [type.name, Object.values(type.getFields()).filter(findsCustomers(type))] as const)
      .filter(([, fields]) => fields.length > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([type, fields]) => [type, fields.map(({ name }) => name)] as const);
    const lists = JSON.stringify(Object.fromEntries(found), null, 2);
    return `/** The fields that find customers, by type. */\nexport const CUSTOMER_LISTS = ${lists} as const;`;
  },
};
