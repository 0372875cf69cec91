import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { given } from "../../support/given.ts";
import { ask } from "../../support/graph.ts";

const ADDRESSES = `query ($id: ID!) { customer(id: $id) {
  version
  addresses(first: 100) { nodes { id city street region regionText countryCode countryText extra purposes defaultFor isPrimary } }
} }`;

const read = async (viewer: Viewer, id: string) => (await ask(viewer, ADDRESSES, { id })).data.customer;

/**
 * Addresses as text: `* Kiel: BILLING, shipping` is primary, has both purposes, and is the default
 * for billing.
 */
const bookOf = async (viewer: Viewer, id: string): Promise<string[]> =>
  (await read(viewer, id)).addresses.nodes.map(
    (node: { city: string; purposes: string[]; defaultFor: string[]; isPrimary: boolean }) => {
      const purposes = node.purposes.map((p) => (node.defaultFor.includes(p) ? p : p.toLowerCase()));
      return `${node.isPrimary ? "* " : ""}${node.city}: ${purposes.join(", ")}`;
    },
  );

const idOf = async (viewer: Viewer, id: string, city: string): Promise<string> =>
  (await read(viewer, id)).addresses.nodes.find((node: { city: string }) => node.city === city).id;

const mutate = async (viewer: Viewer, mutation: string, input: object, fields = "address { id city defaultFor }") => {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const text = `mutation ($input: ${type}!) { ${mutation}(input: $input) {
    customer { id version } ${fields} userErrors { code message path customer { version } }
  } }`;
  return (await ask(viewer, text, { input })).data[mutation];
};

describe("Mutation.customerAddressCreate", () => {
  it("makes the first address primary, and the first with a purpose its default", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);

    const first = await mutate(viewer, "customerAddressCreate", { customerId, city: "Kiel", purposes: ["BILLING"] });
    await mutate(viewer, "customerAddressCreate", { customerId, city: "Oslo", purposes: ["SHIPPING", "BILLING"] });
    await mutate(viewer, "customerAddressCreate", { customerId, city: "Bergen", isPrimary: true });

    expect(first).toMatchObject({ customer: { version: 2 }, address: { city: "Kiel", defaultFor: ["BILLING"] } });
    expect(await bookOf(viewer, customerId)).toEqual(["* Bergen: ", "Kiel: BILLING", "Oslo: billing, SHIPPING"]);
  });

  it("keeps its input, and derives the country from its name", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);
    const address = {
      city: "Reno",
      region: "NV",
      regionText: "Nevada",
      countryText: "USA",
      extra: { zone: [1, null] },
    };

    await mutate(viewer, "customerAddressCreate", { customerId, ...address });

    expect((await read(viewer, customerId)).addresses.nodes).toMatchObject([{ ...address, countryCode: "US" }]);
  });

  it("refuses invalid addresses, and a 501st", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer, {
      addresses: Array.from({ length: 500 }, () => ({ city: "Kiel" })),
    });

    const wrong = await mutate(viewer, "customerAddressCreate", { customerId, city: "", extra: "no object" });
    const many = await mutate(viewer, "customerAddressCreate", { customerId, city: "Oslo" });

    expect(wrong).toMatchObject({
      customer: null,
      address: null,
      userErrors: [
        { code: "INVALID", path: ["city"], message: expect.stringContaining("1 to 10000 characters") },
        { code: "INVALID", path: ["extra"], message: expect.stringContaining("Give an object.") },
      ],
    });
    expect(many.userErrors).toMatchObject([{ code: "NOT_ALLOWED", path: ["customerId"] }]);
    expect((await read(viewer, customerId)).version).toBe(1);
  });
});

describe("Mutation.customerAddressUpdate", () => {
  it("changes given fields, clears nulls, and derives a new country from its name", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, {
      addresses: [{ city: "Kiel", street: "Hafen 1", countryCode: "DE", countryText: "Allemagne", extra: { a: 1 } }],
    });
    const addressId = await idOf(viewer, id, "Kiel");
    const address = async () => (await read(viewer, id)).addresses.nodes[0];

    await mutate(viewer, "customerAddressUpdate", {
      id: addressId,
      street: null,
      extra: { b: 2 },
      countryText: "Allemagne",
    });
    expect(await address()).toMatchObject({ city: "Kiel", street: null, extra: { b: 2 }, countryCode: "DE" });
    await mutate(viewer, "customerAddressUpdate", {
      id: addressId,
      city: "Bergen",
      extra: null,
      countryText: "Norway",
    });
    expect(await address()).toMatchObject({ city: "Bergen", extra: null, countryCode: "NO", countryText: "Norway" });
    await mutate(viewer, "customerAddressUpdate", { id: addressId, countryText: "Norge" });
    expect(await address()).toMatchObject({ countryCode: null, countryText: "Norge" });
    await mutate(viewer, "customerAddressUpdate", { id: addressId, countryCode: "NO" });
    expect(await address()).toMatchObject({ countryCode: "NO", countryText: "Norge" });
  });

  it("keeps the version when nothing differs", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, { addresses: [{ city: "Kiel", purposes: ["BILLING"], extra: { a: 1 } }] });
    const addressId = await idOf(viewer, id, "Kiel");

    const { customer } = await mutate(viewer, "customerAddressUpdate", {
      id: addressId,
      city: "Kiel",
      purposes: ["BILLING"],
      extra: { a: 1 },
      street: null,
    });

    expect(customer.version).toBe(1);
  });

  it("passes a purpose that the default loses to the oldest address that has it", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, {
      addresses: [
        { city: "Kiel", purposes: ["BILLING", "MAILING"] },
        { city: "Oslo", purposes: ["BILLING"] },
        { city: "Bergen", purposes: ["BILLING"] },
      ],
    });
    const addressId = await idOf(viewer, id, "Kiel");

    await mutate(viewer, "customerAddressUpdate", { id: addressId, purposes: ["SHIPPING"] });
    expect(await bookOf(viewer, id)).toEqual(["* Kiel: SHIPPING", "Oslo: BILLING", "Bergen: billing"]);
    await mutate(viewer, "customerAddressUpdate", { id: addressId, purposes: ["SHIPPING", "BILLING"] });
    expect(await bookOf(viewer, id)).toEqual(["* Kiel: billing, SHIPPING", "Oslo: BILLING", "Bergen: billing"]);
    await mutate(viewer, "customerAddressUpdate", { id: addressId, purposes: null });
    expect(await bookOf(viewer, id)).toEqual(["* Kiel: ", "Oslo: BILLING", "Bergen: billing"]);
  });

  it("refuses invalid addresses", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, { addresses: [{ city: "Kiel" }] });
    const addressId = await idOf(viewer, id, "Kiel");

    const { userErrors } = await mutate(viewer, "customerAddressUpdate", {
      id: addressId,
      postalCode: "1".repeat(10_001),
    });

    expect(userErrors).toMatchObject([
      { code: "INVALID", path: ["postalCode"], message: expect.stringContaining("not 10001") },
    ]);
    expect((await read(viewer, id)).version).toBe(1);
  });
});

