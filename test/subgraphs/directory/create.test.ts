import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { given } from "../../support/given.ts";
import { ask, testDatabase } from "../../support/graph.ts";
import { rowsOf } from "../../support/rows.ts";

const CREATE = `mutation ($input: CustomerCreateInput!) { customerCreate(input: $input) {
  customer {
    id version displayName legalName code accountNumber status visibilityMode
    party { __typename displayName }
    externalIdentifiers { source externalId externalCreatedAt }
    parent { displayName }
    relationship {
      funnelStage relationKind customerSince isFormer formerDate isClosed
      accountManager { name } owners { name } primaryOwner { name } priceList { code }
      sellerRelation { displayName } annualRevenue { amount currencyCode } healthScore mailingOptOut internalNote
    }
    finance {
      taxRegistrations { number countryCode isPrimary } taxNumber taxClass taxExempt sendInvoiceReminders
      creditLimit { amount currencyCode } paymentTerms { kind code dueInDays paymentTermInDays label }
    }
    primaryEmail primaryPhone faxNumber website effectiveEmail
    contacts { totalCount nodes { name jobTitle email phone isPrimary } }
    primaryContact { name }
    addresses { nodes { purposes defaultFor city countryCode countryText isPrimary } }
    primaryAddress { city } billingAddress { city } shippingAddress { city } mailingAddress { city }
  }
  userErrors { code message path existing { id ... on Customer { displayName } } }
} }`;

const create = async (viewer: Viewer, input: object) => (await ask(viewer, CREATE, { input })).data.customerCreate;

const countOf = async (viewer: Viewer): Promise<number> =>
  (await ask(viewer, "{ customers(filter: { includeInactive: true }) { totalCount } }")).data.customers.totalCount;

const withStaff = async (viewer: Viewer) => {
  const [ada, ben, list] = [randomUUID(), randomUUID(), randomUUID()];
  await testDatabase.session(viewer.tenantId).write(async (manager) => {
    await manager.query(
      "insert into commercial.employee (tenant_id, id, name) values ($1, $2, 'Ada Berg'), ($1, $3, 'Ben Cole')",
      [viewer.tenantId, ada, ben],
    );
    await manager.query(
      "insert into commercial.price_list (tenant_id, id, code, name, currency_code) values ($1, $2, 'W', 'Wholesale', 'EUR')",
      [viewer.tenantId, list],
    );
    await manager.query("insert into identity.tenant (tenant_id, name, currency_code) values ($1, 'Home', 'DKK')", [
      viewer.tenantId,
    ]);
  });
  return { ada, ben, list };
};

