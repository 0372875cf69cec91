import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import type { ContactsInput } from "../../../subgraphs/contacts/commands/index.ts";
import { updateCustomer } from "../../../subgraphs/directory/commands/update.ts";
import { given } from "../../support/given.ts";
import { ask, testDatabase } from "../../support/graph.ts";

const CREATE = `mutation ($input: CustomerCreateInput!) { customerCreate(input: $input) {
  customer { id } userErrors { code message path }
} }`;

const SLOTS = `query ($id: ID!) { customer(id: $id) {
  version
  addresses(first: 100) { nodes { id city purposes defaultFor isPrimary } }
  primaryAddress { city } billingAddress { ...All } shippingAddress { ...All } mailingAddress { city } physicalAddress { city }
} }
fragment All on CustomerAddress { id street city region regionText postalCode countryCode countryText extra }`;

const read = async (viewer: Viewer, id: string) => (await ask(viewer, SLOTS, { id })).data.customer;

const update = (viewer: Viewer, id: string, changes: ContactsInput) =>
  testDatabase.session(viewer.tenantId).write((manager) => updateCustomer(manager, viewer, id, changes));

describe("an address slot", () => {
  it("keeps all its input in order, including what only another system understands", async () => {
    const viewer = given.tenant();
    const extra = { zone: "B", attention: { to: ["Ida", null, 1.5, "\u0001"], "10": true } };
    const billingAddress = {
      street: "1 Main St",
      city: "Reno",
      region: "NV",
      regionText: "Nevada",
      postalCode: "89501",
      countryText: "USA",
      extra,
    };

    const id = await given.customer(viewer, { billingAddress });
    const after = await read(viewer, id);

    expect(after.billingAddress).toEqual({ ...billingAddress, id: expect.any(String), countryCode: "US" });
    expect(JSON.stringify(after.billingAddress.extra)).toBe(JSON.stringify(extra));
    expect(after.addresses.nodes).toMatchObject([{ purposes: ["BILLING"], defaultFor: ["BILLING"], isPrimary: true }]);
  });

  it("is an ordinary address whose given purposes and primary flag do not matter", async () => {
    const viewer = given.tenant();

    const id = await given.customer(viewer, {
      addresses: [{ city: "Kiel", purposes: ["MAILING"] }],
      shippingAddress: { city: "Bergen", purposes: ["BILLING", "PHYSICAL"], isPrimary: true },
    });

    expect(await read(viewer, id)).toMatchObject({
      addresses: { nodes: [{ city: "Kiel" }, { city: "Bergen", purposes: ["SHIPPING"], isPrimary: false }] },
      billingAddress: null,
      shippingAddress: { city: "Bergen" },
      mailingAddress: { city: "Kiel" },
      physicalAddress: null,
    });
  });

  it("replaces the existing address and keeps its id", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, { billingAddress: { street: "1 Main St", city: "Reno" } });
    const before = await read(viewer, id);

    await update(viewer, id, { billingAddress: { city: "Sparks" } });

    expect(await read(viewer, id)).toMatchObject({
      version: 2,
      addresses: { nodes: [{ id: before.billingAddress.id }] },
      billingAddress: { id: before.billingAddress.id, street: null, city: "Sparks" },
    });
  });

  it("leaves an address that serves other purposes alone, and is added beside it", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, {
      addresses: [
        { city: "Oslo", purposes: ["SHIPPING"] },
        { city: "Kiel", purposes: ["BILLING", "SHIPPING", "MAILING"], isPrimary: true },
      ],
    });
    const before = await read(viewer, id);

    await update(viewer, id, { billingAddress: { city: "Bergen" } });

    expect(await read(viewer, id)).toMatchObject({
      addresses: {
        nodes: [
          { city: "Kiel", purposes: ["SHIPPING", "MAILING"], defaultFor: ["MAILING"], isPrimary: true },
          before.addresses.nodes[1],
          { city: "Bergen", purposes: ["BILLING"], defaultFor: ["BILLING"], isPrimary: false },
        ],
      },
    });
  });

  it("takes precedence over older addresses with its purpose", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, {
      addresses: [
        { city: "Kiel", purposes: ["BILLING", "SHIPPING"] },
        { city: "Oslo", purposes: ["BILLING"] },
      ],
    });

    await update(viewer, id, { billingAddress: { city: "Bergen" } });

    expect(await read(viewer, id)).toMatchObject({
      billingAddress: { city: "Bergen" },
      shippingAddress: { city: "Kiel" },
    });
  });

  it("changes nothing, not even the version, when it is the same already", async () => {
    const viewer = given.tenant();
    const address = { city: "Reno", countryText: "USA", extra: { b: 1, a: { d: 2, c: 3 } } };
    const id = await given.customer(viewer, { addresses: [{ ...address, purposes: ["BILLING", "SHIPPING"] }] });
    const before = await read(viewer, id);

    await update(viewer, id, {
      billingAddress: { ...address, extra: { a: { c: 3, d: 2 }, b: 1 } },
      shippingAddress: address,
      mailingAddress: null,
    });

    expect(await read(viewer, id)).toEqual(before);
  });

  it("is cleared by null: its address is removed, and the oldest becomes primary", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, {
      billingAddress: { city: "Reno" },
      shippingAddress: { city: "Kiel" },
      mailingAddress: { city: "Oslo" },
    });

    await update(viewer, id, { billingAddress: null });

    expect(await read(viewer, id)).toMatchObject({
      version: 2,
      addresses: { nodes: [{ city: "Kiel", isPrimary: true }, { city: "Oslo" }] },
      billingAddress: null,
    });
  });

  it("is cleared by null even if its address serves other purposes, or other addresses serve its purpose", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, {
      addresses: [
        { city: "Kiel", purposes: ["BILLING", "SHIPPING"] },
        { city: "Oslo", purposes: ["BILLING"] },
      ],
    });

    await update(viewer, id, { billingAddress: null });

    expect(await read(viewer, id)).toMatchObject({
      addresses: {
        nodes: [
          { city: "Kiel", purposes: ["SHIPPING"], defaultFor: ["SHIPPING"] },
          { city: "Oslo", purposes: [], defaultFor: [] },
        ],
      },
      billingAddress: null,
      shippingAddress: { city: "Kiel" },
    });
  });

  it("is written after a list in the same input", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, { billingAddress: { city: "Reno" } });

    await update(viewer, id, {
      addresses: [
        { city: "Kiel", purposes: ["BILLING", "MAILING"] },
        { city: "Oslo", purposes: ["SHIPPING"] },
      ],
      billingAddress: { city: "Bergen" },
      shippingAddress: null,
    });

    expect(await read(viewer, id)).toMatchObject({
      addresses: { nodes: [{ city: "Kiel", purposes: ["MAILING"] }, { city: "Bergen" }] },
      billingAddress: { city: "Bergen" },
      shippingAddress: null,
      mailingAddress: { city: "Kiel" },
    });
  });

  it("reports what is wrong with it at its path, and writes nothing", async () => {
    const viewer = given.tenant();
    const deep = JSON.parse(`${'{"a":'.repeat(40)}1${"}".repeat(40)}`);

    const { data } = await ask(viewer, CREATE, {
      input: {
        displayName: "Harbour Lights",
        billingAddress: { street: "x".repeat(10_001), regionText: " " },
        physicalAddress: { extra: ["a list"] },
        mailingAddress: { extra: deep },
      },
    });

    expect(data.customerCreate.customer).toBeNull();
    expect(data.customerCreate.userErrors).toMatchObject([
      {
        code: "INVALID",
        path: ["billingAddress", "street"],
        message: expect.stringContaining("Give 1 to 10000 characters, not 10001."),
      },
      { code: "INVALID", path: ["billingAddress", "regionText"] },
      { code: "INVALID", path: ["mailingAddress", "extra"] },
      { code: "INVALID", path: ["physicalAddress", "extra"], message: expect.stringMatching(/Give an object/) },
    ]);
    expect((await ask(viewer, "{ customers { totalCount } }")).data.customers.totalCount).toBe(0);
  });

  it("is refused if it would be a 501st address", async () => {
    const viewer = given.tenant();
    const addresses = Array.from({ length: 500 }, () => ({ city: "Kiel", purposes: ["MAILING" as const] }));
    const id = await given.customer(viewer, { addresses });

    const refused = update(viewer, id, { mailingAddress: { city: "Oslo" }, billingAddress: { city: "Reno" } });

    await expect(refused).rejects.toMatchObject({ userErrors: [{ code: "NOT_ALLOWED", path: ["billingAddress"] }] });
    expect(await read(viewer, id)).toMatchObject({
      version: 1,
      mailingAddress: { city: "Kiel" },
      billingAddress: null,
    });
  });
});

