import { beforeAll, describe, expect, it } from "@jest/globals";
import { subgraphs } from "../../../../cli/graph/subgraphs.ts";
import type { Viewer } from "../../../../platform/auth/viewer.ts";
import type { RanStatement } from "../../../../platform/database/session/observe.ts";
import { adHoc, statementNames } from "../../../../platform/database/session/statement.ts";
import { type BulkTenant, bulkTenant } from "../../../support/bulk-tenant.ts";
import { query } from "../../../support/databases.ts";
import { ask, testDatabase } from "../../../support/graph.ts";
import { isPlannedAnew, PLANS, type Work, workOf } from "../../../support/plans.ts";
import { recordIds } from "../../../support/record-ids.ts";
import { QUESTIONS } from "../../../support/second-wall.ts";

const { whole, keys, external, list, mine, choices, nodes, views, viewer: whoever, search, create } = QUESTIONS;

const BELOW = `query ($id: ID!) { customer(id: $id) {
  creditExposure { amount } descendants { depth } children(first: 100) { totalCount nodes { finance { taxNumber } } } } }`;

const BY_CREDIT = `{ customers(first: 100, orderBy: { field: CREDIT_LIMIT, direction: DESC }) { totalCount nodes { id } } }`;

const filtersFor = ({ root, employee, list: id }: BulkTenant): readonly object[] => [
  {},
  { parentId: root },
  { parentId: null },
  { nameContains: "Customer 00" },
  { partyKind: "ORGANIZATION" },
  { status: ["ACTIVE"] },
  { funnelStage: ["CUSTOMER"] },
  { accountManagerId: employee },
  { priceListId: id },
  { statusLabelId: id },
  { labelId: id },
  { creditLimit: { gte: "10", lte: "2000" } },
  { countryCode: ["DE"] },
  { nameContains: "Customer", parentId: root, funnelStage: ["CUSTOMER"], creditLimit: { gte: "1" } },
];

/**
 * The statements run by reading everything in every way: each once, with the parameters that
 * returned the most rows.
 */
const statementsOf = async (tenant: BulkTenant): Promise<RanStatement[]> => {
  const { viewer, root, employee, list: id, ids } = tenant;
  const reader: Viewer = { ...viewer, scopes: new Set(["customers:read"]) };
  const asked: (readonly [Viewer, string, Record<string, unknown>?])[] = [
    [viewer, whole, { ids: ids.slice(0, 100) }],
    [viewer, BELOW, { id: root }],
    [viewer, keys, { id: root }],
    [viewer, external, { id: ids[0] }],
    [viewer, choices, { employee, priceList: id }],
    [{ ...viewer, subject: employee, workspaceIds: [root] }, whoever],
    [{ ...viewer, subject: employee }, mine],
    [viewer, search],
    [reader, search],
    [viewer, BY_CREDIT],
    [viewer, create, { id: ids[0] }],
    ...filtersFor(tenant).map((filter) => [viewer, list, { filter }] as const),
  ];
  const records = await recordIds(viewer.tenantId, 100);
  for (const type of Object.values(records)) if (type.length > 0) asked.push([viewer, nodes, { ids: type }]);
  asked.push([viewer, nodes, { ids: Object.values(records).flatMap((type) => type.slice(0, 7)) }]);
  asked.push([viewer, views, { id: records.CustomerView[0] }]);
  const largest = new Map<string, RanStatement>();
  for (const [who, text, variables] of asked) {
    for (const statement of (await ask(who, text, variables)).statements) {
      const known = largest.get(statement.text);
      if (!known || known.rows < statement.rows) largest.set(statement.text, statement);
    }
  }
  return [...largest.values()];
};

/** Whether the difference is greater than that between two good plans. */
const exceeds = (before: Work, after: Work): boolean =>
  before.buffers > 3 * after.buffers + 50 || before.rows > 3 * after.rows + 500;

const admin = (text: string): Promise<Record<string, unknown>[]> => query(testDatabase.adminUrl, text);