describe("Mutation.customerCreate", () => {
  it("needs only a display name", async () => {
    const { customer, userErrors } = await create(given.tenant(), { displayName: "Acme Corporation" });

    expect(userErrors).toEqual([]);
    expect(customer).toMatchObject({
      version: 1,
      displayName: "Acme Corporation",
      status: "ACTIVE",
      visibilityMode: "GLOBAL",
      party: { __typename: "Organization", displayName: "Acme Corporation" },
      relationship: { funnelStage: "SUSPECT", relationKind: "CUSTOMER", isFormer: false, owners: [] },
      finance: { taxExempt: false, sendInvoiceReminders: true, creditLimit: null, paymentTerms: null },
      contacts: { totalCount: 0, nodes: [] },
      primaryAddress: null,
    });
  });

  it("writes and reads back all four facets", async () => {
    const viewer = given.tenant();
    const { ada, ben, list } = await withStaff(viewer);
    const parentId = await given.customer(viewer, { displayName: "The Group" });
    const seller = await ask(viewer, "query ($id: ID!) { customer(id: $id) { party { id } } }", { id: parentId });

    const { customer, userErrors } = await create(viewer, {
      displayName: "Nordlys",
      legalName: "Nordlys ApS",
      code: "NORD",
      accountNumber: "A-1234",
      parentId,
      status: "SUSPENDED",
      party: { organization: { name: "Nordlys Handel" } },
      externalIdentifiers: [{ source: "NETSUITE", externalId: "77", externalCreatedAt: "2024-05-06T07:08:09.123Z" }],
      relationship: {
        funnelStage: "CUSTOMER",
        relationKind: "PARTNER",
        customerSince: "2020-02-29T00:00:00Z",
        formerDate: "2025-01-01T00:00:00Z",
        accountManagerId: ada,
        ownerIds: [ben, ada],
        priceListId: list,
        sellerRelationId: seller.data.customer.party.id,
        annualRevenue: { amount: "1200000.5" },
        healthScore: 100,
        internalNote: "Likes to be called in the morning.",
      },
      finance: {
        taxRegistrations: [{ number: "DK12345678", countryCode: "DK" }, { number: "SE99" }],
        taxClass: "WHOLESALE",
        creditLimit: { amount: "50000", currencyCode: "SEK" },
        paymentTerms: "net45",
        sendInvoiceReminders: false,
      },
      primaryPhone: "+45 55 55 01 23",
      website: "https://nordlys.example",
      contacts: [{ name: "Ida Holm" }, { name: "Jens Juul", email: "jens@nordlys.example", isPrimary: true }],
      addresses: [
        { purposes: ["SHIPPING", "BILLING"], city: "Odense", countryText: "Denmark" },
        { purposes: ["SHIPPING", "MAILING"], city: "Malmö", countryCode: "SE", isPrimary: true },
      ],
    });

    expect(userErrors).toEqual([]);
    expect(customer).toMatchObject({
      version: 1,
      displayName: "Nordlys",
      legalName: "Nordlys ApS",
      code: "NORD",
      accountNumber: "A-1234",
      status: "SUSPENDED",
      party: { __typename: "Organization", displayName: "Nordlys Handel" },
      externalIdentifiers: [{ source: "NETSUITE", externalId: "77", externalCreatedAt: "2024-05-06T07:08:09.123Z" }],
      parent: { displayName: "The Group" },
      relationship: {
        funnelStage: "CUSTOMER",
        relationKind: "PARTNER",
        customerSince: "2020-02-29T00:00:00.000Z",
        isFormer: true,
        formerDate: "2025-01-01T00:00:00.000Z",
        isClosed: false,
        accountManager: { name: "Ada Berg" },
        owners: [{ name: "Ben Cole" }, { name: "Ada Berg" }],
        primaryOwner: { name: "Ben Cole" },
        priceList: { code: "W" },
        sellerRelation: { displayName: "The Group" },
        annualRevenue: { amount: "1200000.50", currencyCode: "DKK" },
        healthScore: 100,
        mailingOptOut: false,
        internalNote: "Likes to be called in the morning.",
      },
      finance: {
        taxRegistrations: [
          { number: "DK12345678", countryCode: "DK", isPrimary: true },
          { number: "SE99", countryCode: null, isPrimary: false },
        ],
        taxNumber: "DK12345678",
        taxClass: "WHOLESALE",
        sendInvoiceReminders: false,
        creditLimit: { amount: "50000.00", currencyCode: "SEK" },
        paymentTerms: { kind: "NET", code: "NET_45", dueInDays: 45, paymentTermInDays: 45, label: "net45" },
      },
      primaryEmail: null,
      primaryPhone: "+45 55 55 01 23",
      website: "https://nordlys.example",
      effectiveEmail: "jens@nordlys.example",
      contacts: {
        totalCount: 2,
        nodes: [
          { name: "Jens Juul", isPrimary: true },
          { name: "Ida Holm", isPrimary: false },
        ],
      },
      primaryContact: { name: "Jens Juul" },
      addresses: {
        nodes: [
          {
            purposes: ["SHIPPING", "MAILING"],
            defaultFor: ["MAILING"],
            city: "Malmö",
            countryCode: "SE",
            isPrimary: true,
          },
          {
            purposes: ["BILLING", "SHIPPING"],
            city: "Odense",
            countryCode: "DK",
            countryText: "Denmark",
            isPrimary: false,
          },
        ],
      },
      primaryAddress: { city: "Malmö" },
      billingAddress: { city: "Odense" },
      shippingAddress: { city: "Odense" },
      mailingAddress: { city: "Malmö" },
    });
  });

  it("reports everything wrong at once, and writes nothing", async () => {
    const viewer = given.tenant();
    const before = await rowsOf(viewer);

    const { customer, userErrors } = await create(viewer, {
      displayName: "x".repeat(257),
      code: " ",
      party: { organization: { name: "A" }, person: { lastName: "B" } },
      externalIdentifiers: [
        { source: "NETSUITE", externalId: "1" },
        { source: "NETSUITE", externalId: "2" },
      ],
      relationship: { healthScore: 101, ownerIds: ["me"] },
      finance: { creditLimit: { amount: "-0.001" }, taxRegistrations: [{ number: "" }] },
      contacts: [
        { name: "A", isPrimary: true },
        { name: "B", isPrimary: true },
      ],
      addresses: [{ street: "s".repeat(10_001) }],
    });

    expect(customer).toBeNull();
    expect(userErrors.map(({ code, path }: { code: string; path: string[] }) => `${code} ${path.join(".")}`)).toEqual([
      "INVALID displayName",
      "INVALID code",
      "INVALID party",
      "INVALID externalIdentifiers.1.source",
      "NOT_FOUND relationship.ownerIds.0",
      "INVALID relationship.healthScore",
      "INVALID finance.taxRegistrations.0.number",
      "INVALID finance.creditLimit.amount",
      "INVALID contacts.1.isPrimary",
      "INVALID addresses.0.street",
    ]);
    for (const { message, path } of userErrors) expect(message).not.toContain(path.join("."));
    expect(await rowsOf(viewer)).toEqual(before);
  });

  const missing: Record<string, [object, string]> = {
    parent: [{ parentId: randomUUID() }, "parentId"],
    party: [{ party: { id: randomUUID() } }, "party.id"],
    "account manager": [{ relationship: { accountManagerId: randomUUID() } }, "relationship.accountManagerId"],
    "price list": [{ relationship: { priceListId: randomUUID() } }, "relationship.priceListId"],
    "seller relation": [{ relationship: { sellerRelationId: randomUUID() } }, "relationship.sellerRelationId"],
  };

  it.each(Object.entries(missing))(
    "refuses an unknown %s, and leaves no half-written customer",
    async (_, [input, path]) => {
      const viewer = given.tenant();
      const before = await rowsOf(viewer);

      const { customer, userErrors } = await create(viewer, { displayName: "A", ...input });

      expect(customer).toBeNull();
      expect(userErrors).toMatchObject([{ code: "NOT_FOUND", path: path.split(".") }]);
      expect(await rowsOf(viewer)).toEqual(before);
    },
  );

  it("refuses another customer's external id, and names that customer", async () => {
    const viewer = given.tenant();
    const externalIdentifiers = [{ source: "SALESFORCE" as const, externalId: "001" }];
    const id = await given.customer(viewer, { displayName: "First", externalIdentifiers });

    const { userErrors } = await create(viewer, { displayName: "Second", externalIdentifiers });

    expect(userErrors).toMatchObject([
      { code: "TAKEN", path: ["externalIdentifiers", "0", "externalId"], existing: { id, displayName: "First" } },
    ]);
    expect(await countOf(viewer)).toBe(1);
  });

  it("needs a name, of the customer or of its party", async () => {
    const { userErrors } = await create(given.tenant(), { code: "X" });

    expect(userErrors).toMatchObject([{ code: "REQUIRED", path: ["displayName"] }]);
  });

  it("creates a second customer of a party that exists", async () => {
    const viewer = given.tenant();
    const first = await create(viewer, { party: { person: { firstName: "Mina", lastName: "Okafor" } } });
    const { data } = await ask(viewer, "query ($id: ID!) { customer(id: $id) { party { id } } }", {
      id: first.customer.id,
    });

    const second = await create(viewer, { party: { id: data.customer.party.id } });

    expect(second.customer).toMatchObject({ displayName: "Mina Okafor", party: { __typename: "Person" } });
    expect(second.customer.id).not.toBe(first.customer.id);
  });

  it("needs customers:write, and finance:write for finance", async () => {
    const viewer = given.tenant();
    const only = (...scopes: ("customers:read" | "customers:write")[]) => ({ ...viewer, scopes: new Set(scopes) });

    const reader = await ask(only("customers:read"), CREATE, { input: { displayName: "A" } });
    const writer = await ask(only("customers:read", "customers:write"), CREATE, {
      input: { displayName: "A", finance: { taxExempt: true } },
    });

    expect(reader.errors).toMatchObject([{ path: ["customerCreate"], extensions: { code: "FORBIDDEN" } }]);
    expect(writer.errors).toMatchObject([{ path: ["customerCreate"], extensions: { code: "FORBIDDEN" } }]);
    expect(await countOf(viewer)).toBe(0);
  });
});

describe("CustomerCreateInput.idempotencyKey", () => {
  it("returns the first result again, even to concurrent requests", async () => {
    const viewer = given.tenant();
    const input = { displayName: "Once", idempotencyKey: "order-1" };

    const answers = await Promise.all(Array.from({ length: 8 }, () => create(viewer, input)));

    expect(new Set(answers.map(({ customer }) => customer.id)).size).toBe(1);
    expect(await countOf(viewer)).toBe(1);
  });

  it("is refused with another input", async () => {
    const viewer = given.tenant();
    await create(viewer, { displayName: "Once", idempotencyKey: "order-1" });

    const { customer, userErrors } = await create(viewer, { displayName: "Twice", idempotencyKey: "order-1" });

    expect(customer).toBeNull();
    expect(userErrors).toMatchObject([{ code: "INVALID", path: ["idempotencyKey"] }]);
  });

  it("is unused after a refusal", async () => {
    const viewer = given.tenant();
    await create(viewer, { displayName: "A", idempotencyKey: "k", parentId: randomUUID() });

    const { userErrors } = await create(viewer, { displayName: "B", idempotencyKey: "k" });

    expect(userErrors).toEqual([]);
  });
});
