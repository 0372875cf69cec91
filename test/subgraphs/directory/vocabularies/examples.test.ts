import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../../../platform/auth/viewer.ts";
import { given } from "../../../support/given.ts";
import { ask } from "../../../support/graph.ts";
import { read, refusals, write } from "../../../support/vocabulary-writes.ts";

const versionOf = async (viewer: Viewer, id: string): Promise<number> =>
  (await ask(viewer, "query ($id: ID!) { customer(id: $id) { version } }", { id })).data.customer.version;

const LEDGER = {
  id: "123e4567-e89b-12d3-a456-426614174000",
  organizationId: "org_123abc",
  companyName: "Acme Corporation",
  customerId: "CUST-001",
  contactEmail: "contact@acme.com",
  contactPhone: "+1-555-0123",
  billingAddress: { street: "123 Main St", city: "San Francisco", state: "CA", postalCode: "94105", country: "USA" },
  shippingAddress: { street: "456 Oak Ave", city: "San Francisco", state: "CA", postalCode: "94105", country: "USA" },
  parentCustomerId: null,
  taxId: "12-3456789",
  paymentTerms: "Net 30",
  creditLimit: 50000.0,
  status: "active",
  createdAt: "2025-01-15T10:30:00.000Z",
  updatedAt: "2025-01-15T10:30:00.000Z",
};

const ERP = {
  legalName: "example",
  displayName: "example",
  customerType: "prospect",
  industrySegment: "corporate",
  status: "active",
  customerSince: "2024-01-15T09:00:00.000Z",
  taxExempt: false,
  visibilityMode: "global",
};

const ORDER_DESK = {
  id: "4021",
  name: "Sunrise Craft Beverages",
  code: "SUNRISE",
  companyName: "string",
  email: "user@example.com",
  phone: "string",
  paymentTerms: "Net 30",
  notes: "string",
  contacts: [{ name: "string", email: "user@example.com", phone: "string", isPrimary: true }],
  addresses: [
    {
      addressType: "billing",
      street: "string",
      city: "string",
      state: "string",
      zipCode: "string",
      country: "string",
      isPrimary: true,
    },
  ],
};

const MIRRORED = {
  name: "Nordlicht GmbH",
  source: "zoho_books",
  external_id: "Z-77",
  external_created_at: "2024-05-06T07:08:09.000Z",
  external_updated_at: "2025-05-06T07:08:09.000Z",
  addresses: { billing: { street: "Kai 1", zone: 4 }, shipping: null },
  customer_type: "reseller",
};

const CRM = {
  _Type: "Relationship.Person.CommercialRelationship.Lead",
  Name: "Okafor, Mina",
  PaymentTermInDays: 14.5,
  Person: { FirstName: "Mina", LastName: "Okafor" },
};

/** Fields that the system sets, whatever a record contains. */
const SYSTEM = ["organizationId", "createdAt", "updatedAt"];

describe("The example record", () => {
  const examples = { FUNNEL_CRM: CRM, LEDGER, TAX_ENGINE: MIRRORED, WORKSPACE_ERP: ERP, ORDER_DESK };

  it.each(Object.entries(examples))("of %s is imported unchanged, and reads back the same", async (name, record) => {
    const viewer = given.tenant();

    const { id, outcome } = await write(viewer, name, record);

    const view = await read(viewer, name, id);
    expect(outcome).toBe("CREATED");
    for (const [field, value] of Object.entries(record)) {
      if (!SYSTEM.includes(field)) expect({ [field]: view[field] }).toMatchObject({ [field]: value as never });
    }
  });

  it.each(Object.entries(examples).filter(([name]) => name !== "WORKSPACE_ERP" && name !== "FUNNEL_CRM"))(
    "of %s is the same customer the second time",
    async (name, record) => {
      const viewer = given.tenant();
      const first = await write(viewer, name, record);

      expect(await write(viewer, name, record)).toEqual({ id: first.id, outcome: "UNCHANGED" });
    },
  );
});

