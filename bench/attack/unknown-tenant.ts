import { randomUUID } from "node:crypto";
import { subgraphs } from "../../cli/graph/subgraphs.ts";
import { noTenantStatistics, tenantStatistics } from "../../platform/database/tenancy/tenant-statistics.ts";
import { startOwnServer } from "../support/own-server.ts";
import { ask } from "../support/probe.ts";
import { ROOT, writeTenant } from "../support/tenants.ts";

// What a tenant waits that PostgreSQL's statistics do not know yet, beside a large one that they know: each read before and after `analyze`,
// and the same with statistics of which tenants there are. CUSTOMERS is the size of the large tenant, NEW that of the unknown ones.

const CUSTOMERS = Number(process.env.CUSTOMERS ?? 100_000);
const NEW = Number(process.env.NEW ?? 6_000);
const ROUNDS = 15;

/** A read that takes long is not repeated. */
const MOST_MS = 10_000;

const page = (filter: string): string => `{ customers(first: 100, filter: { ${filter} }) { totalCount nodes { id } } }`;
const pageBy = (field: string): string =>
  `{ customers(first: 100, orderBy: { field: ${field}, direction: DESC }) { totalCount nodes { id } } }`;

/** `$tenant` is also the id of an employee, a price list, a status label and a label. */
const READS: Readonly<Record<string, string>> = {
  "100 customers, counted": page(""),
  "of a parent": page(`parentId: "${ROOT}"`),
  "without a parent": page("parentId: null"),
  "with a part of their name": page('nameContains: "bakery 1"'),
  "of a kind and a status": page("partyKind: ORGANIZATION, status: [ACTIVE]"),
  "of a stage": page("funnelStage: [CUSTOMER]"),
  "of an account manager": page('accountManagerId: "$tenant"'),
  "of a price list": page('priceListId: "$tenant"'),
  "of a status label": page('statusLabelId: "$tenant"'),
  "of a label": page('labelId: "$tenant"'),
  "of a range of credit": page('creditLimit: { gte: "10", lte: "20000" }'),
  "of a country": page('countryCode: ["DE"]'),
  "of a stage, a country, a parent and a range of credit": page(
    `funnelStage: [CUSTOMER], countryCode: ["DE"], parentId: "${ROOT}", creditLimit: { gte: "1000" }`,
  ),
  "by credit limit": pageBy("CREDIT_LIMIT"),
  "by date of creation": pageBy("CREATED_AT"),
  "100 with finance, relationship, contacts and addresses": `{ customers(first: 100) { nodes { finance { creditLimit { amount } taxNumber }
    relationship { funnelStage accountManager { name } } contacts { nodes { name } } billingAddress { city } parent { displayName } } } }`,
  "credit limits of all below one": `{ customer(id: "${ROOT}") { creditExposure { amount } } }`,
  "children of one, counted": `{ customer(id: "${ROOT}") { children(first: 100) { totalCount nodes { finance { taxNumber } } } } }`,
  "search by name, counted": '{ customerSearch(text: "Bakery") { totalCount nodes { id } } }',
  "search by account number": '{ customerSearch(text: "SEED-77") { totalCount nodes { id } } }',
  "by tax number": '{ customersByTaxNumber(taxNumber: "DE77") { id } }',
  "by account number": '{ customersByAccountNumber(accountNumber: "SEED-77") { id } }',
  "by external id": `{ customerByExternalId(source: NETSUITE, externalId: "${ROOT}") { id } }`,
};

const { url, admin, tokenFor, close } = await startOwnServer();

/** The median of a few, in milliseconds. */
const timed = async (token: string, text: string): Promise<number> => {
  const times: number[] = [];
  for (let spent = 0; times.length < ROUNDS && spent < MOST_MS; ) {
    const began = performance.now();
    const answer = await ask(url, token, text);
    const took = performance.now() - began;
    // With statistics of tenants some do not come to an end: that is what is to be seen.
    if (answer.status !== 200 || /"errors"/.test(answer.text)) {
      if (took < 1_000) throw new Error(`${text} was answered with ${answer.text}`);
    }
    times.push(took);
    spent += took;
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
};

const measure = async (tenant: string): Promise<number[]> => {
  const token = await tokenFor(tenant, ["customers:read", "finance:read"]);
  const column: number[] = [];
  for (const text of Object.values(READS)) column.push(await timed(token, text.replaceAll("$tenant", tenant)));
  return column;
};

/** Before and after `analyze`, of a tenant that is written now. */
const beforeAndAfter = async (tenant: string): Promise<number[][]> => {
  await writeTenant(admin, tenant, NEW);
  const before = await measure(tenant);
  await admin.query("analyze");
  return [before, await measure(tenant)];
};

const settings = async (statement: (schema: string) => string): Promise<void> => {
  for (const { name } of subgraphs) await admin.query(statement(name));
};

try {
  await admin.query("alter system set autovacuum = off");
  await admin.query("select pg_reload_conf()");
  await writeTenant(admin, randomUUID(), CUSTOMERS, true);
  await settings(tenantStatistics);
  await admin.query("analyze");
  const former = await beforeAndAfter(randomUUID());
  await settings(noTenantStatistics);
  const now = await beforeAndAfter(randomUUID());
  process.stdout.write(
    "\n| ms | tenants in the statistics: unknown | after `analyze` | ratio | as it is: unknown | after `analyze` | ratio |\n|---|---:|---:|---:|---:|---:|---:|\n",
  );
  for (const [n, name] of Object.keys(READS).entries()) {
    const cells = [former, now].flatMap(([before = [], after = []]) => {
      const [one = 0, other = 0] = [before[n], after[n]];
      return [one.toFixed(1), other.toFixed(1), (one / other).toFixed(1)];
    });
    process.stdout.write(`| ${name} | ${cells.join(" | ")} |\n`);
  }
} finally {
  await close();
}
