import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { given } from "../../support/given.ts";
import { ask } from "../../support/graph.ts";

const PEOPLE = `query ($id: ID!) { customer(id: $id) {
  version primaryEmail primaryPhone faxNumber website primaryContact { name }
  contacts(first: 100) { nodes { id name jobTitle email phone isPrimary } }
} }`;

const read = async (viewer: Viewer, id: string) => (await ask(viewer, PEOPLE, { id })).data.customer;

const idOf = async (viewer: Viewer, id: string, name: string): Promise<string> =>
  (await read(viewer, id)).contacts.nodes.find((node: { name: string }) => node.name === name).id;

const namesOf = async (viewer: Viewer, id: string): Promise<string[]> =>
  (await read(viewer, id)).contacts.nodes.map(({ name, isPrimary }: { name: string; isPrimary: boolean }) =>
    isPrimary ? `${name}, primary` : name,
  );

const mutate = async (viewer: Viewer, mutation: string, input: object, fields = "contact { id name isPrimary }") => {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const text = `mutation ($input: ${type}!) { ${mutation}(input: $input) {
    customer { id version } ${fields} userErrors { code message path customer { version } }
  } }`;
  return (await ask(viewer, text, { input })).data[mutation];
};

describe("Mutation.customerContactCreate", () => {
  it("makes the first contact primary, and no other unless it says so", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer);

    const first = await mutate(viewer, "customerContactCreate", { customerId: id, name: "Ida", isPrimary: false });
    await mutate(viewer, "customerContactCreate", { customerId: id, name: "Noor" });
    const third = await mutate(viewer, "customerContactCreate", {
      customerId: id.toUpperCase(),
      name: "Ben",
      jobTitle: "Buyer",
      email: "ben@shop.example",
      phone: "ask for Ben",
      isPrimary: true,
    });

    expect(first).toMatchObject({ customer: { id, version: 2 }, contact: { isPrimary: true }, userErrors: [] });
    expect(third).toMatchObject({ customer: { version: 4 }, contact: { name: "Ben", isPrimary: true } });
    expect(await namesOf(viewer, id)).toEqual(["Ben, primary", "Ida", "Noor"]);
    expect((await read(viewer, id)).contacts.nodes[0]).toEqual({
      id: third.contact.id,
      name: "Ben",
      jobTitle: "Buyer",
      email: "ben@shop.example",
      phone: "ask for Ben",
      isPrimary: true,
    });
  });

  it("refuses invalid contacts, and a 501st", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, { contacts: Array.from({ length: 500 }, () => ({ name: "Ida" })) });

    const wrong = await mutate(viewer, "customerContactCreate", {
      customerId: id,
      name: " ",
      phone: "x".repeat(10_001),
    });
    const many = await mutate(viewer, "customerContactCreate", { customerId: id, name: "Noor" });

    expect(wrong).toMatchObject({
      customer: null,
      contact: null,
      userErrors: [
        { code: "INVALID", path: ["name"], message: expect.stringContaining("1 to 256 characters") },
        { code: "INVALID", path: ["phone"], message: expect.stringContaining("not 10001") },
      ],
    });
    expect(many.userErrors).toMatchObject([
      { code: "NOT_ALLOWED", path: ["customerId"], message: expect.stringContaining("more than 500") },
    ]);
    expect((await read(viewer, id)).version).toBe(1);
  });
});

describe("Mutation.customerContactUpdate", () => {
  it("changes given fields and clears nulls", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, {
      contacts: [{ name: "Noor" }, { name: "Ida", jobTitle: "Buyer", email: "ida@shop.example", phone: "12" }],
    });
    const contactId = await idOf(viewer, id, "Ida");

    const { contact, customer } = await mutate(viewer, "customerContactUpdate", {
      id: contactId,
      jobTitle: null,
      phone: "34",
    });

    expect(contact).toEqual({ id: contactId, name: "Ida", isPrimary: false });
    expect(customer.version).toBe(2);
    expect((await read(viewer, id)).contacts.nodes[1]).toMatchObject({
      name: "Ida",
      jobTitle: null,
      email: "ida@shop.example",
      phone: "34",
    });
  });

  it("keeps the version when nothing differs", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, { contacts: [{ name: "Ida", phone: "12" }] });
    const contactId = await idOf(viewer, id, "Ida");

    const { customer, contact } = await mutate(viewer, "customerContactUpdate", {
      id: contactId,
      name: "Ida",
      phone: "12",
    });

    expect(customer.version).toBe(1);
    expect(contact.name).toBe("Ida");
  });

  it("refuses to clear the name", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, { contacts: [{ name: "Ida" }] });
    const contactId = await idOf(viewer, id, "Ida");

    const { userErrors } = await mutate(viewer, "customerContactUpdate", { id: contactId, name: null, jobTitle: "" });

    expect(userErrors).toMatchObject([
      { code: "REQUIRED", path: ["name"], message: "This is required. Every contact needs one." },
      { code: "INVALID", path: ["jobTitle"] },
    ]);
    expect((await read(viewer, id)).version).toBe(1);
  });
});