describe("A text without a limit in its vocabulary", () => {
  /** The maximum length, in multi-byte characters without repetition, so that it does not compress. */
  const long = Array.from({ length: 5_000 }, (_, n) =>
    String.fromCodePoint(0x4e00 + ((n * 7_919) % 20_000), 0xe4),
  ).join("");
  const parts = { street: long, city: long, state: long, country: long };
  const ledgerAddress = { ...parts, postalCode: long };
  const records: Record<string, object> = {
    LEDGER: {
      companyName: "A",
      customerId: long,
      contactPhone: long,
      billingAddress: ledgerAddress,
      shippingAddress: { ...ledgerAddress, city: "Kiel" },
      taxId: long,
      paymentTerms: long,
    },
    WORKSPACE_ERP: {
      ...ERP,
      legalName: long,
      accountNumber: long,
      primaryPhone: long,
      faxNumber: long,
      notesSummary: long,
      referredBy: long,
      physicalAddress: ledgerAddress,
    },
    ORDER_DESK: {
      ...ORDER_DESK,
      code: long,
      companyName: long,
      phone: long,
      paymentTerms: long,
      notes: long,
      contacts: [{ name: "Ida", phone: long, isPrimary: true }],
      addresses: [{ ...parts, zipCode: long, isPrimary: true }],
    },
  };

  it.each(Object.entries(records))("of %s comes back complete, and finds its customer again", async (name, record) => {
    const viewer = given.tenant();

    const { id } = await write(viewer, name, record);

    expect(await read(viewer, name, id)).toMatchObject(record);
    expect(await write(viewer, name, record)).toEqual({ id, outcome: "UNCHANGED" });
  });

  it("distinguishes account numbers that start alike", async () => {
    const viewer = given.tenant();
    const first = await write(viewer, "LEDGER", { companyName: "A", customerId: `${long.slice(0, 9_999)}1` });
    const second = await write(viewer, "LEDGER", { companyName: "B", customerId: `${long.slice(0, 9_999)}2` });

    expect(second).toMatchObject({ outcome: "CREATED" });
    expect(await write(viewer, "LEDGER", { companyName: "A", customerId: `${long.slice(0, 9_999)}1` })).toEqual({
      id: first.id,
      outcome: "UNCHANGED",
    });
  });
});

