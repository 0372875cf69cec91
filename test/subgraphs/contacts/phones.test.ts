import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { e164Of } from "../../../subgraphs/contacts/phone.ts";
import { updateCustomer } from "../../../subgraphs/directory/commands/update.ts";
import { given } from "../../support/given.ts";
import { ask, testDatabase } from "../../support/graph.ts";

const PHONES = `query ($id: ID!) { customer(id: $id) {
  version primaryPhone primaryPhoneE164 faxNumber faxNumberE164 contacts { nodes { phone phoneE164 } } addresses { nodes { id } }
} }`;

const read = async (viewer: Viewer, id: string) => (await ask(viewer, PHONES, { id })).data.customer;

const mutate = (viewer: Viewer, mutation: string, input: object) => {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  return ask(viewer, `mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { message } } }`, {
    input,
  });
};

describe("e164Of", () => {
  it.each([
    ["+47 22 12 34 56", null, "+4722123456"],
    ["0372-035188", "DE", "+49372035188"],
    ["(171) 555-7788", "GB", "+441715557788"],
    ["(503) 555-7555", "US", "+15035557555"],
    ["0621-08460", "DE", "+4962108460"],
    ["+1 415 555 0132 ext. 7", "DE", "+14155550132"],
    ["tel:+1-415-555-0132", null, null],
    ["22 12 34 56", null, null],
    ["22 12 34 56", "ZZ", null],
    ["+1-555-0123", "US", null],
    ["ask for Ida, +47 22 12 34 56", "NO", null],
    ["+999 123456", null, null],
    ["constructor", "NO", null],
    ["", "NO", null],
    [null, "NO", null],
  ])("reads %p of %p as %p", (text, country, e164) => {
    expect(e164Of(text, country)).toBe(e164);
  });

  it("spends no long time on any text", () => {
    const texts = ["+", "(", "1", "٣", " ", "ext", "-", "+1 415 "].map((part) => part.repeat(10_000).slice(0, 10_000));
    const began = performance.now();

    for (const text of texts) expect(e164Of(text, "US")).toBeNull();

    expect(performance.now() - began).toBeLessThan(1_000);
  });
});

describe("Customer.primaryPhoneE164", () => {
  it("accompanies the phone as written, in the country of the primary address", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, {
      primaryPhone: "(171) 555-7788",
      faxNumber: "ask Ida",
      contacts: [{ name: "Ida", phone: "+47 22 12 34 56" }, { name: "Noor", phone: "(171) 555-1717" }, { name: "Ben" }],
      addresses: [{ countryText: "Germany" }, { countryText: "UK", isPrimary: true }],
    });

    expect(await read(viewer, id)).toMatchObject({
      primaryPhone: "(171) 555-7788",
      primaryPhoneE164: "+441715557788",
      faxNumber: "ask Ida",
      faxNumberE164: null,
      contacts: {
        nodes: [
          { phone: "+47 22 12 34 56", phoneE164: "+4722123456" },
          { phone: "(171) 555-1717", phoneE164: "+441715551717" },
          { phone: null, phoneE164: null },
        ],
      },
    });
  });

  it("follows when the customer moves to another country", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, {
      faxNumber: "040 123456",
      contacts: [{ name: "Ida", phone: "040 123456" }],
      addresses: [{ countryCode: "DE" }, { countryCode: "FI" }],
    });
    const phones = async () => {
      const { faxNumberE164, contacts } = await read(viewer, id);
      return [faxNumberE164, contacts.nodes[0].phoneE164];
    };
    const [german, finnish] = (await read(viewer, id)).addresses.nodes;

    expect(await phones()).toEqual(["+4940123456", "+4940123456"]);
    await mutate(viewer, "customerAddressPrimarySet", { id: finnish.id });
    expect(await phones()).toEqual(["+35840123456", "+35840123456"]);
    await mutate(viewer, "customerAddressUpdate", { id: finnish.id, countryCode: null });
    expect(await phones()).toEqual([null, null]);
    await mutate(viewer, "customerAddressDelete", { id: finnish.id });
    expect(await phones()).toEqual(["+4940123456", "+4940123456"]);
    await testDatabase
      .session(viewer.tenantId)
      .write((manager) => updateCustomer(manager, viewer, id, { addresses: [{ countryText: "Finland" }] }));
    expect(await phones()).toEqual(["+35840123456", "+35840123456"]);
    expect(german.id).not.toBe(finnish.id);
  });

  it("follows the written phone", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer, { addresses: [{ countryCode: "DE" }] });

    await mutate(viewer, "customerAccountUpdate", {
      customerId,
      primaryPhone: "040 123456",
      faxNumber: "+47 22 12 34 56",
    });
    await mutate(viewer, "customerContactCreate", { customerId, name: "Ida", phone: "040 123457" });
    expect(await read(viewer, customerId)).toMatchObject({
      primaryPhoneE164: "+4940123456",
      faxNumberE164: "+4722123456",
      contacts: { nodes: [{ phoneE164: "+4940123457" }] },
    });

    await mutate(viewer, "customerAccountUpdate", { customerId, primaryPhone: null });
    expect(await read(viewer, customerId)).toMatchObject({ primaryPhoneE164: null, faxNumberE164: "+4722123456" });
  });

  it("accepts texts of 10,000 characters, and no more", async () => {
    const viewer = given.tenant();
    const words = `${"ring the bell twice ".repeat(499)}ring the bell twice.`;
    const id = await given.customer(viewer, { primaryPhone: words, contacts: [{ name: "Ida", phone: words }] });

    expect(await read(viewer, id)).toMatchObject({
      primaryPhone: words,
      primaryPhoneE164: null,
      contacts: { nodes: [{ phone: words }] },
    });
    await expect(given.customer(viewer, { primaryPhone: `${words}!` })).rejects.toMatchObject({
      userErrors: [{ code: "INVALID", path: ["primaryPhone"] }],
    });
  });
});
