import { describe, expect, it } from "@jest/globals";
import { graphql } from "graphql";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import type { ContactsInput } from "../../../subgraphs/contacts/commands/index.ts";
import { countryCodeOf } from "../../../subgraphs/contacts/countries.ts";
import { contacts } from "../../../subgraphs/contacts/server.ts";
import { updateCustomer } from "../../../subgraphs/directory/commands/update.ts";
import { given } from "../../support/given.ts";
import { ask, testDatabase } from "../../support/graph.ts";

const CREATE = `mutation ($input: CustomerCreateInput!) { customerCreate(input: $input) {
  customer { id } userErrors { code message path }
} }`;

const SLOTS = `query ($id: ID!) { customer(id: $id) {
  addresses { totalCount nodes { id city isPrimary defaultFor purposes countryCode countryText } }
  primaryAddress { city } billingAddress { city } shippingAddress { city } mailingAddress { city } physicalAddress { city }
} }`;

const PEOPLE = `query ($id: ID!, $first: Int, $after: String) { customer(id: $id) {
  version primaryContact { name }
  contacts(first: $first, after: $after) { totalCount nodes { id name isPrimary } pageInfo { hasNextPage endCursor } }
} }`;

const customerOf = async (viewer: Viewer, query: string, variables: Record<string, unknown>) =>
  (await ask(viewer, query, variables)).data.customer;

const peopleOf = (viewer: Viewer, id: string) => customerOf(viewer, PEOPLE, { id });

const change = (viewer: Viewer, id: string, changes: ContactsInput) =>
  testDatabase.session(viewer.tenantId).write((manager) => updateCustomer(manager, viewer, id, changes));

const idsByName = (nodes: readonly { id: string; name?: string; city?: string }[]): Record<string, string> =>
  Object.fromEntries(nodes.map(({ id, name, city }) => [name ?? city, id]));

describe("a list of customers", () => {
  it.each([1, 10, 1_000])("reads all contacts and addresses of %d customers with seven statements", async (size) => {
    const viewer = given.tenant();
    const ids = await given.customers(viewer, size);
    const pages = Array.from({ length: Math.ceil(size / 100) }, (_, page) => ids.slice(page * 100, page * 100 + 100));
    const query = `query (${pages.map((_, page) => `$p${page}: [ID!]!`).join(" ")}) {
      ${pages.map((_, page) => `p${page}: customersById(ids: $p${page}) { ...Reached }`).join(" ")}
    }
    fragment Reached on Customer {
      primaryEmail website effectiveEmail primaryContact { name } contacts { totalCount nodes { name } }
      addresses { totalCount nodes { city defaultFor } }
      primaryAddress { city } billingAddress { city } shippingAddress { city } mailingAddress { city } physicalAddress { city }
    }`;

    const answer = await ask(viewer, query, Object.fromEntries(pages.map((page, index) => [`p${index}`, page])));

    expect(answer.errors).toEqual([]);
    expect(Object.values(answer.data).flat()).toHaveLength(size);
    expect(answer.statements.filter(({ subgraph }) => subgraph === "contacts")).toHaveLength(7);
  });
});

describe("the keys of contacts", () => {
  it("reveal nothing to another tenant", async () => {
    const id = await given.customer(given.tenant(), {
      primaryEmail: "hello@shop.example",
      contacts: [{ name: "Ida" }],
      addresses: [{ city: "Kiel", purposes: ["BILLING"] }],
    });
    const viewer = given.tenant();

    const { data, errors } = await graphql({
      schema: contacts.schema,
      source: `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Customer {
        primaryEmail effectiveEmail primaryContact { name } contacts { totalCount nodes { name } }
        addresses { totalCount nodes { city } } primaryAddress { city } billingAddress { city }
      } } }`,
      variableValues: { keys: [{ __typename: "Customer", id }] },
      contextValue: contacts.createContext({ viewer, db: testDatabase.session(viewer.tenantId) }),
    });

    expect(errors).toBeUndefined();
    expect(JSON.parse(JSON.stringify(data))).toEqual({
      _entities: [
        {
          primaryEmail: null,
          effectiveEmail: null,
          primaryContact: null,
          contacts: { totalCount: 0, nodes: [] },
          addresses: { totalCount: 0, nodes: [] },
          primaryAddress: null,
          billingAddress: null,
        },
      ],
    });
  });
});

describe("Customer.primaryEmail", () => {
  it("is the account's own, and the effective one falls back to the primary contact's", async () => {
    const viewer = given.tenant();
    const contacts = [{ name: "Ida" }, { name: "Noor", email: "noor@shop.example", isPrimary: true }];
    const own = await given.customer(viewer, { primaryEmail: "hello@shop.example", contacts });
    const without = await given.customer(viewer, { contacts });

    const { data } = await ask(
      viewer,
      `query ($ids: [ID!]!) { customersById(ids: $ids) { primaryEmail effectiveEmail website } }`,
      { ids: [own, without] },
    );

    expect(data.customersById).toEqual([
      { primaryEmail: "hello@shop.example", effectiveEmail: "hello@shop.example", website: null },
      { primaryEmail: null, effectiveEmail: "noor@shop.example", website: null },
    ]);
  });
});

