import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import type { ContactsInput } from "../../../subgraphs/contacts/commands/index.ts";
import { given } from "../../support/given.ts";
import { ask } from "../../support/graph.ts";

const REACH = `
  version
  contacts { nodes { id name jobTitle email phone phoneE164 isPrimary } }
  addresses { nodes { id city street purposes defaultFor isPrimary extra countryCode countryText } }
  billingAddress { id city }`;

const UPDATE = `mutation ($input: CustomerUpdateInput!) { customerUpdate(input: $input) {
  customer { ${REACH} } userErrors { code message path params { actual } }
} }`;

const UPDATE_MANY = `mutation ($input: CustomersUpdateInput!) { customersUpdate(input: $input) {
  results { outcome userErrors { code path } }
} }`;

const MANY = ["customers", "0", "change"];

const CREATE = `mutation ($input: CustomerCreateInput!) { customerCreate(input: $input) {
  customer { id } userErrors { code message path }
} }`;

const read = async (viewer: Viewer, id: string) =>
  (await ask(viewer, `query ($id: ID!) { customer(id: $id) { ${REACH} } }`, { id })).data.customer;

const update = async (viewer: Viewer, customerId: string, changes: object) => {
  const { data, errors } = await ask(viewer, UPDATE, { input: { customerId, ...changes } });
  expect(errors).toEqual([]);
  return data.customerUpdate;
};

const PEOPLE = [
  { name: "Ida", email: "ida@shop.example", phone: "030 123456", jobTitle: "Buyer" },
  { name: "Noor", isPrimary: true },
  { name: "Ben" },
];

const PLACES: NonNullable<ContactsInput["addresses"]> = [
  { city: "Kiel", street: "Hafen 1", countryText: "Germany", purposes: ["BILLING", "SHIPPING"], extra: { dock: 4 } },
  { city: "Oslo", purposes: ["BILLING"], isPrimary: true },
];

describe("A contact named in the list of its customer", () => {
  it("keeps its id and what is not given, while the rest of the list is replaced", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, { contacts: PEOPLE, addresses: [{ city: "Kiel", countryCode: "DE" }] });
    const [noor, ida] = (await read(viewer, id)).contacts.nodes;

    const { customer, userErrors } = await update(viewer, id, {
      contacts: [
        { name: "Eva" },
        { id: ida.id.toUpperCase(), name: "Ida Holm", jobTitle: null },
        { id: noor.id, name: "Noor" },
      ],
    });

    expect(userErrors).toEqual([]);
    expect(customer.contacts.nodes).toEqual([
      noor,
      { ...noor, id: expect.any(String), name: "Eva", isPrimary: false },
      { ...ida, name: "Ida Holm", jobTitle: null },
    ]);
    expect(ida).toMatchObject({ name: "Ida", phoneE164: "+4930123456", isPrimary: false });
    expect([noor.id, ida.id]).not.toContain(customer.contacts.nodes[1].id);
  });

  it("changes nothing when it is written as it is", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, { contacts: PEOPLE, addresses: PLACES });
    const before = await read(viewer, id);
    const named = (rows: { id: string; name?: string }[]) => rows.map(({ id: each, name }) => ({ id: each, name }));

    const { customer } = await update(viewer, id, {
      contacts: named(
        before.contacts.nodes.toSorted(
          (a: { name: string }, b: { name: string }) =>
            PEOPLE.findIndex(({ name }) => name === a.name) - PEOPLE.findIndex(({ name }) => name === b.name),
        ),
      ),
      billingAddress: { id: before.billingAddress.id },
    });

    expect(customer).toEqual(before);
    expect(customer.version).toBe(1);
  });

  it("gives way to the one that is marked as primary", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, { contacts: PEOPLE });
    const [noor, ida] = (await read(viewer, id)).contacts.nodes;

    const { customer } = await update(viewer, id, {
      contacts: [{ id: noor.id, name: "Noor" }, { id: ida.id, name: "Ida", isPrimary: true }, { name: "Ben" }],
    });

    expect(customer.contacts.nodes.filter(({ isPrimary }: { isPrimary: boolean }) => isPrimary)).toMatchObject([
      { id: ida.id },
    ]);
  });
});

