import { beforeAll, describe, expect, it } from "@jest/globals";
import { SCOPES, type Scope, type Viewer } from "../../platform/auth/viewer.ts";
import { given } from "../support/given.ts";
import { ask } from "../support/graph.ts";

const EMAIL = "q7@zz.example";

let viewer: Viewer;
let customerId: string;
let contactId: string;
let addressId: string;

const without = (...missing: readonly Scope[]): Viewer => ({
  ...viewer,
  scopes: new Set(SCOPES.filter((scope) => !missing.includes(scope))),
});

const WHOLE = `query ($id: ID!) {
  customer(id: $id) {
    displayName website primaryEmail effectiveEmail
    party { displayName ... on Person { firstName lastName } }
    contacts { nodes { id name } } addresses { nodes { id street } } primaryContact { id } billingAddress { id }
    finance { billingPreferences { invoiceDelivery invoiceEmail } }
  }
}`;

beforeAll(async () => {
  viewer = given.tenant();
  customerId = await given.customer(viewer, {
    displayName: "Okafor Studio",
    party: { person: { firstName: "Mina", lastName: "Okafor" } },
    primaryEmail: EMAIL,
    website: "https://okafor.example",
    contacts: [{ name: "Ida Holm", email: "ida@okafor.example" }],
    billingAddress: { street: "Kaivokatu 1", countryCode: "FI" },
    finance: { billingPreferences: { invoiceDelivery: "EMAIL", invoiceEmail: "pay@okafor.example" } },
  });
  const { data } = await ask(viewer, WHOLE, { id: customerId });
  contactId = data.customer.contacts.nodes[0].id;
  addressId = data.customer.addresses.nodes[0].id;
});