describe("Mutation.customerUpdate", () => {
  const UPDATE = `mutation ($input: CustomerUpdateInput!) { customerUpdate(input: $input) {
    customer { version billingAddress { city extra } shippingAddress { city } }
    userErrors { code message path customer { version } }
  } }`;

  it("writes the address slots, unless the customer changed meanwhile", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer, { shippingAddress: { city: "Reno" } });
    const input = { customerId, expectedVersion: 1, billingAddress: { city: "Kiel", extra: { zone: 1 } } };

    const first = await ask(viewer, UPDATE, { input: { ...input, shippingAddress: null } });
    const second = await ask(viewer, UPDATE, { input: { ...input, billingAddress: null } });

    expect(first.data.customerUpdate).toMatchObject({
      customer: { version: 2, billingAddress: { city: "Kiel", extra: { zone: 1 } }, shippingAddress: null },
      userErrors: [],
    });
    expect(second.data.customerUpdate).toMatchObject({
      customer: null,
      userErrors: [{ code: "CONFLICT", path: ["expectedVersion"], customer: { version: 2 } }],
    });
    expect((await read(viewer, customerId)).billingAddress).toMatchObject({ city: "Kiel" });
  });
});

describe("CustomerUpdateInput.addresses", () => {
  it("accepts a hundred thousand characters of extra in all addresses together, and refuses more", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);
    const write = async (count: number) => {
      const addresses = Array(count).fill({ city: "Kiel", extra: { text: "x".repeat(19_000) } });
      const { data } = await ask(
        viewer,
        "mutation ($input: CustomerUpdateInput!) { customerUpdate(input: $input) { userErrors { code path message } } }",
        { input: { customerId, addresses } },
      );
      return data.customerUpdate.userErrors;
    };

    expect(await write(5)).toEqual([]);
    expect(await write(6)).toEqual([
      {
        code: "INVALID",
        path: ["addresses"],
        message: "The objects `extra` of all addresses together are too long. Give at most 100000 characters of JSON.",
      },
    ]);
  });
});
