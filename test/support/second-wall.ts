import { randomUUID } from "node:crypto";
import pg from "pg";
import type { Viewer } from "../../platform/auth/viewer.ts";
import type { RanStatement } from "../../platform/database/session/observe.ts";
import { given } from "./given.ts";
import { ask, testDatabase } from "./graph.ts";
import { recordIds } from "./record-ids.ts";

/** Runs statements sequentially on one connection as superuser, to whom row-level security does not apply. */
export const asSuperuser = async <Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> => {
  const client = new pg.Client({ connectionString: testDatabase.adminUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/** Copies a tenant's rows to a second tenant under the same ids, so that only the tenant tells them apart. */
const copyTenant = (from: string, to: string): Promise<void> =>
  asSuperuser(async (client) => {
    await client.query("set session_replication_role = replica");
    const { rows } = await client.query<{ name: string; columns: string }>(`
      select format('%I.%I', table_schema, table_name) as name,
        string_agg(quote_ident(column_name), ', ') filter (where column_name <> 'tenant_id') as columns
      from information_schema.columns
      where is_generated = 'NEVER' and (table_schema, table_name) in (
        select table_schema, table_name from information_schema.columns where column_name = 'tenant_id')
        and (table_schema, table_name) in (
          select table_schema, table_name from information_schema.tables where table_type = 'BASE TABLE')
      group by 1`);
    for (const { name, columns } of rows) {
      await client.query(
        `insert into ${name} (tenant_id, ${columns}) select $2::uuid, ${columns} from ${name} where tenant_id = $1::uuid`,
        [from, to],
      );
    }
  });

/** Queries for everything about customers with an item in every list, and for everything else. */
export const QUESTIONS = {
  whole: `query ($ids: [ID!]!) { customersById(ids: $ids) {
    displayName party { displayName customers { totalCount nodes { id } } } externalIdentifiers { externalId }
    parent { displayName } root { id } ancestors { depth } children { totalCount nodes { id } } descendants { depth }
    relationship { funnelStage funnelStageHistory { totalCount nodes { to } } sellerRelation { displayName } accountManager { name }
      owners { name } priceList { code } statusLabel { name } labels { totalCount nodes { name } }
      notes { totalCount nodes { text } } activities { totalCount nodes { subject } } attachments { totalCount nodes { url } } }
    finance { taxNumber exemptionCertificates { number } } creditExposure { amount } effectivePaymentTerms { label }
    effectiveEmail primaryContact { name } contacts { totalCount nodes { name } } addresses { totalCount nodes { city } }
    billingAddress { city } viewerCan { update { isAllowed } } as(vocabulary: WORKSPACE_ERP)
  } }`,
  keys: `query ($id: ID!) { customer(id: $id, includeDeleted: true) { deletedAt } deletedCustomers { totalCount nodes { id } }
    customersByAccountNumber(accountNumber: "A-1") { id } customersByTaxNumber(taxNumber: "DE1") { id }
    customerSearch(text: "Customer") { totalCount nodes { id } } }`,
  external: `query ($id: String!) { customerByExternalId(source: NETSUITE, externalId: $id) { id } }`,
  list: `query ($filter: CustomerFilter) { customers(filter: $filter) { totalCount nodes { id } } }`,
  mine: `{ customers(where: { isMine: true }) { totalCount nodes { id } } }`,
  choices: `query ($employee: ID!, $priceList: ID!) { employee(id: $employee) { name } priceList(id: $priceList) { code }
    employees { totalCount nodes { name } } priceLists { totalCount nodes { code } }
    statusLabels { totalCount nodes { name } } customerLabels { totalCount nodes { name } } }`,
  views: `query ($id: ID!) { customerViews { totalCount nodes { name } } customers(viewId: $id) { nodes { id } } }`,
  viewer: `{ viewer { employee { name } tenant { name } workspaces { name } } }`,
  nodes: `query ($ids: [ID!]!) { nodes(ids: $ids) { id
    ... on Customer { version } ... on Organization { displayName } ... on CustomerContact { name }
    ... on CustomerAddress { city defaultFor } ... on CustomerNote { text } ... on CustomerActivity { subject }
    ... on CustomerAttachment { url } ... on CustomerLabel { name } ... on StatusLabel { position } ... on Employee { name }
    ... on PriceList { code } ... on TaxRegistration { number } ... on ExemptionCertificate { number }
    ... on CustomerView { name } } }`,
  search: `query { customerSearch(text: "Customer") { totalCount nodes { id } hits { matchedIn { text contact { name } } } } }`,
  create: `mutation ($id: String!) { customerCreate(input: { displayName: "Again", idempotencyKey: "once",
    externalIdentifiers: [{ source: NETSUITE, externalId: $id }] }) { customer { id } userErrors { existing { id } } } }`,
};

interface TwoTenants {
  readonly mine: Viewer;
  readonly theirs: string;
  readonly customerIds: readonly string[];
  readonly statements: readonly RanStatement[];
}

/** Two tenants with the same rows and ids, and the statements that the first one's queries run. */
export const twoTenants = async (): Promise<TwoTenants> => {
  const [mine, theirs] = [given.tenant(), randomUUID()];
  const root = await given.customer(mine, { displayName: "Root" });
  const ids = await given.customers(mine, 3, root);
  const [first = ""] = ids;
  const session = testDatabase.session(mine.tenantId);
  const rows = await session.write(async (manager) => {
    await manager.query("update identity.customer set deleted_at = now() where tenant_id = $1 and id = $2", [
      mine.tenantId,
      ids[2],
    ]);
    await manager.query(
      `insert into finance.exemption_certificate (tenant_id, id, customer_id, number, position)
       values ($1, gen_random_uuid(), $2, 'E-1', 0)`,
      [mine.tenantId, first],
    );
    await manager.query(
      `update commercial.relationship set seller_relation_id =
         (select party_id from identity.customer where tenant_id = $1 and id = $2) where tenant_id = $1`,
      [mine.tenantId, root],
    );
    await manager.query("insert into identity.tenant (tenant_id, name, currency_code) values ($1, 'Home', 'EUR')", [
      mine.tenantId,
    ]);
    await manager.query("insert into identity.workspace (tenant_id, id, name) values ($1, $2, 'Counter')", [
      mine.tenantId,
      root,
    ]);
    await manager.query(
      `insert into directory.customer_view
         (tenant_id, id, name, condition, include_inactive, sort_order, columns, sharing, created_by)
       values ($1, $2, 'Mine', '{"displayName": {"contains": "Customer"}}', false, '[]', '{}', 'ONLY_ME', $3)`,
      [mine.tenantId, first, mine.subject],
    );
    await manager.query(
      `insert into identity.party_identifier (tenant_id, source, external_id, party_id)
       select tenant_id, 'FUNNEL_CRM', party_id, party_id from identity.customer where tenant_id = $1`,
      [mine.tenantId],
    );
    const [row]: { employee: string; list: string }[] = await manager.query(
      `select (select min(id::text) from commercial.employee where tenant_id = $1) as employee,
         (select min(id::text) from commercial.price_list where tenant_id = $1) as list`,
      [mine.tenantId],
    );
    return row;
  });
  const reader: Viewer = { ...mine, scopes: new Set(["customers:read"]) };
  const records = Object.values(await recordIds(mine.tenantId, 5)).flat();
  const { whole, keys, external, list, mine: own, choices, nodes, views, viewer: who, search, create } = QUESTIONS;
  const asked: readonly (readonly [Viewer, string, Record<string, unknown>])[] = [
    [mine, whole, { ids: [root, ...ids] }],
    [mine, keys, { id: ids[2] }],
    [mine, external, { id: first }],
    [
      mine,
      list,
      { filter: { nameContains: "Customer", parentId: root, funnelStage: ["CUSTOMER"], creditLimit: { gte: "1" } } },
    ],
    [mine, list, { filter: { parentId: null, partyKind: "ORGANIZATION" } }],
    [mine, list, { filter: { countryCode: ["DE"] } }],
    [mine, choices, { employee: rows?.employee, priceList: rows?.list }],
    [{ ...mine, subject: rows?.employee ?? "", workspaceIds: [root] }, who, {}],
    [{ ...mine, subject: rows?.employee ?? "" }, own, {}],
    [mine, nodes, { ids: records }],
    [mine, views, { id: first }],
    [reader, search, {}],
    [mine, create, { id: first }],
  ];
  const statements: RanStatement[] = [];
  for (const [viewer, text, variables] of asked) statements.push(...(await ask(viewer, text, variables)).statements);
  await copyTenant(mine.tenantId, theirs);
  return { mine, theirs, customerIds: [root, ...ids], statements };
};
