import { randomUUID } from "node:crypto";
import { SCOPES } from "../../platform/auth/viewer.ts";
import { medianOf } from "../support/median.ts";
import { startOwnServer } from "../support/own-server.ts";
import { ask } from "../support/probe.ts";
import { writeFound } from "./tenant.ts";

// What the read model and the texts of the search add to writes: the same changes with their triggers and without, in turns, over one tenant.

const SIZE = 100_000;
const ROUNDS = 7;
const CHANGES = 150;
const RECORDS = 50;

const { url, admin, tokenFor, close } = await startOwnServer();

const tenant = randomUUID();
const token = await tokenFor(tenant, SCOPES);

const send = async (query: string, variables: object): Promise<void> => {
  const { status, text } = await ask(url, token, query, variables);
  if (status !== 200 || /"errors"|"code"/.test(text)) throw new Error(text);
};

let sent = 0;

const change = (ids: readonly string[], more: object): Promise<void> => {
  const customerId = ids[sent++ % ids.length];
  const query = `mutation ($input: CustomerUpdateInput!) { customerUpdate(input: $input) { userErrors { code } } }`;
  return send(query, { input: { customerId, relationship: { healthScore: sent % 101 }, ...more } });
};

const upsert = (): Promise<void> => {
  const records = Array.from({ length: RECORDS }, () => ({
    accountNumber: `W-${sent++}`,
    displayName: `Fjord Tools ${sent}`,
    primaryEmail: `office@w${sent}.example`,
    relationship: { healthScore: sent % 101 },
    contacts: [{ name: `Ada Berg ${sent}`, email: `ada@w${sent}.example` }],
    addresses: [{ street: "Market 1", city: "Oslo", countryCode: "NO" }],
  }));
  const query = "mutation ($input: CustomersUpsertInput!) { customersUpsert(input: $input) { userErrors { code } } }";
  return send(query, { input: { matchBy: "ACCOUNT_NUMBER", records } });
};

/** The triggers of `directory` on the tables of the facets. */
const triggersOf = async (): Promise<readonly { table: string; name: string }[]> => {
  const { rows } = await admin.query<{ table: string; name: string }>(
    `select t.tgrelid::regclass::text as table, t.tgname as name from pg_trigger t join pg_proc p on p.oid = t.tgfoid
     where p.pronamespace = 'directory'::regnamespace and not t.tgisinternal`,
  );
  return rows;
};

try {
  await writeFound(admin, tenant, SIZE);
  const { rows } = await admin.query<{ id: string }>(
    "select id from identity.customer where tenant_id = $1 and visibility_mode = 'GLOBAL' order by id limit 500",
    [tenant],
  );
  const ids = rows.map(({ id }) => id);
  const loads: Readonly<Record<string, readonly [times: number, work: () => Promise<void>]>> = {
    "`customerUpdate` of the relationship": [CHANGES, () => change(ids, {})],
    "`customerUpdate` of relationship, finance and name": [
      CHANGES,
      () =>
        change(ids, {
          displayName: `Name ${sent}`,
          finance: { creditLimit: { amount: `${sent}`, currencyCode: "EUR" } },
        }),
    ],
    [`\`customersUpsert\` of ${RECORDS} new customers`]: [6, upsert],
  };
  const triggers = await triggersOf();
  const times = new Map<string, number[]>();
  for (let round = 0; round <= ROUNDS; round++)
    for (const state of ["disable", "enable"] as const) {
      for (const { table, name } of triggers) await admin.query(`alter table ${table} ${state} trigger ${name}`);
      for (const [load, [count, work]] of Object.entries(loads)) {
        const began = performance.now();
        for (let n = 0; n < count; n++) await work();
        const key = `${load} ${state}`;
        // The first round warms up.
        if (round > 0) times.set(key, [...(times.get(key) ?? []), (performance.now() - began) / count]);
      }
    }
  process.stdout.write("\n| | without, ms | with, ms | ratio |\n|---|---:|---:|---:|\n");
  for (const load of Object.keys(loads)) {
    const [without, having] = ["disable", "enable"].map((state) => medianOf(times.get(`${load} ${state}`) ?? []));
    const ratio = (having ?? 0) / (without ?? 1);
    process.stdout.write(`| ${load} | ${without?.toFixed(2)} | ${having?.toFixed(2)} | ${ratio.toFixed(2)} |\n`);
  }
} finally {
  await close();
}