describe("The rules of a vocabulary's text", () => {
  const refused: Record<string, [string, object, string[]]> = {
    "FUNNEL_CRM: a person needs a last name": [
      "FUNNEL_CRM",
      { _Type: CRM._Type, Name: "Mina", Person: { FirstName: "Mina" } },
      ["REQUIRED Person.LastName"],
    ],
    "FUNNEL_CRM: a person is no organization": [
      "FUNNEL_CRM",
      { ...CRM, Organization: { Name: "A" } },
      ["INVALID Organization"],
    ],
    "LEDGER: a company name": ["LEDGER", { customerId: "1" }, ["REQUIRED companyName"]],
    "LEDGER: an e-mail address": ["LEDGER", { ...LEDGER, contactEmail: "at home" }, ["INVALID contactEmail"]],
    "LEDGER: a parent that exists": [
      "LEDGER",
      { companyName: "A", parentCustomerId: randomUUID() },
      ["NOT_FOUND parentCustomerId"],
    ],
    "LEDGER: two decimal places": ["LEDGER", { companyName: "A", creditLimit: 1.005 }, ["INVALID creditLimit"]],
    "LEDGER: one of three statuses": ["LEDGER", { companyName: "A", status: "suspended" }, ["INVALID status"]],
    "LEDGER: no other fields": ["LEDGER", { companyName: "A", shoeSize: 44 }, ["INVALID shoeSize"]],
    "TAX_ENGINE: source, id and dates": [
      "TAX_ENGINE",
      { name: "A" },
      ["source", "external_id", "external_created_at", "external_updated_at"].map((field) => `REQUIRED ${field}`),
    ],
    "TAX_ENGINE: a known source": ["TAX_ENGINE", { ...MIRRORED, source: "sap" }, ["INVALID source"]],
    "TAX_ENGINE: an id of 256 characters": [
      "TAX_ENGINE",
      { ...MIRRORED, external_id: "x".repeat(257) },
      ["INVALID external_id"],
    ],
    "TAX_ENGINE: a comment of 200 characters": [
      "TAX_ENGINE",
      { ...MIRRORED, comment: "x".repeat(201) },
      ["INVALID comment"],
    ],
    "TAX_ENGINE: a tax number of 100 characters": [
      "TAX_ENGINE",
      { ...MIRRORED, tax_number: "x".repeat(101) },
      ["INVALID tax_number"],
    ],
    "TAX_ENGINE: a listed class": [
      "TAX_ENGINE",
      { ...MIRRORED, customer_type: "wholesale" },
      ["INVALID customer_type"],
    ],
    "WORKSPACE_ERP: its three names": [
      "WORKSPACE_ERP",
      {},
      ["REQUIRED legalName", "REQUIRED displayName", "REQUIRED customerType"],
    ],
    "WORKSPACE_ERP: a health score of 0 to 100": [
      "WORKSPACE_ERP",
      { ...ERP, healthScore: 101 },
      ["INVALID healthScore"],
    ],
    "WORKSPACE_ERP: a web address": ["WORKSPACE_ERP", { ...ERP, website: "nowhere" }, ["INVALID website"]],
    "WORKSPACE_ERP: a workspace of one's own": [
      "WORKSPACE_ERP",
      { ...ERP, workspaceId: randomUUID() },
      ["NOT_FOUND workspaceId"],
    ],
    "ORDER_DESK: one primary contact": [
      "ORDER_DESK",
      {
        name: "A",
        contacts: [
          { name: "B", isPrimary: true },
          { name: "C", isPrimary: true },
        ],
      },
      ["INVALID contacts.1.isPrimary"],
    ],
    "ORDER_DESK: a type of address": [
      "ORDER_DESK",
      { name: "A", addresses: [{ addressType: "home" }] },
      ["INVALID addresses.0.addressType"],
    ],
  };

  it.each(Object.entries(refused))("are kept: %s", async (_, [name, record, expected]) => {
    const viewer = given.tenant();

    expect(await refusals(viewer, name, record)).toEqual(expected);
    expect((await ask(viewer, "{ customers { totalCount } }")).data.customers.totalCount).toBe(0);
  });

  const tooLong = "x".repeat(10_001);
  const named: Record<string, [string, object, string]> = {
    "the state of a slot": ["LEDGER", { companyName: "A", billingAddress: { state: tooLong } }, "billingAddress.state"],
    "the country of a slot": [
      "LEDGER",
      { companyName: "A", shippingAddress: { country: " " } },
      "shippingAddress.country",
    ],
    "the state of an open slot": [
      "WORKSPACE_ERP",
      { ...ERP, mailingAddress: { floor: 2, state: tooLong } },
      "mailingAddress.state",
    ],
    "the ZIP code in a list": [
      "ORDER_DESK",
      { name: "A", addresses: [{}, { zipCode: tooLong }].map((each) => ({ city: "Kiel", ...each })) },
      "addresses.1.zipCode",
    ],
    "the country in a list": ["ORDER_DESK", { name: "A", addresses: [{ country: tooLong }] }, "addresses.0.country"],
    "an amount": ["LEDGER", { companyName: "A", creditLimit: -5 }, "creditLimit"],
    "an id": ["ORDER_DESK", { id: "x".repeat(257), name: "A" }, "id"],
    "an owner": ["WORKSPACE_ERP", { ...ERP, ownerUserId: randomUUID() }, "ownerUserId"],
    "a contact without a name": [
      "ORDER_DESK",
      { name: "A", contacts: [{ email: "ida@shop.example" }] },
      "contacts.0.name",
    ],
  };

  it.each(Object.entries(named))("are refused under the names of the record: %s", async (_, [name, record, place]) => {
    const viewer = given.tenant();

    const refused = write(viewer, name, record);

    await expect(refused).rejects.toMatchObject({
      userErrors: [{ path: place.split("."), message: expect.not.stringContaining(place) }],
    });
  });

  it("are kept: FUNNEL_CRM never turns an organization into a person", async () => {
    const viewer = given.tenant();
    const record = { ID: "r-1", _Type: "Relationship.Organization.CommercialRelationship.Lead", Name: "A" };
    await write(viewer, "FUNNEL_CRM", record);

    const _Type = "Relationship.Person.CommercialRelationship.Customer";
    expect(await refusals(viewer, "FUNNEL_CRM", { ...record, _Type })).toEqual(["INVALID _Type"]);
  });

  it("are kept: LEDGER does not bring back what is archived", async () => {
    const viewer = given.tenant();
    await write(viewer, "LEDGER", { ...LEDGER, status: "archived" });

    expect(await refusals(viewer, "LEDGER", LEDGER)).toEqual(["NOT_ALLOWED status"]);
  });

  it("are kept: FUNNEL_CRM converts a lead into a customer under the same id, with the date of it", async () => {
    const viewer = given.tenant();
    const { id } = await write(viewer, "FUNNEL_CRM", { ID: "r-2", ...CRM });

    await write(viewer, "FUNNEL_CRM", { ID: "r-2", _Type: "Relationship.Person.CommercialRelationship.Customer" });

    expect(await read(viewer, "FUNNEL_CRM", id)).toMatchObject({
      ID: "r-2",
      _Type: "Relationship.Person.CommercialRelationship.Customer",
      UpgradeDate: expect.any(String),
    });
  });
});

