import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { given } from "../../support/given.ts";
import { ask, testDatabase } from "../../support/graph.ts";

const WRITERS = 8;
const PURPOSES = ["BILLING", "SHIPPING", "MAILING", "PHYSICAL"] as const;

const LISTS = `query ($id: ID!) { customer(id: $id) {
  version primaryEmail primaryPhone faxNumber website
  contacts(first: 100) { nodes { id name jobTitle email phone isPrimary } }
  addresses(first: 100) { nodes { id street city postalCode region purposes defaultFor isPrimary } }
} }`;

const read = async (viewer: Viewer, id: string) => (await ask(viewer, LISTS, { id })).data.customer;

const mutate = async (viewer: Viewer, mutation: string, input: object) => {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const text = `mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { code message customer { version } } } }`;
  const { data, errors } = await ask(viewer, text, { input });
  expect(errors).toEqual([]);
  return data[mutation].userErrors as readonly { code: string; customer: { version: number } | null }[];
};

/**
 * The violated invariants of a tenant's lists: too many or no primaries, missing defaults, or
 * defaults without the purpose.
 */
const FAULTS = `
  select 'contacts' as what, customer_id from contacts.contact where tenant_id = $1
    group by customer_id having count(*) filter (where is_primary) <> 1
  union all
  select 'addresses', customer_id from contacts.address where tenant_id = $1
    group by customer_id having count(*) filter (where is_primary) <> 1
  union all
  select 'missing default for ' || p.purpose, a.customer_id
    from contacts.address a cross join unnest(a.purposes) p (purpose)
    where a.tenant_id = $1 and not exists (select from contacts.address_default d
      where d.tenant_id = $1 and d.customer_id = a.customer_id and d.purpose = p.purpose)
  union all
  select 'wrong default for ' || d.purpose, d.customer_id
    from contacts.address_default d join contacts.address a on a.tenant_id = $1 and a.id = d.address_id
    where d.tenant_id = $1 and not d.purpose = any (a.purposes)`;

const faultsOf = (viewer: Viewer): Promise<object[]> =>
  testDatabase.session(viewer.tenantId).write((manager) => manager.query(FAULTS, [viewer.tenantId]));

/** A seeded generator of integers from 0 to `below` - 1. */
const randomOf = (seed: number) => {
  let state = seed * 2_654_435_761;
  return (below: number): number => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 1) >>> 0;
    return state % below;
  };
};

const pick = <Item>(items: readonly Item[], random: (below: number) => number): Item | undefined =>
  items[items.length === 0 ? 0 : random(items.length)];

/** Makes one random change to a customer, based on its current contacts and addresses. */
const changeSomething = async (viewer: Viewer, customerId: string, random: (below: number) => number) => {
  const { contacts, addresses } = await read(viewer, customerId);
  const contact = pick<{ id: string }>(contacts.nodes, random);
  const address = pick<{ id: string }>(addresses.nodes, random);
  const purposes = PURPOSES.filter(() => random(2) === 0);
  const purpose = PURPOSES[random(4)];
  const choices: [string, object][] = [
    ["customerContactCreate", { customerId, name: "Ida", isPrimary: random(2) === 0 }],
    ["customerAddressCreate", { customerId, city: "Kiel", purposes, isPrimary: random(2) === 0 }],
    ...(contact
      ? ([
          ["customerContactDelete", { id: contact.id }],
          ["customerContactPrimarySet", { id: contact.id }],
        ] as [string, object][])
      : []),
    ...(address
      ? ([
          ["customerAddressDelete", { id: address.id }],
          ["customerAddressUpdate", { id: address.id, purposes }],
          ["customerAddressPrimarySet", { id: address.id }],
          ["customerAddressDefaultSet", { id: address.id, purpose }],
        ] as [string, object][])
      : []),
  ];
  const [mutation, input] = choices[random(choices.length)] as [string, object];
  return mutate(viewer, mutation, input);
};

const together = <Result>(work: (writer: number) => Promise<Result>): Promise<Result[]> =>
  Promise.all(Array.from({ length: WRITERS }, (_, writer) => work(writer)));