const TABLES = `
  select c.oid::regclass::text as name, a.attstattarget as target, s.attname is not null as known
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
    left join pg_stats s on s.schemaname = c.relnamespace::regnamespace::text and s.tablename = c.relname and s.attname = 'tenant_id'
  where c.relkind in ('r', 'p') and c.relnamespace::regnamespace::text in (${subgraphs.map(({ name }) => `'${name}'`)})
  order by 1`;

/**
 * Without workspaces, PostgreSQL underestimates a walk of thousands of customers, which takes long
 * enough to justify planning it each time.
 */
const WALKS_FAR: ReadonlySet<string | undefined> = new Set(["directory_credit_exposure_by_ids"]);

let tenant: BulkTenant;
let statements: readonly RanStatement[];

/** Unnamed statements never get a generic plan. */
const plannedSo = (plans: (typeof PLANS)[number]): readonly RanStatement[] =>
  plans === "force_custom_plan" ? statements : statements.filter(({ name }) => name);

beforeAll(async () => {
  for (const { name } of await admin(TABLES)) await admin(`alter table ${name} set (autovacuum_enabled = false)`);
  await bulkTenant(6_000);
  await admin("analyze");
  tenant = await bulkTenant(2_000);
  await admin(`insert into finance.exemption_certificate (tenant_id, id, customer_id, number, position)
    select tenant_id, gen_random_uuid(), id, 'E-1', 0 from identity.customer where tenant_id = '${tenant.viewer.tenantId}'`);
  await admin(`insert into directory.customer_view
      (tenant_id, id, name, condition, include_inactive, sort_order, columns, sharing, created_by)
    select tenant_id, gen_random_uuid(), 'View ' || id, '{}', false, '[]', '{}', 'ONLY_ME', 'tester' from identity.customer where tenant_id = '${tenant.viewer.tenantId}' limit 500`);
  statements = await statementsOf(tenant);
}, 300_000);

describe("PostgreSQL", () => {
  it("gathers no statistics on tenants in any table", async () => {
    const tables = await admin(TABLES);

    expect(tables.length).toBeGreaterThan(20);
    expect(tables.filter(({ target, known }) => target !== 0 || known)).toEqual([]);
  });
});

describe("Every statement that reads", () => {
  it("is examined, except one that only replicas need", () => {
    const ran = new Set(statements.map(({ name }) => name));

    expect([...statementNames].filter((name) => !ran.has(name))).toEqual(["platform_last_write"]);
  });

  it.each([1, 10])(
    "is planned once for a connection if it is prepared, whatever lists of %d it is given",
    async (length) => {
      const named = statements.filter(({ name }) => name);
      const anew: (string | undefined)[] = [];

      for (const statement of named) {
        if (await isPlannedAnew(tenant.viewer.tenantId, statement, length)) anew.push(statement.name);
      }

      expect(anew.filter((name) => !WALKS_FAR.has(name))).toEqual([]);
    },
  );

  it("costs the same and returns the same for a tenant that statistics do not know", async () => {
    const { tenantId } = tenant.viewer;
    const session = testDatabase.session(tenantId);
    const works = () => Promise.all(PLANS.map((plans) => workOf(tenantId, plannedSo(plans), plans)));
    const answers = () =>
      Promise.all(
        statements.map(({ text, parameters }) => session.read(adHoc<object>(text), parameters).then(JSON.stringify)),
      );

    const [before, answersBefore] = [await works(), await answers()];
    await admin("analyze");
    const [after, answersAfter] = [await works(), await answers()];

    const slower = PLANS.flatMap((plans, which) =>
      plannedSo(plans).flatMap(({ text }, index) => {
        const [one, other] = [before[which]?.[index], after[which]?.[index]];
        return one && other && !exceeds(one, other) ? [] : [{ plans, text, before: one, after: other }];
      }),
    );
    expect(slower).toEqual([]);
    expect(answersAfter).toEqual(answersBefore);
  }, 300_000);
});
