import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { given } from "../../support/given.ts";
import { ask, testDatabase } from "../../support/graph.ts";

const EVERYTHING = `query ($id: ID!) { customer(id: $id) {
  version updatedAt primaryEmail primaryPhone
  contacts { nodes { id name phone isPrimary } } addresses { nodes { id city purposes defaultFor isPrimary } }
} }`;

interface Keys {
  readonly customerId: string;
  readonly contactId: string;
  readonly addressId: string;
}

/** The input of each mutation, and the field of its payload besides the customer. */
const MUTATIONS: Readonly<Record<string, { readonly input: (keys: Keys) => object; readonly field: string }>> = {
  customerContactCreate: { input: ({ customerId }) => ({ customerId, name: "Eve" }), field: "contact { name }" },
  customerContactUpdate: { input: ({ contactId }) => ({ id: contactId, name: "Eve" }), field: "contact { name }" },
  customerContactDelete: { input: ({ contactId }) => ({ id: contactId }), field: "deletedContactId" },
  customerContactPrimarySet: { input: ({ contactId }) => ({ id: contactId }), field: "contact { name }" },
  customerAddressCreate: { input: ({ customerId }) => ({ customerId, city: "Reno" }), field: "address { city }" },
  customerAddressUpdate: { input: ({ addressId }) => ({ id: addressId, city: "Reno" }), field: "address { city }" },
  customerAddressDelete: { input: ({ addressId }) => ({ id: addressId }), field: "deletedAddressId" },
  customerAddressPrimarySet: { input: ({ addressId }) => ({ id: addressId }), field: "address { city }" },
  customerAddressDefaultSet: {
    input: ({ addressId }) => ({ id: addressId, purpose: "MAILING" }),
    field: "address { city }",
  },
  customerAccountUpdate: { input: ({ customerId }) => ({ customerId, primaryPhone: "666" }), field: "" },
};

const mutate = (viewer: Viewer, mutation: string, keys: Keys, more: object = {}) => {
  const { input, field } = MUTATIONS[mutation] as (typeof MUTATIONS)[string];
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const text = `mutation ($input: ${type}!) { ${mutation}(input: $input) {
    customer { id displayName } ${field} userErrors { code message path customer { version } params { allowed } existing { id } }
  } }`;
  return ask(viewer, text, { input: { ...input(keys), ...more } });
};

const home = randomUUID();

const givenCustomer = async () => {
  const owner = given.tenant({ workspaceIds: [home], workspaceId: home });
  const customerId = await given.customer(owner, {
    primaryPhone: "12",
    contacts: [{ name: "Ida" }, { name: "Noor" }],
    addresses: [
      { city: "Kiel", purposes: ["MAILING"] },
      { city: "Oslo", purposes: ["MAILING"] },
    ],
  });
  const read = async () => (await ask(owner, EVERYTHING, { id: customerId })).data.customer;
  const { contacts, addresses } = await read();
  return { owner, read, keys: { customerId, contactId: contacts.nodes[1].id, addressId: addresses.nodes[1].id } };
};

/** A response without the given ids, so that responses for different ids can be compared. */
const told = (answer: unknown, keys: Keys): unknown =>
  JSON.parse(Object.entries(keys).reduce((text, [name, id]) => text.replaceAll(id, name), JSON.stringify(answer)));

const STRANGERS: Readonly<Record<string, (owner: Viewer) => Viewer>> = {
  "of another tenant": () => given.tenant({ workspaceIds: [home], workspaceId: home }),
  "of another workspace": (owner) => ({ ...owner, workspaceIds: [randomUUID()], workspaceId: null }),
};

describe.each(Object.keys(MUTATIONS))("Mutation.%s", (mutation) => {
  it.each(Object.entries(STRANGERS))(
    "answers somebody %s as for something that does not exist",
    async (_, strangerTo) => {
      const { owner, read, keys } = await givenCustomer();
      const stranger = strangerTo(owner);
      const nothing = { customerId: randomUUID(), contactId: randomUUID(), addressId: randomUUID() };
      const before = await read();

      const refused = await mutate(stranger, mutation, keys);
      const wrongVersion = await mutate(stranger, mutation, keys, { expectedVersion: 7 });
      const absent = await mutate(stranger, mutation, nothing);

      expect(refused.data[mutation]).toMatchObject({ customer: null, userErrors: [{ code: "NOT_FOUND" }] });
      expect(told(refused.data, keys)).toEqual(told(absent.data, nothing));
      expect(told(wrongVersion.data, keys)).toEqual(told(absent.data, nothing));
      expect(await read()).toEqual(before);
    },
  );

  it("finds nothing by an invalid id", async () => {
    const { owner } = await givenCustomer();

    const { data, errors } = await mutate(owner, mutation, { customerId: "1", contactId: "x'", addressId: "" });

    expect(errors).toEqual([]);
    expect(data[mutation]).toMatchObject({ customer: null, userErrors: [{ code: "NOT_FOUND" }] });
  });

  it("needs the scope to write", async () => {
    const { owner, read, keys } = await givenCustomer();
    const before = await read();

    const { errors } = await mutate({ ...owner, scopes: new Set(["customers:read"]) }, mutation, keys);

    expect(errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
    expect(await read()).toEqual(before);
  });

  it("finds nothing of a deleted customer", async () => {
    const { owner, keys } = await givenCustomer();
    await testDatabase
      .session(owner.tenantId)
      .write((manager) =>
        manager.query("update identity.customer set deleted_at = now() where tenant_id = $1 and id = $2", [
          owner.tenantId,
          keys.customerId,
        ]),
      );

    const { data } = await mutate(owner, mutation, keys);

    expect(data[mutation]).toMatchObject({ customer: null, userErrors: [{ code: "NOT_FOUND" }] });
  });
});
