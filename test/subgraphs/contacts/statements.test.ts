import { describe, expect, it, jest } from "@jest/globals";
import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { addAddress, setPrimaryAddress } from "../../../subgraphs/contacts/commands/change-addresses.ts";
import { addContact, removeContact } from "../../../subgraphs/contacts/commands/change-contacts.ts";
import { type ContactsInput, createContacts, updateContacts } from "../../../subgraphs/contacts/commands/index.ts";
import { given } from "../../support/given.ts";
import { ask, testDatabase } from "../../support/graph.ts";

const SIZES = [1, 10, 400];

/** Runs a command; returns its statements on the tables of contacts. */
const statementsOf = (
  viewer: Viewer,
  command: (manager: EntityManager) => Promise<unknown>,
): Promise<readonly string[]> =>
  testDatabase.session(viewer.tenantId).write(async (manager) => {
    const { queryRunner } = manager;
    if (!queryRunner) throw new Error("a transaction has a runner");
    const query = jest.spyOn(queryRunner, "query");
    await command(manager);
    const texts = query.mock.calls.map(([text]) => text).filter((text) => text.includes('"contacts"'));
    query.mockRestore();
    return texts;
  });

const verbsOf = (texts: readonly string[]): string[] =>
  texts.map((text) => text.trim().split(" ")[0]?.toLowerCase() ?? "");

const lists = (size: number): ContactsInput => ({
  contacts: Array.from({ length: size }, (_, n) => ({ name: `Contact ${n}`, phone: "040 123456" })),
  addresses: Array.from({ length: size }, (_, n) => ({ city: `City ${n}`, countryCode: "DE", purposes: ["BILLING"] })),
});

const keysOf = async (viewer: Viewer, id: string) => {
  const text =
    "query ($id: ID!) { customer(id: $id) { contacts { nodes { id } } addresses(first: 2) { nodes { id } } } }";
  const { customer } = (await ask(viewer, text, { id })).data;
  return { contactId: customer.contacts.nodes[0].id, addressId: customer.addresses.nodes.at(-1).id };
};

describe("createContacts", () => {
  it.each(SIZES)("writes account, contacts, addresses and defaults with four inserts for %d of each", async (size) => {
    const viewer = given.tenant();
    const id = await given.customer(viewer);
    await testDatabase
      .session(viewer.tenantId)
      .write((manager) => manager.query("delete from contacts.account where tenant_id = $1", [viewer.tenantId]));

    const texts = await statementsOf(viewer, (manager) => createContacts(manager, viewer, id, lists(size)));

    expect(verbsOf(texts)).toEqual(["insert", "insert", "insert", "insert"]);
  });
});

describe("updateContacts", () => {
  it.each(SIZES)("replaces lists of %d with the same statements", async (size) => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, lists(size));
    const { contacts = [], addresses = [] } = lists(size);
    const others: ContactsInput = {
      contacts: contacts?.map((contact) => ({ ...contact, jobTitle: "Buyer" })),
      addresses: addresses?.map((address) => ({ ...address, street: "Torg 1" })),
    };

    const same = await statementsOf(viewer, (manager) => updateContacts(manager, viewer, id, lists(size)));
    const changed = await statementsOf(viewer, (manager) => updateContacts(manager, viewer, id, others));
    const nothing = await statementsOf(viewer, (manager) => updateContacts(manager, viewer, id, {}));

    expect(verbsOf(same)).toEqual(["select", "select", "select"]);
    expect(verbsOf(changed)).toEqual(["select", "select", "delete", "insert", "insert", "select", "delete", "insert"]);
    expect(nothing).toEqual([]);
  });
});

describe("a change of one row", () => {
  it.each(SIZES)("takes the same statements among %d", async (size) => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer, lists(size));
    const { contactId, addressId } = await keysOf(viewer, customerId);
    const address = { customerId, city: "Reno", countryCode: "DE", isPrimary: true };

    const added = await statementsOf(viewer, (manager) =>
      addContact(manager, viewer, { customerId, name: "Ida", phone: "12", isPrimary: true }),
    );
    const removed = await statementsOf(viewer, (manager) => removeContact(manager, viewer, { id: contactId }));
    const moved = await statementsOf(viewer, (manager) => addAddress(manager, viewer, address));
    const switched = await statementsOf(viewer, (manager) => setPrimaryAddress(manager, viewer, { id: addressId }));

    expect(verbsOf(added)).toEqual(["select", "select", "update", "insert", "select"]);
    expect(verbsOf(removed)).toEqual(["select", "select", "delete"]);
    expect(verbsOf(moved)).toEqual(["select", "select", "update", "insert", "select"]);
    expect(verbsOf(switched)).toEqual(["select", "select", "select", "update", "insert", "select"]);
  });
});
