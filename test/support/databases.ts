import { randomUUID } from "node:crypto";
import { afterAll } from "@jest/globals";
import { Client, type QueryResultRow } from "pg";
import { createDatabase, dropDatabase, type TestDatabase } from "./postgres.ts";
import { TEMPLATE } from "./template.ts";

const made: string[] = [];
const roles: string[] = [];

/** Runs a statement on a database of the test cluster. */
export const query = async <Row extends QueryResultRow>(
  url: string,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
};

/** A database that is dropped after the file: a copy of a template, `migrated`, or empty. */
export const freshDatabase = async ({
  migrated = false,
  template = migrated ? TEMPLATE : undefined,
}: {
  readonly migrated?: boolean;
  readonly template?: string;
}): Promise<TestDatabase> => {
  const name = `test_${randomUUID()}`;
  made.push(name);
  return createDatabase(name, template);
};

/** The same database URL for another user. */
export const as = (user: string, url: string): string => {
  const other = new URL(url);
  other.username = user;
  return other.href;
};

/** Creates a login role that is dropped after the file; returns its name. */
export const freshRole = async (adminUrl: string, rights = ""): Promise<string> => {
  const name = `test_${randomUUID().slice(0, 8)}`;
  await query(adminUrl, `create role ${name} login ${rights}`);
  roles.push(name);
  return name;
};

afterAll(async () => {
  for (const name of made) await dropDatabase(name);
  const { TEST_POSTGRES_ADMIN_URL: adminUrl = "" } = process.env;
  for (const role of roles) await query(adminUrl, `drop role ${role}`);
});
