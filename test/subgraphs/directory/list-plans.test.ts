import { beforeAll, describe, expect, it } from "@jest/globals";
import { FEW } from "../../../subgraphs/directory/list/beginnings.ts";
import { ORDER_FIELDS } from "../../../subgraphs/directory/list/order.ts";
import { type BulkTenant, bulkTenant } from "../../support/bulk-tenant.ts";
import { ask } from "../../support/graph.ts";
import { asSuperuser } from "../../support/second-wall.ts";
import { asAdmin } from "../../support/tenancy/tables.ts";

const LIST = `query ($where: CustomerCondition, $order: [CustomerOrder!]) {
  customers(where: $where, order: $order, first: 50) { totalCount nodes { id } } }`;

const conditionsFor = ({ root, employee, list }: BulkTenant): readonly object[] => [
  {},
  { displayName: { contains: "tomer 00" } },
  { code: { equals: "x" } },
  { accountNumber: { startsWith: "x-1" } },
  { finance: { taxNumber: { startsWith: "DE 1" } } },
  { displayName: { startsWith: "c" }, legalName: { startsWith: "c" } },
  { status: { in: ["SUSPENDED"] } },
  { parentId: { equals: root } },
  { parentId: { isSet: false } },
  { underId: root },
  { duplicateOfId: root },
  { relationship: { accountManagerId: { equals: employee }, funnelStage: { in: ["LEAD"] } } },
  { relationship: { labelId: { equals: list } } },
  { or: [{ relationship: { priceListId: { equals: list } } }, { address: { city: { equals: "Kiel" } } }] },
  { finance: { creditLimit: { gte: "10", lte: "2000" } } },
  { createdAt: { gte: "2026-01-01T00:00:00Z" } },
];

interface Plan {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Index Name"?: string;
  readonly Plans?: readonly Plan[];
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

/** More rows than a lookup by prefix is used for. */
const MANY = FEW + 500;

let tenant: BulkTenant;

beforeAll(async () => {
  await bulkTenant(2_000);
  await asSuperuser((client) => client.query("analyze"));
  tenant = await bulkTenant(MANY);
}, 120_000);

/** The plans of a list's statements, for a tenant without statistics. */
const plansOf = async (variables: object): Promise<Plan[]> => {
  const { statements, errors } = await ask(tenant.viewer, LIST, { ...variables });
  expect(errors).toEqual([]);
  return asSuperuser(async (client) => {
    await client.query("set role customer_graph_app");
    await client.query("select set_config('app.tenant_id', $1, false)", [tenant.viewer.tenantId]);
    const found: Plan[] = [];
    for (const { text, parameters } of statements.filter((statement) => statement.text.includes("listed_customer"))) {
      const { rows } = await client.query(`explain (format json) ${text}`, [...parameters]);
      found.push(...nodesOf(rows[0]["QUERY PLAN"][0].Plan));
    }
    return found;
  });
};

/** The plan nodes that read entries. */
const readsOf = async (variables: object): Promise<Plan[]> =>
  (await plansOf(variables)).filter(
    (node) => node["Relation Name"] === "customer_entry" || node["Index Name"]?.startsWith("entry_by"),
  );

const indexesOf = async (variables: object): Promise<(string | undefined)[]> =>
  (await plansOf(variables)).map((node) => node["Index Name"]);

describe("The statements of Query.customers", () => {
  it("read entries by an index, whatever the condition, also of a tenant that statistics do not know", async () => {
    for (const where of conditionsFor(tenant)) {
      const reads = await readsOf({ where });

      expect(reads.length).toBeGreaterThan(0);
      expect({ where, scans: reads.filter((node) => node["Node Type"] === "Seq Scan") }).toEqual({ where, scans: [] });
    }
  });

  it.each([
    [{ accountNumber: { startsWith: "x-1" } }, "search_text_by_key"],
    [{ legalName: { startsWith: "x" } }, "search_text_by_key"],
    [{ contact: { email: { startsWith: "x" } } }, "search_text_by_key"],
    [{ finance: { taxNumber: { startsWith: "DE 1" } } }, "tax_registration_by_key"],
  ])("find the texts that begin as %j asks by the index %s", async (where, index) => {
    expect(await indexesOf({ where })).toContain(index);
  });

  it("walk below a customer by the index of parents, also where nearly all have the same one", async () => {
    expect(await indexesOf({ where: { underId: tenant.root } })).toContain("entry_by_parent");
  });

  it("find whoever fulfils another condition among many that begin with a text", async () => {
    const last = tenant.ids.at(-1);
    await asAdmin("update identity.customer set code = 'Rare' where tenant_id = $1 and id = $2", [
      tenant.viewer.tenantId,
      last,
    ]);

    const { employee } = tenant;
    const byBeginning = { displayName: { startsWith: "c" }, code: { contains: "rar" } };
    const byManager = { ...byBeginning, relationship: { accountManagerId: { equals: employee } } };
    const found = { data: { customers: { totalCount: 1, nodes: [{ id: last }] } }, errors: [] };
    expect(await ask(tenant.viewer, LIST, { where: byBeginning })).toMatchObject(found);
    expect(await ask(tenant.viewer, LIST, { where: byManager })).toMatchObject(found);
  });

  it.each(ORDER_FIELDS.flatMap((field) => ["ASC", "DESC"].map((direction) => ({ field, direction }))))(
    "walk through the index of the order $field $direction",
    async (order) => {
      const reads = await readsOf({ order: [order] });

      const names = reads.map((node) => node["Index Name"] ?? "");
      expect(names).toContainEqual(
        expect.stringMatching(
          /^entry_by_(name|sort_name|sort_index|created|updated|credit_limit|customer_since|health_score|annual_revenue|stage)(_desc)?$/,
        ),
      );
    },
  );
});