describe("Customer.contacts", () => {
  it("makes the first one primary if none is marked", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, { contacts: [{ name: "Ida" }, { name: "Noor" }] });

    expect(await peopleOf(viewer, id)).toMatchObject({
      primaryContact: { name: "Ida" },
      contacts: { nodes: [{ isPrimary: true }, { isPrimary: false }] },
    });
  });

  it("starts with the primary one, then oldest first, page by page", async () => {
    const viewer = given.tenant();
    const names = ["Ann", "Ben", "Cem", "Dag", "Eli"];
    const id = await given.customer(viewer, {
      contacts: names.map((name) => ({ name, isPrimary: name === "Dag" })),
    });
    const read: string[] = [];

    for (let after: string | null = null, more = true; more; ) {
      const { contacts } = await customerOf(viewer, PEOPLE, { id, first: 2, after });
      read.push(...contacts.nodes.map(({ name }: { name: string }) => name));
      after = contacts.pageInfo.endCursor;
      more = contacts.pageInfo.hasNextPage;
      expect(contacts.totalCount).toBe(5);
    }

    expect(read).toEqual(["Dag", "Ann", "Ben", "Cem", "Eli"]);
  });

  it("refuses a cursor of another list, and more than 100", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer);
    const forged = Buffer.from(JSON.stringify(["true", "no number", id])).toString("base64url");

    const wrong = await ask(viewer, PEOPLE, { id, after: forged });
    const many = await ask(viewer, PEOPLE, { id, first: 101 });

    expect(wrong.errors).toMatchObject([{ path: ["customer", "contacts"], extensions: { code: "BAD_USER_INPUT" } }]);
    expect(many.errors).toMatchObject([{ path: ["customer", "contacts"], extensions: { code: "BAD_USER_INPUT" } }]);
  });

  it("keeps the ids of contacts that stay, wherever they move and whoever becomes primary", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, { contacts: [{ name: "Ida" }, { name: "Noor" }, { name: "Noor" }] });
    const before = (await peopleOf(viewer, id)).contacts.nodes.map((node: { id: string }) => node.id);

    await change(viewer, id, {
      contacts: [{ name: "Ben" }, { name: "Noor", isPrimary: true }, { name: "Ida" }, { name: "Noor" }],
    });
    const after = await peopleOf(viewer, id);

    expect(after.contacts.nodes.map(({ name }: { name: string }) => name)).toEqual(["Noor", "Ben", "Ida", "Noor"]);
    expect(after.contacts.nodes.map((node: { id: string }) => node.id)).toEqual([
      before[1],
      expect.any(String),
      before[0],
      before[2],
    ]);
    expect(after.primaryContact.name).toBe("Noor");
  });

  it("keeps even the version when the same list is written again, and can be emptied", async () => {
    const viewer = given.tenant();
    const contacts = [
      { name: "Ida", email: "ida@shop.example" },
      { name: "Noor", isPrimary: true },
    ];
    const id = await given.customer(viewer, { contacts });

    await change(viewer, id, { contacts });

    expect((await peopleOf(viewer, id)).version).toBe(1);

    await change(viewer, id, { contacts: null });

    expect(await peopleOf(viewer, id)).toMatchObject({ version: 2, primaryContact: null, contacts: { totalCount: 0 } });
  });
});

