import { randomUUID } from "node:crypto";
import { SCOPES, type Viewer } from "../../platform/auth/viewer.ts";
import { ORDER_FIELDS } from "../../subgraphs/directory/list/order.ts";
import type { CustomerCondition, CustomerOrder } from "../../subgraphs/directory/schema.generated.ts";
import { startOwnServer } from "../support/own-server.ts";
import { ask } from "../support/probe.ts";
import { filtersFor, groupsFor, SEARCHES } from "./forms.ts";
import { openReader } from "./measure.ts";
import { writeFound } from "./tenant.ts";

// What lists cost over tenants of some SIZES: every filter by itself, every pair of filters, every order with its first page and its 200th,
// every count, groups and searches: milliseconds of SQL, and of whole requests over HTTP. A page has 50 customers.

// The smallest first: writing a tenant builds the indexes of those before it again.
const SIZES = (process.env.SIZES ?? "1000 100000")
  .split(" ")
  .map(Number)
  .sort((one, other) => one - other);
const SLOWEST = 10;
const FIRST = 50;
const PAGES = 200;

const LIST = `query ($where: CustomerCondition, $order: [CustomerOrder!]) {
  customers(where: $where, order: $order, first: ${FIRST}) { nodes { id displayName } pageInfo { hasNextPage endCursor } } }`;

const { url, adminUrl, admin, tokenFor, close } = await startOwnServer();

const quantile = (times: readonly number[], share: number): number =>
  times.toSorted((one, other) => one - other)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;

const slowestOf = (forms: ReadonlyMap<string, number>): [string, number][] =>
  [...forms].toSorted(([, one], [, other]) => other - one).slice(0, SLOWEST);

/** A row of the table: the median, the 95th percentile and the worst, with the form that it was. */
const row = (name: string, forms: ReadonlyMap<string, number>): string => {
  const times = [...forms.values()];
  const [[worst = ""] = []] = slowestOf(forms);
  const cells = [quantile(times, 0.5), quantile(times, 0.95), Math.max(...times)].map((time) => time.toFixed(1));
  return `| ${name} | ${forms.size} | ${cells.join(" | ")} | ${worst} |\n`;
};

const slowest = (name: string, forms: ReadonlyMap<string, number>): string =>
  `The slowest of ${name}: ${slowestOf(forms)
    .map(([form, time]) => `${form} (${time.toFixed(0)})`)
    .join("; ")}.\n`;

/** Tells how far it is on standard error. */
const tell = (text: string): void => void process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`);

const measure = async (size: number): Promise<void> => {
  const tenant = randomUUID();
  tell(`writing ${size} customers`);
  const parent = await writeFound(admin, tenant, size);
  const viewer: Viewer = {
    tenantId: tenant,
    subject: "bench",
    workspaceIds: [],
    workspaceId: null,
    scopes: new Set(SCOPES),
  };
  const token = await tokenFor(tenant, SCOPES);
  const reader = await openReader(adminUrl, viewer);
  const filters = Object.entries(filtersFor(tenant, parent));
  const tables = new Map<string, Map<string, number>>();
  const note = (table: string, form: string, time: number): void => {
    tables.set(table, (tables.get(table) ?? new Map()).set(form, time));
  };
  const whole = async (
    form: string,
    variables: { where?: CustomerCondition; order?: CustomerOrder[] },
  ): Promise<void> => {
    const times: number[] = [];
    for (let round = 0; round < 4; round++) {
      const began = performance.now();
      const answer = await ask(url, token, LIST, variables);
      if (answer.status !== 200 || /"errors"/.test(answer.text)) throw new Error(`${form}: ${answer.text}`);
      times.push(performance.now() - began);
    }
    note("whole requests", form, quantile(times.slice(1), 0.5));
  };

  tell("filters and counts");
  for (const [name, where] of filters) {
    note("a filter", name, (await reader.list({ where, first: FIRST }))[0]);
    note("a count", name, (await reader.count({ where }))[0]);
    await whole(name, { where });
  }
  tell("pairs of filters");
  for (const [index, [name, where]] of filters.entries())
    for (const [other, second] of filters.slice(index + 1))
      note(
        "a pair of filters",
        `${name}; ${other}`,
        (await reader.list({ where: { and: [where, second] }, first: FIRST }))[0],
      );
  tell("groups and searches");
  for (const [name, grouping] of Object.entries(groupsFor(tenant)))
    note("groups", name, (await reader.groups(grouping))[0]);
  for (const [name, text] of Object.entries(SEARCHES)) note("a search", name, (await reader.search(text))[0]);
  tell("orders and their 200th pages");
  for (const field of ORDER_FIELDS)
    for (const direction of ["ASC", "DESC"] as const) {
      const order = [{ field, direction }];
      const [time, page] = await reader.list({ order, first: FIRST });
      note("an order", `${field} ${direction}`, time);
      await whole(`${field} ${direction}`, { order });
      let after = page.pageInfo.endCursor;
      for (let n = 2; n < PAGES && after; n += 2)
        after = (await reader.page({ order, first: 2 * FIRST, after })).pageInfo.endCursor;
      if (after)
        note("the 200th page", `${field} ${direction}`, (await reader.list({ order, first: FIRST, after }))[0]);
    }
  await reader.close();
  process.stdout.write(
    `\n${size} customers\n\n| | forms | median | 95 % | worst | which |\n|---|---:|---:|---:|---:|---|\n`,
  );
  for (const [name, forms] of tables) process.stdout.write(row(name, forms));
  process.stdout.write("\n");
  for (const [name, forms] of tables) process.stdout.write(slowest(name, forms));
};

try {
  for (const size of SIZES) await measure(size);
} finally {
  await close();
}
