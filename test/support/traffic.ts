import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll } from "@jest/globals";
import { Client } from "pg";
import { mintToken } from "../../platform/auth/token.ts";
import { createDatabase, dropDatabase } from "./postgres.ts";
import { AUTH_SECRET, auth } from "./secrets.ts";
import { ask, cleanUp, type Environment, serve } from "./server-process.ts";
import { TEMPLATE } from "./template.ts";

const SCOPE = "customers:read customers:write finance:read finance:write internal:read";

const name = `test_${randomUUID()}`;
const { adminUrl } = await createDatabase(name, TEMPLATE);

/** The environment of servers under test, all on one database. */
export const environment: Environment = { AUTH_SECRET, DATABASE_URL: adminUrl, DEMO: "0" };

export const startGraph = (env: Environment) => serve("start", [], { ...environment, ...env });

/** Headers for a subject in a tenant. */
export const signedIn = async (tenant: string, sub = "ada"): Promise<Environment> => {
  return { authorization: `Bearer ${await mintToken(auth, { sub, tenant, scope: SCOPE }, "1h")}` };
};

export const createCustomer = async (url: string, headers: Environment, displayName: string): Promise<string> => {
  const { data, errors } = await ask(
    url,
    `mutation { customerCreate(input: { displayName: "${displayName}", finance: { creditLimit: { amount: "100.00", currencyCode: "EUR" } } }) { customer { id } userErrors { message } } }`,
    headers,
  );
  const id = (data as { customerCreate?: { customer?: { id: string } } } | null)?.customerCreate?.customer?.id;
  if (!id) throw new Error(`no customer was created: ${JSON.stringify([data, errors])}`);
  return id;
};

const others: Client[] = [];

const openOther = async (): Promise<Client> => {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  others.push(client);
  return client;
};

const [holder, watcher] = [await openOther(), await openOther()];

/** Locks finance's profiles against reads and writes until `letGo`. */
export const lockFinance = async (): Promise<void> => {
  await holder.query("begin; lock table finance.profile in access exclusive mode");
};

export const unlockFinance = async (): Promise<void> => {
  await holder.query("rollback");
};

/** Number of the servers' statements that wait for a lock. */
export const blocked = async (): Promise<number> => {
  const { rowCount } = await watcher.query(
    "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and state = 'active'",
  );
  return rowCount ?? 0;
};

export const until = async (holds: () => Promise<boolean>, milliseconds = 10_000): Promise<void> => {
  const end = performance.now() + milliseconds;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error("it never came to be");
    await sleep(20);
  }
};

/** Value of a metric with these labels; 0 if it was never counted. */
export const metric = async (url: string, nameAndLabels: string): Promise<number> => {
  const text = await (await fetch(`${url}/metrics`)).text();
  const line = text.split("\n").find((each) => each.startsWith(`${nameAndLabels} `));
  return Number(line?.split(" ").at(-1) ?? 0);
};

afterAll(async () => {
  await cleanUp();
  for (const other of others) await other.end();
  await dropDatabase(name);
}, 30_000);