describe("Customer.addresses", () => {
  it("uses the first address with a purpose for it", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, {
      addresses: [
        { city: "Kiel", purposes: ["SHIPPING"] },
        { city: "Bergen", purposes: ["SHIPPING", "BILLING", "BILLING"], isPrimary: true },
        { city: "Oslo", purposes: ["BILLING", "PHYSICAL"] },
      ],
    });

    expect(await customerOf(viewer, SLOTS, { id })).toMatchObject({
      addresses: {
        totalCount: 3,
        nodes: [
          { city: "Bergen", isPrimary: true, defaultFor: ["BILLING"], purposes: ["BILLING", "SHIPPING"] },
          { city: "Kiel", isPrimary: false, defaultFor: ["SHIPPING"] },
          { city: "Oslo", isPrimary: false, defaultFor: ["PHYSICAL"] },
        ],
      },
      primaryAddress: { city: "Bergen" },
      billingAddress: { city: "Bergen" },
      shippingAddress: { city: "Kiel" },
      mailingAddress: null,
      physicalAddress: { city: "Oslo" },
    });
  });

  it("keeps a default whose address stays, and passes that of a removed one to the next", async () => {
    const viewer = given.tenant();
    const kiel = { city: "Kiel", purposes: ["SHIPPING", "MAILING"] } as const;
    const oslo = { city: "Oslo", purposes: ["SHIPPING", "BILLING"] } as const;
    const id = await given.customer(viewer, { addresses: [kiel, oslo] });
    const before = idsByName((await customerOf(viewer, SLOTS, { id })).addresses.nodes);

    await change(viewer, id, { addresses: [oslo, kiel] });
    const moved = await customerOf(viewer, SLOTS, { id });

    expect(idsByName(moved.addresses.nodes)).toEqual(before);
    expect(moved).toMatchObject({ primaryAddress: { city: "Oslo" }, shippingAddress: { city: "Kiel" } });

    await change(viewer, id, { addresses: [oslo] });

    expect(await customerOf(viewer, SLOTS, { id })).toMatchObject({
      shippingAddress: { city: "Oslo" },
      mailingAddress: null,
    });
  });

  it("derives the country code from a name and keeps the name as written", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, {
      addresses: [
        { city: "Leeds", countryText: "UK" },
        { city: "Bergen", countryCode: "NO", countryText: "Norge" },
        { city: "Nowhere", countryText: "constructor" },
      ],
    });

    expect((await customerOf(viewer, SLOTS, { id })).addresses.nodes).toMatchObject([
      { city: "Leeds", countryCode: "GB", countryText: "UK" },
      { city: "Bergen", countryCode: "NO", countryText: "Norge" },
      { city: "Nowhere", countryCode: null, countryText: "constructor" },
    ]);
  });

  it("reveals nothing to another tenant", async () => {
    const id = await given.customer(given.tenant(), { addresses: [{ city: "Kiel" }], contacts: [{ name: "Ida" }] });

    const { data, statements } = await ask(given.tenant(), SLOTS, { id });

    expect(data.customer).toBeNull();
    expect(statements.filter(({ subgraph }) => subgraph === "contacts")).toEqual([]);
  });
});

describe("ContactsInput", () => {
  it("reports everything wrong with it at once, and creates nothing", async () => {
    const viewer = given.tenant();
    const marked = { name: "Ida", isPrimary: true };

    const { data } = await ask(viewer, CREATE, {
      input: {
        displayName: "Harbour Lights",
        faxNumber: " ",
        website: `https://shop.example/${"x".repeat(3_000)}`,
        contacts: [marked, { ...marked, name: "" }],
        addresses: [
          { city: "x".repeat(10_001), isPrimary: true },
          { postalCode: "\u0000", isPrimary: true },
        ],
      },
    });

    expect(data.customerCreate.customer).toBeNull();
    expect(data.customerCreate.userErrors.map(({ path }: { path: string[] }) => path.join("."))).toEqual([
      "faxNumber",
      "website",
      "contacts.1.isPrimary",
      "contacts.1.name",
      "addresses.1.isPrimary",
      "addresses.0.city",
      "addresses.1.postalCode",
    ]);
    expect(data.customerCreate.userErrors.map(({ code }: { code: string }) => code)).toEqual(Array(7).fill("INVALID"));
    expect((await ask(viewer, "{ customers { totalCount } }")).data.customers.totalCount).toBe(0);
  });

  it("is checked even if it does not come through the graph", async () => {
    const viewer = given.tenant();

    const refused = given.customer(viewer, {
      primaryEmail: "no address",
      website: "javascript:alert(1)",
      addresses: [{ countryCode: "Germany" }],
      contacts: [{ name: "Ida", email: `${"i".repeat(250)}@shop.example` }],
    });

    await expect(refused).rejects.toMatchObject({
      userErrors: [
        { code: "INVALID", path: ["primaryEmail"] },
        { code: "INVALID", path: ["website"] },
        { code: "INVALID", path: ["contacts", "0", "email"] },
        { code: "INVALID", path: ["addresses", "0", "countryCode"] },
      ],
    });
  });
});

describe("countryCodeOf", () => {
  it.each(
    Object.entries({
      Argentina: "AR",
      Austria: "AT",
      Belgium: "BE",
      Brazil: "BR",
      Canada: "CA",
      Denmark: "DK",
      Finland: "FI",
      France: "FR",
      Germany: "DE",
      Ireland: "IE",
      Italy: "IT",
      Mexico: "MX",
      Norway: "NO",
      Poland: "PL",
      Portugal: "PT",
      Spain: "ES",
      Sweden: "SE",
      Switzerland: "CH",
      UK: "GB",
      USA: "US",
      Venezuela: "VE",
      England: "GB",
      "U.K.": "GB",
      "United States of America": "US",
      "The Netherlands": "NL",
      Türkiye: "TR",
      "The Bahamas": "BS",
      Curacao: "CW",
      Réunion: "RE",
      Laos: "LA",
      " germany ": "DE",
      de: "DE",
      DEU: "DE",
      "South Korea": "KR",
      "Hong Kong": "HK",
      Vietnam: "VN",
    }),
  )("knows %p", (text, code) => {
    expect(countryCodeOf(text)).toBe(code);
  });

  it.each(["Atlantis", "Korea", "", "276", "ZZ", "constructor", "__proto__"])("does not know %p", (text) => {
    expect(countryCodeOf(text)).toBeNull();
  });
});
