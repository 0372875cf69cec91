import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { loadDemoData } from "../../../cli/demo/load.ts";
import { demoTenants } from "../../../cli/demo/tenants.ts";
import { subgraphs } from "../../../cli/graph/subgraphs.ts";
import { demoViewer, SECOND_DEMO_TENANT_ID } from "../../../platform/auth/demo-viewer.ts";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { openDatabase } from "../../../platform/database/open.ts";
import { ask, testDatabase } from "../../support/graph.ts";
import { createDatabase, dropDatabase } from "../../support/postgres.ts";
import { TEMPLATE } from "../../support/template.ts";

const duluth: Viewer = { ...demoViewer, tenantId: SECOND_DEMO_TENANT_ID, workspaceIds: [], workspaceId: null };

const ALL = `query ($after: String) { customers(first: 100, after: $after, filter: { includeInactive: true }) { nodes {
  displayName status visibilityMode
  party { __typename }
  descendants { depth }
  relationship { funnelStage relationKind industrySegment acquisitionSource accountManager { name } owners { name }
    priceList { code } sellerRelation { displayName } healthScore internalNote annualRevenue { currencyCode } }
  finance { taxNumber taxClass taxExempt creditLimit { currencyCode } paymentTerms { kind code label } }
  contacts { nodes { name jobTitle } }
  addresses { nodes { countryCode purposes } }
} } }`;

const distinct = (values: readonly unknown[]): unknown[] =>
  [...new Set(values)].filter((value) => value != null).sort();

/** The demo data as clients of each tenant see them. */
const everybody = async () => {
  await loadDemoData(testDatabase);
  const seen = await Promise.all([demoViewer, duluth].map((viewer) => ask(viewer, ALL)));
  expect(seen.flatMap(({ errors }) => errors)).toEqual([]);
  return seen.flatMap(({ data }) => data.customers.nodes);
};

/** Runs one test with an empty database of its own. */
const withDatabase = async (
  use: (database: Awaited<ReturnType<typeof openDatabase>>) => Promise<void>,
): Promise<void> => {
  const name = `test_${randomUUID()}`;
  const { appUrl } = await createDatabase(name, TEMPLATE);
  const database = await openDatabase({ url: appUrl, entities: subgraphs.flatMap(({ entities }) => entities) });
  try {
    await use(database);
  } finally {
    await database.close();
    await dropDatabase(name);
  }
};

const count = demoTenants().reduce((sum, { customers }) => sum + customers.length, 0);

