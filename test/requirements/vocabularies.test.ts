import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../platform/auth/viewer.ts";
import { given } from "../support/given.ts";
import { ask } from "../support/graph.ts";

const IMPORT = `mutation ($input: CustomersImportInput!) { customersImport(input: $input) {
  results { outcome customer {
    id status visibilityMode tenantId displayName
    party { __typename } relationship { funnelStage } finance { taxClass taxClassification taxNumber }
    ledger: as(vocabulary: LEDGER) taxEngine: as(vocabulary: TAX_ENGINE) workspaceErp: as(vocabulary: WORKSPACE_ERP)
  } userErrors { code message path } }
  userErrors { code message path }
} }`;

const take = async (viewer: Viewer, vocabulary: string, ...records: object[]) => {
  const input = { vocabulary, records, errorPolicy: "REJECT_FAILED" };
  const { data, errors } = await ask(viewer, IMPORT, { input });
  expect(errors).toEqual([]);
  return data.customersImport.results;
};

const MIRRORED = {
  name: "Nordlicht GmbH",
  external_id: "77",
  external_created_at: "2024-05-06T07:08:09.000Z",
  external_updated_at: "2025-05-06T07:08:09.000Z",
};
const SOURCES = ["netsuite", "priority", "zoho_books", "quickbooks", "salesforce"];
const MINIMAL = { legalName: "Sunrise LLC", displayName: "Sunrise", customerType: "prospect" };

describe("A record of LEDGER", () => {
  it("needs only a company name", async () => {
    const viewer = given.tenant();

    const [{ outcome, customer }] = await take(viewer, "LEDGER", { companyName: "Acme Corporation" });

    expect(outcome).toBe("CREATED");
    expect(customer).toMatchObject({ status: "ACTIVE", visibilityMode: "GLOBAL", tenantId: viewer.tenantId });
    expect(customer.ledger).toMatchObject({
      id: customer.id,
      organizationId: viewer.tenantId,
      companyName: "Acme Corporation",
      status: "active",
      taxId: null,
    });
  });

  it("changes only the given fields, and clears by null", async () => {
    const viewer = given.tenant();
    const known = { companyName: "Acme", customerId: "CUST-001", contactPhone: "(555) 123-4567", taxId: "12-3456789" };
    const [{ customer }] = await take(viewer, "LEDGER", known);

    const [partial, cleared] = [
      (await take(viewer, "LEDGER", { id: customer.id, contactEmail: "newemail@acme.example", status: "inactive" }))[0],
      (await take(viewer, "LEDGER", { id: customer.id, taxId: null }))[0],
    ];

    expect(partial.outcome).toBe("UPDATED");
    expect(partial.customer.ledger).toMatchObject({
      ...known,
      contactEmail: "newemail@acme.example",
      status: "inactive",
    });
    expect(cleared.customer.ledger).toMatchObject({ ...known, contactEmail: "newemail@acme.example", taxId: null });
  });

  it("becomes a child through the id of its parent", async () => {
    const viewer = given.tenant();
    const [{ customer: parent }] = await take(viewer, "LEDGER", { companyName: "Acme Corporation" });

    const children = await take(
      viewer,
      "LEDGER",
      { companyName: "Acme West", parentCustomerId: parent.id },
      { companyName: "Acme East", parentCustomerId: parent.id },
    );
    const { data } = await ask(
      viewer,
      "query ($id: ID!) { customer(id: $id) { children { nodes { displayName parent { id } } } } }",
      { id: parent.id },
    );

    expect(children.map(({ customer }: { customer: { ledger: object } }) => customer.ledger)).toMatchObject([
      { parentCustomerId: parent.id },
      { parentCustomerId: parent.id },
    ]);
    expect(data.customer.children.nodes).toEqual([
      { displayName: "Acme East", parent: { id: parent.id } },
      { displayName: "Acme West", parent: { id: parent.id } },
    ]);
  });
});