describe("An address named by its id", () => {
  it("keeps its id, its purposes and what is not given in the list", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, { addresses: PLACES });
    const { nodes } = (await read(viewer, id)).addresses;
    const [kiel, oslo] = ["Kiel", "Oslo"].map((city) => nodes.find((node: { city: string }) => node.city === city));

    const { customer } = await update(viewer, id, {
      addresses: [
        { id: oslo.id, street: "Brygga 2" },
        { id: kiel.id, city: "Lübeck" },
      ],
    });

    expect(customer.addresses.nodes).toEqual(
      expect.arrayContaining([
        { ...kiel, city: "Lübeck" },
        { ...oslo, street: "Brygga 2" },
      ]),
    );
    expect(kiel).toMatchObject({ countryCode: "DE", purposes: ["BILLING", "SHIPPING"], extra: { dock: 4 } });
  });

  it("becomes the default of a purpose, whose other addresses keep serving it", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, { addresses: PLACES });
    const oslo = (await read(viewer, id)).addresses.nodes.find(({ city }: { city: string }) => city === "Oslo");

    const { customer } = await update(viewer, id, {
      billingAddress: { id: oslo.id, street: "Brygga 2" },
      mailingAddress: { id: oslo.id },
    });

    expect(customer.billingAddress).toEqual({ id: oslo.id, city: "Oslo" });
    expect(customer.addresses.nodes).toHaveLength(2);
    expect(customer.addresses.nodes.find((node: { id: string }) => node.id === oslo.id)).toEqual({
      ...oslo,
      street: "Brygga 2",
      purposes: ["BILLING", "MAILING"],
      defaultFor: ["BILLING", "MAILING"],
    });
  });
});

describe("An id that is not of the customer's list", () => {
  const strange = async (viewer: Viewer) => {
    const other = await given.customer(viewer, { contacts: [{ name: "Ida" }], addresses: [{ city: "Oslo" }] });
    const foreign = await given.customer(given.tenant(), { contacts: [{ name: "Ida" }] });
    const { contacts, addresses } = await read(viewer, other);
    return [contacts.nodes[0].id, addresses.nodes[0].id, foreign, randomUUID(), "", "1'); drop table"];
  };

  it("is refused by its path, and nothing is written", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, { contacts: PEOPLE, addresses: PLACES });
    const before = await read(viewer, id);

    for (const each of await strange(viewer)) {
      const list = await update(viewer, id, {
        displayName: "Never",
        contacts: [{ name: "Eva" }, { id: each, name: "Ida" }],
      });
      const slot = await update(viewer, id, { displayName: "Never", billingAddress: { id: each, city: "Rome" } });

      expect(list).toMatchObject({
        customer: null,
        userErrors: [{ code: "NOT_FOUND", path: ["contacts", "1", "id"] }],
      });
      expect(slot).toMatchObject({
        customer: null,
        userErrors: [{ code: "NOT_FOUND", path: ["billingAddress", "id"] }],
      });
    }

    expect(await read(viewer, id)).toEqual(before);
  });

  it("is refused for a new customer, and for one of many", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, { contacts: PEOPLE });
    const contacts = [{ id: randomUUID(), name: "Ida" }];

    const created = await ask(viewer, CREATE, {
      input: { party: { organization: { name: "New" } }, displayName: "New", contacts },
    });
    const many = await ask(viewer, UPDATE_MANY, {
      input: { customers: [{ customerId: id, change: { contacts } }], errorPolicy: "REJECT_FAILED" },
    });

    expect(created.data.customerCreate).toMatchObject({
      customer: null,
      userErrors: [{ code: "NOT_FOUND", path: ["contacts", "0", "id"] }],
    });
    expect(many.data.customersUpdate.results).toMatchObject([
      { outcome: "REFUSED", userErrors: [{ code: "NOT_FOUND", path: [...MANY, "contacts", "0", "id"] }] },
    ]);
  });

  it("is refused when it is there twice", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, { contacts: PEOPLE });
    const [{ id: noor }] = (await read(viewer, id)).contacts.nodes;

    const { userErrors } = await update(viewer, id, {
      contacts: [
        { id: noor, name: "Noor" },
        { id: noor.toUpperCase(), name: "N" },
      ],
    });

    expect(userErrors).toMatchObject([
      { code: "INVALID", path: ["contacts", "1", "id"], message: expect.stringContaining("Name each one once.") },
    ]);
  });
});