describe("loadDemoData", () => {
  it("loads once, even when two processes start together", async () =>
    withDatabase(async (database) => {
      const first = await Promise.all([loadDemoData(database), loadDemoData(database)]);

      const second = await loadDemoData(database);

      expect(first.reduce((sum, loaded) => sum + loaded)).toBe(count);
      expect(second).toBe(0);
    }));

  it("loads a tenant completely or not at all", async () =>
    withDatabase(async (database) => {
      const session = database.session(SECOND_DEMO_TENANT_ID);
      const rows = "select id from commercial.employee union all select id from identity.customer";
      await session.write((manager) =>
        manager.query("insert into commercial.price_list values ($1, $2, 'SHOP', 'In the way', 'USD')", [
          SECOND_DEMO_TENANT_ID,
          randomUUID(),
        ]),
      );

      await expect(loadDemoData(database)).rejects.toThrow("duplicate key");

      await expect(session.write((manager) => manager.query(rows))).resolves.toEqual([]);
    }));

  it("covers every stage, status, kind, class, segment, source and visibility", async () => {
    const customers = await everybody();

    const all = (value: (customer: (typeof customers)[number]) => unknown) => distinct(customers.map(value));
    expect(customers).toHaveLength(count);
    expect(all(({ status }) => status)).toEqual(["ACTIVE", "ARCHIVED", "CHURNED", "INACTIVE", "SUSPENDED"]);
    expect(all(({ party }) => party.__typename)).toEqual(["Organization", "Person"]);
    expect(all(({ visibilityMode }) => visibilityMode)).toEqual(["GLOBAL", "SHARED", "WORKSPACE_LOCAL"]);
    expect(all(({ relationship }) => relationship.funnelStage)).toHaveLength(5);
    expect(all(({ relationship }) => relationship.relationKind)).toHaveLength(2);
    expect(all(({ relationship }) => relationship.industrySegment)).toHaveLength(10);
    expect(all(({ relationship }) => relationship.acquisitionSource)).toHaveLength(6);
    expect(all(({ finance }) => finance.taxClass)).toHaveLength(5);
    expect(all(({ finance }) => finance.paymentTerms.code)).toHaveLength(7);
    expect(all(({ finance }) => finance.paymentTerms.kind)).toHaveLength(3);
    expect(
      distinct(
        customers.flatMap(({ addresses }) => addresses.nodes.flatMap((node: { purposes: string[] }) => node.purposes)),
      ),
    ).toHaveLength(4);
  });

  it("spans many countries and currencies, and three levels in both tenants", async () => {
    const customers = await everybody();

    const countries = distinct(
      customers.flatMap(({ addresses }) => addresses.nodes.map((node: { countryCode: string }) => node.countryCode)),
    );
    const currencies = distinct(
      customers.flatMap(({ finance, relationship }) => [
        finance.creditLimit?.currencyCode,
        relationship.annualRevenue?.currencyCode,
      ]),
    );
    const groups = customers.filter(({ descendants }) =>
      descendants.some(({ depth }: { depth: number }) => depth === 2),
    );
    expect(countries.length).toBeGreaterThanOrEqual(15);
    expect(currencies.length).toBeGreaterThanOrEqual(8);
    expect(groups.map(({ displayName }) => displayName)).toEqual([
      "Lindhorst Hotels",
      "Vanterpool Delicatessen",
      "Tamarack Outfitters",
    ]);
  });

  it("fills all facets, including references between customers", async () => {
    await everybody();

    const { data } = await ask(
      demoViewer,
      ALL.replace("includeInactive: true", 'nameContains: "Lindhorst Österreich"'),
    );

    expect(data.customers.nodes).toMatchObject([
      {
        relationship: {
          accountManager: { name: "Jonas Petersen" },
          owners: [{ name: "Henrike Voss" }],
          priceList: { code: "HO-EUR" },
          sellerRelation: { displayName: "Brooksfleet Wien" },
        },
        finance: { taxNumber: "ATU99900134", paymentTerms: { kind: "CUSTOM", code: "CUSTOM", label: "30 Tage netto" } },
        contacts: { nodes: [{ name: "Theresia Pfandl", jobTitle: "Leitung Einkauf" }] },
      },
    ]);
  });

  it("includes activities and notes as a team would write them", async () => {
    await everybody();
    const records = `relationship { activities(first: 2) { nodes { kind subject createdBy } totalCount }
      notes(first: 1) { nodes { text actor { name } } totalCount } }`;

    const { data, errors } = await ask(
      demoViewer,
      `{ customers(filter: { nameContains: "Lindhorst Hotels" }) { nodes { version ${records} } } }`,
    );

    expect(errors).toEqual([]);
    expect(data.customers.nodes).toMatchObject([
      {
        version: 1,
        relationship: {
          activities: { nodes: [{ kind: "CALL", createdBy: "demo" }, { kind: "EMAIL" }], totalCount: 3 },
          notes: { nodes: [{ actor: { name: "Henrike Voss" } }], totalCount: 2 },
        },
      },
    ]);
  });

  it("keeps tenants separate", async () => {
    await everybody();

    const { data } = await ask(duluth, `{ customers(filter: { nameContains: "Lindhorst" }) { totalCount } }`);

    expect(data.customers.totalCount).toBe(0);
  });
});