describe("eight writers of the same customers", () => {
  it("never produce two primaries or defaults, or none, whatever they add, change and remove", async () => {
    const viewer = given.tenant();
    const seeds = { contacts: [{ name: "Noor" }], addresses: [{ city: "Oslo", purposes: [...PURPOSES] }] };
    const customers = [await given.customer(viewer, seeds), await given.customer(viewer, seeds)] as const;

    const refusals = await together(async (writer) => {
      const random = randomOf(writer + 1);
      const codes: string[] = [];
      for (let round = 0; round < 12; round++) {
        const userErrors = await changeSomething(viewer, customers[random(2) === 0 ? 0 : 1], random);
        codes.push(...userErrors.map(({ code }) => code));
        expect(await faultsOf(viewer)).toEqual([]);
      }
      return codes;
    });

    // Another writer may have removed the record in the meantime; nothing else may go wrong.
    expect(new Set(refusals.flat())).toEqual(new Set(refusals.flat().length > 0 ? ["NOT_FOUND"] : []));
    expect(await faultsOf(viewer)).toEqual([]);
  });

  it("that expect the same version let one win, and tell the others the new version", async () => {
    const viewer = given.tenant();
    const names = ["Ida", ...Array.from({ length: WRITERS }, (_, n) => `Contact ${n}`)];
    const id = await given.customer(viewer, {
      contacts: names.map((name) => ({ name })),
      addresses: names.map((city) => ({ city, purposes: ["BILLING" as const] })),
    });
    const { contacts, addresses } = await read(viewer, id);

    const ofContacts = await together((writer) =>
      mutate(viewer, "customerContactPrimarySet", { id: contacts.nodes[writer + 1].id, expectedVersion: 1 }),
    );
    const ofAddresses = await together((writer) =>
      mutate(viewer, "customerAddressDefaultSet", {
        id: addresses.nodes[writer + 1].id,
        purpose: "BILLING",
        expectedVersion: 2,
      }),
    );

    for (const [index, answers] of [ofContacts, ofAddresses].entries()) {
      expect(answers.filter((userErrors) => userErrors.length === 0)).toHaveLength(1);
      expect(answers.flat()).toEqual(
        Array(WRITERS - 1).fill(expect.objectContaining({ code: "CONFLICT", customer: { version: index + 2 } })),
      );
    }
    expect((await read(viewer, id)).version).toBe(3);
    expect(await faultsOf(viewer)).toEqual([]);
  });

  it("lose none of their writes", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer, { contacts: [{ name: "Ida" }], addresses: [{ city: "Oslo" }] });
    const { contacts, addresses } = await read(viewer, customerId);
    const contactId = contacts.nodes[0].id;
    const addressId = addresses.nodes[0].id;
    const changes: [string, object][] = [
      ["customerContactUpdate", { id: contactId, jobTitle: "Buyer" }],
      ["customerContactUpdate", { id: contactId, email: "ida@shop.example" }],
      ["customerContactUpdate", { id: contactId, phone: "12" }],
      ["customerAddressUpdate", { id: addressId, street: "Torg 1" }],
      ["customerAddressUpdate", { id: addressId, postalCode: "0150" }],
      ["customerAddressUpdate", { id: addressId, region: "Viken" }],
      ["customerAccountUpdate", { customerId, primaryPhone: "34" }],
      ["customerAccountUpdate", { customerId, faxNumber: "56", website: "https://shop.example" }],
    ];

    await together(async (writer) => {
      const [mutation, input] = changes[writer] as [string, object];
      expect(await mutate(viewer, mutation, input)).toEqual([]);
      expect(await mutate(viewer, "customerContactCreate", { customerId, name: `Contact ${writer}` })).toEqual([]);
      expect(await mutate(viewer, "customerAddressCreate", { customerId, city: `City ${writer}` })).toEqual([]);
    });

    const after = await read(viewer, customerId);
    expect(after).toMatchObject({ version: 25, primaryPhone: "34", faxNumber: "56", website: "https://shop.example" });
    expect(after.contacts.nodes[0]).toMatchObject({ jobTitle: "Buyer", email: "ida@shop.example", phone: "12" });
    expect(after.addresses.nodes[0]).toMatchObject({ street: "Torg 1", postalCode: "0150", region: "Viken" });
    expect(new Set(after.contacts.nodes.map(({ name }: { name: string }) => name)).size).toBe(WRITERS + 1);
    expect(new Set(after.addresses.nodes.map(({ city }: { city: string }) => city)).size).toBe(WRITERS + 1);
  });
});