describe("A record of TAX_ENGINE", () => {
  it("is a different customer in each system, and the same one under the same id", async () => {
    const viewer = given.tenant();

    const first = await take(viewer, "TAX_ENGINE", ...SOURCES.map((source) => ({ ...MIRRORED, source })));
    const again = await take(viewer, "TAX_ENGINE", ...SOURCES.map((source) => ({ ...MIRRORED, source })));

    const ids = first.map(({ customer }: { customer: { id: string } }) => customer.id);
    expect(new Set(ids).size).toBe(5);
    expect(
      first.map(({ customer }: { customer: { taxEngine: { source: string } } }) => customer.taxEngine.source),
    ).toEqual(SOURCES);
    expect(again.map(({ customer }: { customer: { id: string } }) => customer.id)).toEqual(ids);
    expect(again.map(({ outcome }: { outcome: string }) => outcome)).toEqual(SOURCES.map(() => "UNCHANGED"));
  });

  it("without a status means an active customer", async () => {
    const record = { ...MIRRORED, source: "netsuite", customer_status: null };

    const [{ customer }] = await take(given.tenant(), "TAX_ENGINE", record);

    expect(customer).toMatchObject({ status: "ACTIVE", taxEngine: { customer_status: "active" } });
  });

  it("that is inactive appears in no list or look-up, and is still the same customer when imported again", async () => {
    const viewer = given.tenant();
    const record = { ...MIRRORED, source: "netsuite", customer_status: "inactive" };

    const [{ customer }] = await take(viewer, "TAX_ENGINE", record);
    const { data } = await ask(
      viewer,
      `{ customers { nodes { id } } customerByExternalId(source: NETSUITE, externalId: "77") { id } }`,
    );
    const [again] = await take(viewer, "TAX_ENGINE", { ...record, customer_status: "active" });

    expect(data).toEqual({ customers: { nodes: [] }, customerByExternalId: null });
    expect(again).toMatchObject({ outcome: "UPDATED", customer: { id: customer.id, status: "ACTIVE" } });
  });

  it("never sets the classification, which follows the tax number", async () => {
    const viewer = given.tenant();
    const record = { ...MIRRORED, source: "netsuite" };

    const [company] = await take(viewer, "TAX_ENGINE", { ...record, tax_number: "DE811115368", b2b_or_b2c: "b2c" });
    const [cleared] = await take(viewer, "TAX_ENGINE", { ...record, tax_number: null, b2b_or_b2c: "b2b" });

    expect(company.customer).toMatchObject({ finance: { taxClassification: "B2B" }, taxEngine: { b2b_or_b2c: "b2b" } });
    expect(cleared.customer).toMatchObject({ finance: { taxClassification: "B2C" }, taxEngine: { b2b_or_b2c: "b2c" } });
  });
});

describe("A record of WORKSPACE_ERP", () => {
  it("needs only its three names, and is local to its workspace", async () => {
    const workspaceId = randomUUID();

    const [{ outcome, customer }] = await take(
      given.tenant({ workspaceId, workspaceIds: [workspaceId] }),
      "WORKSPACE_ERP",
      MINIMAL,
    );

    expect(outcome).toBe("CREATED");
    expect(customer).toMatchObject({ status: "ACTIVE", visibilityMode: "WORKSPACE_LOCAL" });
    expect(customer.workspaceErp).toMatchObject({
      ...MINIMAL,
      status: "active",
      taxExempt: false,
      visibilityMode: "workspace_local",
      workspaceId,
    });
  });

  it("is global if the importing viewer acts in no workspace", async () => {
    const [{ outcome, customer }] = await take(given.tenant(), "WORKSPACE_ERP", MINIMAL);

    expect(outcome).toBe("CREATED");
    expect(customer).toMatchObject({ visibilityMode: "GLOBAL", workspaceErp: { visibilityMode: "global" } });
  });
});

describe("A sole trader", () => {
  it("is a person by the party and a business by the tax number", async () => {
    const viewer = given.tenant();
    const CREATE = `mutation ($input: CustomerCreateInput!) { customerCreate(input: $input) {
      customer { party { __typename } finance { taxClassification } } userErrors { code }
    } }`;
    const person = { firstName: "Mina", lastName: "Okafor" };

    const { data } = await ask(viewer, CREATE, {
      input: { party: { person }, finance: { taxRegistrations: [{ number: "DE811115368" }] } },
    });

    expect(data.customerCreate.customer).toEqual({
      party: { __typename: "Person" },
      finance: { taxClassification: "B2B" },
    });
  });
});