describe("Personal data", () => {
  it("is null without contacts:read, with FORBIDDEN at its place, and the rest of the customer is answered", async () => {
    const { data, errors } = await ask(without("contacts:read"), WHOLE, { id: customerId });

    expect(data.customer).toEqual({
      displayName: "Okafor Studio",
      website: "https://okafor.example",
      primaryEmail: null,
      effectiveEmail: null,
      party: { displayName: "Mina Okafor", firstName: null, lastName: null },
      contacts: null,
      addresses: null,
      primaryContact: null,
      billingAddress: null,
      finance: { billingPreferences: { invoiceDelivery: "EMAIL", invoiceEmail: null } },
    });
    expect(new Set(errors.map(({ extensions }) => extensions?.code))).toEqual(new Set(["FORBIDDEN"]));
    expect(errors).toHaveLength(9);
  });

  const ways: [string, string, () => Record<string, unknown>, unknown, unknown][] = [
    [
      "a search for an e-mail address",
      "query ($text: String!) { customerSearch(text: $text) { totalCount } }",
      () => ({ text: EMAIL }),
      { customerSearch: { totalCount: 1 } },
      { customerSearch: { totalCount: 0 } },
    ],
    [
      "a search for a contact's e-mail address",
      "query ($text: String!) { customerSearch(text: $text) { totalCount } }",
      () => ({ text: "ida@" }),
      { customerSearch: { totalCount: 1 } },
      { customerSearch: { totalCount: 0 } },
    ],
    [
      "a filter by country",
      'query { customers(filter: { countryCode: ["FI"] }) { totalCount } }',
      () => ({}),
      { customers: { totalCount: 1 } },
      null,
    ],
    [
      "the id of a contact",
      "query ($id: ID!) { node(id: $id) { __typename } }",
      () => ({ id: contactId }),
      { node: { __typename: "CustomerContact" } },
      { node: null },
    ],
    [
      "the ids of records",
      "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename } }",
      () => ({ ids: [addressId, customerId] }),
      { nodes: [{ __typename: "CustomerAddress" }, { __typename: "Customer" }] },
      { nodes: [null, { __typename: "Customer" }] },
    ],
    [
      "a record of a vocabulary",
      "query ($id: ID!) { customer(id: $id) { as(vocabulary: LEDGER) asLedger { contactEmail } } }",
      () => ({ id: customerId }),
      { customer: { as: expect.objectContaining({ contactEmail: EMAIL }), asLedger: { contactEmail: EMAIL } } },
      { customer: { as: null, asLedger: null } },
    ],
    [
      "what the viewer can do",
      "query ($id: ID!) { customer(id: $id) { viewerCan { readContacts { isAllowed } } } }",
      () => ({ id: customerId }),
      { customer: { viewerCan: { readContacts: { isAllowed: true } } } },
      { customer: { viewerCan: { readContacts: { isAllowed: false } } } },
    ],
  ];

  it.each(ways)("is kept from a viewer without contacts:read: %s", async (_, query, variables, told, kept) => {
    expect((await ask(viewer, query, variables())).data).toEqual(told);
    expect((await ask(without("contacts:read"), query, variables())).data).toEqual(kept);
  });

  const CREATE = `mutation ($input: CustomerCreateInput!) {
    customerCreate(input: $input) { customer { id primaryEmail } userErrors { message } }
  }`;

  it.each([
    ["primaryEmail", { primaryEmail: EMAIL }],
    ["primaryPhone", { primaryPhone: "+47 22 00 00 00" }],
    ["faxNumber", { faxNumber: "+47 22 00 00 00" }],
    ["contacts", { contacts: [{ name: "Ida" }] }],
    ["addresses", { addresses: [{ city: "Bergen" }] }],
    ["billingAddress", { billingAddress: { city: "Bergen" } }],
    ["shippingAddress", { shippingAddress: { city: "Bergen" } }],
    ["mailingAddress", { mailingAddress: { city: "Bergen" } }],
    ["physicalAddress", { physicalAddress: { city: "Bergen" } }],
    ["party.person", { party: { person: { lastName: "Holm" } } }],
    [
      "finance.billingPreferences.invoiceEmail",
      { finance: { billingPreferences: { invoiceEmail: "pay@harbour.example" } } },
    ],
  ])("is not written as %s without contacts:write", async (path, part) => {
    const writer = without("contacts:write");
    const input = { displayName: "Harbour Lights", ...part };
    const update =
      "mutation ($input: CustomerUpdateInput!) { customerUpdate(input: $input) { userErrors { message } } }";
    const upsert =
      "mutation ($input: CustomersUpsertInput!) { customersUpsert(input: $input) { userErrors { message } } }";
    const records = [{ accountNumber: "A-1", ...input }];

    const refused = [
      await ask(writer, CREATE, { input }),
      await ask(writer, update, { input: { customerId, ...part } }),
      await ask(writer, upsert, { input: { matchBy: "ACCOUNT_NUMBER", records } }),
    ];

    expect(refused.map(({ errors }) => errors.map(({ message }) => message))).toEqual([
      [`input.${path} needs the scope contacts:write.`],
      [`input.${path} needs the scope contacts:write.`],
      [`input.records.0.${path} needs the scope contacts:write.`],
    ]);
  });

  it("is not cleared by a viewer without contacts:write", async () => {
    const text = "mutation ($input: CustomerUpdateInput!) { customerUpdate(input: $input) { userErrors { message } } }";
    const billing = `mutation ($input: BillingPreferencesUpdateInput!) {
      billingPreferencesUpdate(input: $input) { userErrors { message } }
    }`;
    const clears = (part: object) => ({ input: { customerId, ...part } });

    const cleared = [
      await ask(without("contacts:write"), text, clears({ primaryEmail: null })),
      await ask(without("contacts:write"), text, clears({ finance: { billingPreferences: null } })),
      await ask(without("contacts:write"), billing, clears({ billingPreferences: null })),
    ];

    expect(cleared.map(({ errors }) => errors[0]?.extensions?.code)).toEqual(["FORBIDDEN", "FORBIDDEN", "FORBIDDEN"]);
    expect((await ask(viewer, WHOLE, { id: customerId })).data.customer).toMatchObject({
      primaryEmail: EMAIL,
      finance: { billingPreferences: { invoiceEmail: "pay@okafor.example" } },
    });
  });

  it("may be written by one who may not read it, who is not shown what was written", async () => {
    const input = { displayName: "Harbour Lights", primaryEmail: "lights@harbour.example" };

    const blind = await ask(without("contacts:read"), CREATE, { input });
    const blinder = await ask(without("contacts:read", "customers:read"), CREATE, { input });

    expect(blind.data.customerCreate).toEqual({
      customer: { id: expect.any(String), primaryEmail: null },
      userErrors: [],
    });
    expect(blinder.data.customerCreate).toEqual({ customer: null, userErrors: [] });
    expect(blinder.errors).toMatchObject([{ path: ["customerCreate", "customer"], extensions: { code: "FORBIDDEN" } }]);
  });
});