describe("A status of another system", () => {
  const STATUSES = ["active", "inactive", "suspended", "churned"];
  const changes = STATUSES.flatMap((from) => STATUSES.map((to) => [from, to] as const));
  const mirrored = (status: string) => ({ ...MIRRORED, customer_status: status });

  it.each(changes)("mirrored by WORKSPACE_ERP goes from %s to %s", async (from, to) => {
    const viewer = given.tenant();
    const { id } = await write(viewer, "WORKSPACE_ERP", { ...ERP, accountNumber: "1", status: from });

    await write(viewer, "WORKSPACE_ERP", { accountNumber: "1", status: to });

    expect(await read(viewer, "WORKSPACE_ERP", id)).toMatchObject({ status: to });
  });

  it("mirrored by TAX_ENGINE is set whatever it was, even archived", async () => {
    const viewer = given.tenant();
    const { id } = await write(viewer, "TAX_ENGINE", mirrored("inactive"));
    await write(viewer, "TAX_ENGINE", mirrored("suspended"));
    const suspended = await read(viewer, "TAX_ENGINE", id);
    await write(viewer, "LEDGER", { id, status: "archived" });

    await write(viewer, "TAX_ENGINE", mirrored("active"));

    expect(suspended).toMatchObject({ customer_status: "suspended" });
    expect(await read(viewer, "LEDGER", id)).toMatchObject({ status: "active" });
  });
});

describe("A record that repeats what is shown", () => {
  it("does not promote a lead that WORKSPACE_ERP calls a prospect", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, { accountNumber: "A-1", relationship: { funnelStage: "LEAD" } });

    await write(viewer, "WORKSPACE_ERP", { accountNumber: "A-1", customerType: "prospect" });

    expect(await read(viewer, "FUNNEL_CRM", id)).toMatchObject({
      _Type: "Relationship.Organization.CommercialRelationship.Lead",
    });
    expect(await versionOf(viewer, id)).toBe(1);
  });

  it("does not overwrite a suspended status that LEDGER calls inactive", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, { accountNumber: "A-1", status: "SUSPENDED" });

    await write(viewer, "LEDGER", { customerId: "A-1", status: "inactive" });

    expect(await read(viewer, "WORKSPACE_ERP", id)).toMatchObject({ status: "suspended" });
  });

  it("does not overwrite a wholesale class that TAX_ENGINE calls reseller", async () => {
    const viewer = given.tenant();
    const { id } = await write(viewer, "TAX_ENGINE", { ...MIRRORED, customer_type: null });
    const change = `mutation ($input: CustomerUpdateInput!) { customerUpdate(input: $input) { userErrors { message } } }`;
    await ask(viewer, change, { input: { customerId: id, finance: { taxClass: "WHOLESALE" } } });

    await write(viewer, "TAX_ENGINE", { ...MIRRORED, customer_type: "reseller" });

    const { data } = await ask(viewer, "query ($id: ID!) { customer(id: $id) { finance { taxClass } } }", { id });
    expect(data.customer.finance.taxClass).toBe("WHOLESALE");
  });
});

describe("Payment terms", () => {
  it.each(["LEDGER", "ORDER_DESK"])("of which only the days are known are named by them in %s", async (name) => {
    const viewer = given.tenant();
    const shown = async (PaymentTermInDays: number) => {
      const { id } = await write(viewer, "FUNNEL_CRM", { ...CRM, ID: `${PaymentTermInDays}`, PaymentTermInDays });
      return (await read(viewer, name, id)).paymentTerms;
    };

    expect([await shown(30), await shown(14.5), await shown(0)]).toEqual(["Net 30", "Net 14.5", "Due on receipt"]);
  });
});

describe("An e-mail address", () => {
  const ADDRESSES = ["root@localhost", "a&b@example.com", "x@example.xn--p1ai", "x@example.рф"];
  const NAMES = { LEDGER: "contactEmail", TAX_ENGINE: "email", WORKSPACE_ERP: "primaryEmail", ORDER_DESK: "email" };

  it.each(Object.entries(NAMES))("that the graph takes goes out and in again: %s %s", async (name, field) => {
    const viewer = given.tenant();

    for (const [index, primaryEmail] of ADDRESSES.entries()) {
      const externalIdentifiers = [{ source: "NETSUITE", externalId: `${index}` }] as const;
      const id = await given.customer(viewer, { primaryEmail, accountNumber: `${index}`, externalIdentifiers });
      const shown = await read(viewer, name, id);

      expect(shown[field]).toBe(primaryEmail);
      expect(
        await write(
          viewer,
          name,
          name === "TAX_ENGINE"
            ? { ...MIRRORED, source: "netsuite", external_id: `${index}`, [field]: primaryEmail }
            : shown,
        ),
      ).toMatchObject({ id });
    }
  });
});