describe("Mutation.customerContactDelete", () => {
  it("makes the oldest primary when the primary one is removed, until there is none", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, {
      contacts: [{ name: "Ida" }, { name: "Noor" }, { name: "Ben", isPrimary: true }],
    });
    const remove = async (name: string) =>
      mutate(viewer, "customerContactDelete", { id: await idOf(viewer, id, name) }, "deletedContactId");

    const contactId = await idOf(viewer, id, "Ben");
    expect(await remove("Ben")).toMatchObject({ customer: { version: 2 }, deletedContactId: contactId });
    expect(await namesOf(viewer, id)).toEqual(["Ida, primary", "Noor"]);
    await remove("Noor");
    expect(await namesOf(viewer, id)).toEqual(["Ida, primary"]);
    await remove("Ida");
    expect(await namesOf(viewer, id)).toEqual([]);
  });

  it("finds a contact only once", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, { contacts: [{ name: "Ida" }] });
    const contactId = await idOf(viewer, id, "Ida");
    await mutate(viewer, "customerContactDelete", { id: contactId }, "deletedContactId");

    const again = await mutate(viewer, "customerContactDelete", { id: contactId }, "deletedContactId");

    expect(again).toMatchObject({
      customer: null,
      deletedContactId: null,
      userErrors: [{ code: "NOT_FOUND", path: ["id"] }],
    });
    expect((await read(viewer, id)).version).toBe(2);
  });
});

describe("Mutation.customerContactPrimarySet", () => {
  it("switches, and changes nothing for the current primary", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, { contacts: [{ name: "Ida" }, { name: "Noor" }] });
    const contactId = await idOf(viewer, id, "Noor");

    const first = await mutate(viewer, "customerContactPrimarySet", { id: contactId });
    const again = await mutate(viewer, "customerContactPrimarySet", { id: contactId });

    expect(first).toMatchObject({ customer: { version: 2 }, contact: { name: "Noor", isPrimary: true } });
    expect(again).toMatchObject({ customer: { version: 2 }, contact: { name: "Noor", isPrimary: true } });
    expect(await namesOf(viewer, id)).toEqual(["Noor, primary", "Ida"]);
  });
});

describe("Mutation.customerAccountUpdate", () => {
  it("changes given fields, clears nulls, and leaves the contacts alone", async () => {
    const viewer = given.tenant();
    const contacts = [{ name: "Ida", email: "ida@shop.example" }];
    const id = await given.customer(viewer, { primaryEmail: "old@shop.example", primaryPhone: "12", contacts });

    const { customer, userErrors } = await mutate(
      viewer,
      "customerAccountUpdate",
      { customerId: id, primaryEmail: null, faxNumber: "34", website: "https://shop.example" },
      "",
    );

    expect({ customer, userErrors }).toMatchObject({ customer: { id, version: 2 }, userErrors: [] });
    expect(await read(viewer, id)).toMatchObject({
      primaryEmail: null,
      primaryPhone: "12",
      faxNumber: "34",
      website: "https://shop.example",
      contacts: { nodes: contacts },
    });
  });

  it("keeps the version when nothing differs, and refuses invalid input", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer, { primaryPhone: "12" });

    const same = await mutate(viewer, "customerAccountUpdate", { customerId, primaryPhone: "12", website: null }, "");
    const wrong = await mutate(
      viewer,
      "customerAccountUpdate",
      { customerId, faxNumber: "", website: "ftp://shop.example" },
      "",
    );

    expect(same).toMatchObject({ customer: { version: 1 }, userErrors: [] });
    expect(wrong).toMatchObject({
      customer: null,
      userErrors: [
        { code: "INVALID", path: ["faxNumber"], message: expect.stringContaining('""') },
        { code: "INVALID", path: ["website"], message: expect.stringContaining("https://example.com") },
      ],
    });
    expect((await read(viewer, customerId)).version).toBe(1);
  });
});

describe("expectedVersion", () => {
  it("makes every change of contacts refuse a stale version", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer, { contacts: [{ name: "Ida" }, { name: "Noor" }] });
    const contactId = await idOf(viewer, customerId, "Noor");
    await mutate(viewer, "customerAccountUpdate", { customerId, primaryPhone: "12" }, "");
    const before = await read(viewer, customerId);

    const refused = [
      await mutate(viewer, "customerContactCreate", { customerId, name: "Ben", expectedVersion: 1 }),
      await mutate(viewer, "customerContactUpdate", { id: contactId, name: "Ben", expectedVersion: 1 }),
      await mutate(viewer, "customerContactDelete", { id: contactId, expectedVersion: 1 }, "deletedContactId"),
      await mutate(viewer, "customerContactPrimarySet", { id: contactId, expectedVersion: 1 }),
      await mutate(viewer, "customerAccountUpdate", { customerId, primaryPhone: "34", expectedVersion: 1 }, ""),
    ];

    expect(refused.map(({ userErrors }) => userErrors)).toEqual(
      Array(5).fill([
        {
          code: "CONFLICT",
          path: ["expectedVersion"],
          customer: { version: 2 },
          message: expect.stringContaining("it is at version 2 now"),
        },
      ]),
    );
    expect(await read(viewer, customerId)).toEqual(before);
  });
});