describe("Mutation.customerAddressDelete", () => {
  it("makes the oldest primary, and the oldest with a purpose its default", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, {
      addresses: [
        { city: "Kiel", purposes: ["MAILING"] },
        { city: "Oslo", purposes: ["BILLING"] },
        { city: "Bergen", purposes: ["BILLING"] },
        { city: "Reno", purposes: ["BILLING", "MAILING"], isPrimary: true },
      ],
    });
    const remove = async (city: string) =>
      mutate(viewer, "customerAddressDelete", { id: await idOf(viewer, id, city) }, "deletedAddressId");

    await remove("Oslo");
    expect(await bookOf(viewer, id)).toEqual(["* Reno: billing, mailing", "Kiel: MAILING", "Bergen: BILLING"]);
    const addressId = await idOf(viewer, id, "Reno");
    expect(await remove("Reno")).toMatchObject({ customer: { version: 3 }, deletedAddressId: addressId });
    expect(await bookOf(viewer, id)).toEqual(["* Kiel: MAILING", "Bergen: BILLING"]);
    await remove("Kiel");
    await remove("Bergen");
    expect(await bookOf(viewer, id)).toEqual([]);
  });
});

describe("Mutation.customerAddressPrimarySet", () => {
  it("switches, and leaves the defaults alone", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, {
      addresses: [
        { city: "Kiel", purposes: ["BILLING"] },
        { city: "Oslo", purposes: ["BILLING"] },
      ],
    });
    const addressId = await idOf(viewer, id, "Oslo");

    const first = await mutate(viewer, "customerAddressPrimarySet", { id: addressId });
    const again = await mutate(viewer, "customerAddressPrimarySet", { id: addressId });

    expect([first.customer.version, again.customer.version]).toEqual([2, 2]);
    expect(await bookOf(viewer, id)).toEqual(["* Oslo: billing", "Kiel: BILLING"]);
  });
});

describe("Mutation.customerAddressDefaultSet", () => {
  it("switches the default for a purpose, and adds the purpose to the address if needed", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, {
      addresses: [{ city: "Kiel", purposes: ["BILLING"] }, { city: "Oslo", purposes: ["BILLING"] }, { city: "Bergen" }],
    });
    const set = async (city: string, purpose: string) =>
      mutate(viewer, "customerAddressDefaultSet", { id: await idOf(viewer, id, city), purpose });

    expect(await set("Oslo", "BILLING")).toMatchObject({
      customer: { version: 2 },
      address: { defaultFor: ["BILLING"] },
    });
    expect(await set("Oslo", "BILLING")).toMatchObject({ customer: { version: 2 } });
    expect(await set("Bergen", "MAILING")).toMatchObject({ address: { defaultFor: ["MAILING"] } });
    expect(await bookOf(viewer, id)).toEqual(["* Kiel: billing", "Oslo: BILLING", "Bergen: MAILING"]);
  });
});

describe("expectedVersion", () => {
  it("makes every change of addresses refuse a stale version", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer, { addresses: [{ city: "Kiel" }, { city: "Oslo" }] });
    const addressId = await idOf(viewer, customerId, "Oslo");
    await mutate(viewer, "customerAddressUpdate", { id: addressId, street: "Torg 1" });
    const before = await read(viewer, customerId);

    const refused = [
      await mutate(viewer, "customerAddressCreate", { customerId, city: "Reno", expectedVersion: 1 }),
      await mutate(viewer, "customerAddressUpdate", { id: addressId, city: "Reno", expectedVersion: 1 }),
      await mutate(viewer, "customerAddressDelete", { id: addressId, expectedVersion: 1 }, "deletedAddressId"),
      await mutate(viewer, "customerAddressPrimarySet", { id: addressId, expectedVersion: 1 }),
      await mutate(viewer, "customerAddressDefaultSet", { id: addressId, purpose: "BILLING", expectedVersion: 1 }),
    ];

    expect(refused.map(({ userErrors }) => userErrors)).toMatchObject(
      Array(5).fill([{ code: "CONFLICT", path: ["expectedVersion"], customer: { version: 2 } }]),
    );
    expect(await read(viewer, customerId)).toEqual(before);
  });
});