describe("An amount", () => {
  it("keeps the customer's currency if a record names none", async () => {
    const viewer = given.tenant();
    const creditLimit = { amount: "100", currencyCode: "SEK" };
    const id = await given.customer(viewer, { accountNumber: "A-1", finance: { creditLimit } });

    await write(viewer, "LEDGER", { customerId: "A-1", creditLimit: 250 });

    const { data } = await ask(
      viewer,
      "query ($id: ID!) { customer(id: $id) { finance { creditLimit { amount currencyCode } } } }",
      { id },
    );
    expect(data.customer.finance.creditLimit).toEqual({ amount: "250.00", currencyCode: "SEK" });
  });
});

describe("An address slot", () => {
  it("is split from an address that serves other purposes too", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, {
      accountNumber: "A-1",
      addresses: [{ purposes: ["BILLING", "SHIPPING"], city: "Kiel" }],
    });

    await write(viewer, "LEDGER", { customerId: "A-1", billingAddress: { city: "Bonn" } });

    expect(await read(viewer, "LEDGER", id)).toMatchObject({
      billingAddress: { city: "Bonn" },
      shippingAddress: { city: "Kiel" },
    });
  });
});

describe("Mutation.customersImport and Customer.as", () => {
  const IMPORT = `mutation ($input: CustomersImportInput!) { customersImport(input: $input) {
    results { index outcome customer { displayName as(vocabulary: ORDER_DESK) } userErrors { code message path } }
    userErrors { code path }
  } }`;

  it("import records of one vocabulary, and show them in another", async () => {
    const viewer = given.tenant();
    const input = {
      vocabulary: "LEDGER",
      records: [LEDGER, { companyName: 7 }, "no record"],
      errorPolicy: "REJECT_FAILED",
    };

    const { data, errors } = await ask(viewer, IMPORT, { input });

    expect(errors).toEqual([]);
    expect(data.customersImport.results).toMatchObject([
      {
        index: 0,
        outcome: "CREATED",
        customer: {
          displayName: "Acme Corporation",
          as: { name: "Acme Corporation", paymentTerms: "Net 30", contacts: [], addresses: [{}, {}] },
        },
        userErrors: [],
      },
      { index: 1, outcome: "REFUSED", customer: null, userErrors: [{ path: ["records", "1", "companyName"] }] },
      { index: 2, outcome: "REFUSED", customer: null, userErrors: [{ path: ["records", "2"] }] },
    ]);
  });

  it("write nothing when one record is refused, unless told otherwise", async () => {
    const viewer = given.tenant();

    const { data } = await ask(viewer, IMPORT, { input: { vocabulary: "LEDGER", records: [LEDGER, {}] } });

    expect(data.customersImport.results.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      "REFUSED",
      "REFUSED",
    ]);
    expect((await ask(viewer, "{ customers { totalCount } }")).data.customers.totalCount).toBe(0);
  });

  it("read any number of customers with the same number of statements", async () => {
    const viewer = given.tenant();
    await given.customers(viewer, 60);
    const LIST = "query ($first: Int) { customers(first: $first) { nodes { as(vocabulary: LEDGER) } } }";

    const one = await ask(viewer, LIST, { first: 1 });
    const fifty = await ask(viewer, LIST, { first: 50 });

    expect(fifty.data.customers.nodes).toHaveLength(50);
    expect(fifty.statements.map(({ text }) => text)).toEqual(one.statements.map(({ text }) => text));
  });

  it("reveal nothing to a stranger, and need the scopes of what they contain", async () => {
    const viewer = given.tenant();
    const { id } = await write(viewer, "LEDGER", LEDGER);
    const AS = "query ($id: ID!) { customer(id: $id) { as(vocabulary: LEDGER) } }";

    const stranger = await ask(given.tenant(), AS, { id });
    const clerk = await ask({ ...viewer, scopes: new Set(["customers:read"]) }, AS, { id });

    expect(stranger.data.customer).toBeNull();
    expect(clerk.data.customer.as).toBeNull();
    expect(clerk.errors).toMatchObject([{ path: ["customer", "as"], extensions: { code: "FORBIDDEN" } }]);
  });
});
