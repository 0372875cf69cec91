import DataLoader from "dataloader";
import type { Pool } from "pg";
import {
  ACCOUNTS,
  ANCESTORS_BY_IDS,
  BILLING_ADDRESSES,
  CHILDREN_BY_PARENT_IDS,
  CONTACTS,
  CUSTOMERS_BY_IDS,
  PROFILES,
  RELATIONSHIPS,
} from "./statements.ts";

type Row = Readonly<Record<string, string>>;

/** The loaders of one request. */
export const createLoaders = (pool: Pool, tenant: string) => {
  const read = async (statement: { name: string; text: string }, ids: readonly string[], ...more: unknown[]) =>
    (await pool.query<Row>({ ...statement, values: [tenant, ids, ...more] })).rows;

  const one = (statement: { name: string; text: string }, key = "customerId") =>
    new DataLoader<string, Row | null>(async (ids) => {
      const rows = new Map((await read(statement, ids)).map((row) => [row[key], row]));
      return ids.map((id) => rows.get(id) ?? null);
    });

  const many = (statement: { name: string; text: string }, key: string, ...more: unknown[]) =>
    new DataLoader<string, readonly Row[]>(async (ids) => {
      const rows = new Map<string | undefined, Row[]>(ids.map((id) => [id, []]));
      for (const row of await read(statement, ids, ...more)) rows.get(row[key])?.push(row);
      return ids.map((id) => rows.get(id) ?? []);
    });

  const childrenByLimit = new Map<number, ReturnType<typeof many>>();
  return {
    customer: one(CUSTOMERS_BY_IDS, "id"),
    relationship: one(RELATIONSHIPS),
    profile: one(PROFILES),
    account: one(ACCOUNTS),
    billingAddress: one(BILLING_ADDRESSES),
    contacts: many(CONTACTS, "customerId"),
    ancestors: many(ANCESTORS_BY_IDS, "startId"),
    children: (first: number) => {
      const found = childrenByLimit.get(first) ?? many(CHILDREN_BY_PARENT_IDS, "parentId", first);
      childrenByLimit.set(first, found);
      return found;
    },
  };
};

export type Loaders = ReturnType<typeof createLoaders>;
