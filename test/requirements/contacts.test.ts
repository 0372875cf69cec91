import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../platform/auth/viewer.ts";
import { given } from "../support/given.ts";
import { ask } from "../support/graph.ts";

const ADDRESS = "purposes defaultFor street city region postalCode countryCode countryText isPrimary";
const CONTACTS = `id primaryEmail primaryPhone faxNumber website effectiveEmail
  contacts { nodes { name email phone isPrimary } } primaryContact { name }
  addresses { nodes { ${ADDRESS} } } primaryAddress { city }
  billingAddress { ${ADDRESS} } shippingAddress { ${ADDRESS} } mailingAddress { city } physicalAddress { city }`;
const CREATE = `mutation ($input: CustomerCreateInput!) { customerCreate(input: $input) {
  customer { ${CONTACTS} } userErrors { code message path }
} }`;

const create = async (viewer: Viewer, input: object) =>
  (await ask(viewer, CREATE, { input: { displayName: "Sunrise", ...input } })).data.customerCreate;

const countOf = async (viewer: Viewer): Promise<number> =>
  (await ask(viewer, "{ customers(filter: { includeInactive: true }) { totalCount } }")).data.customers.totalCount;

describe("Customer.primaryEmail, website", () => {
  it("are kept as given, or null", async () => {
    const viewer = given.tenant();
    const account = { primaryEmail: "contact@acme.example", website: "https://acme.example/en?shop=1" };

    const full = await create(viewer, account);
    const empty = await create(viewer, { primaryEmail: null });

    expect(full.customer).toMatchObject(account);
    expect(empty.customer).toMatchObject({ primaryEmail: null, website: null, effectiveEmail: null });
  });

  it.each([
    ["an e-mail address without a domain", { primaryEmail: "contact" }, "primaryEmail"],
    ["an e-mail address of two", { primaryEmail: "a@b.example, c@d.example" }, "primaryEmail"],
    ["a web address without a scheme", { website: "acme.example" }, "website"],
    [
      "a contact's e-mail address that is none",
      { contacts: [{ name: "Ida", email: "ida at home" }] },
      "contacts.0.email",
    ],
  ])("refuse %s, and create nothing", async (_, input, field) => {
    const viewer = given.tenant();

    const { customer, userErrors } = await create(viewer, input);

    expect(customer).toBeNull();
    expect(userErrors).toMatchObject([{ code: "INVALID", path: field.split(".") }]);
    expect(await countOf(viewer)).toBe(0);
  });
});

describe("Customer.primaryPhone, faxNumber", () => {
  it.each(["+1-555-0123", "(555) 123-4567", "0800 TEATIME, ask for Ada", "٠١٢٣٤"])(
    "keep %p unchanged",
    async (number) => {
      const { customer } = await create(given.tenant(), {
        primaryPhone: number,
        faxNumber: number,
        contacts: [{ name: "Ida", phone: number }],
      });

      expect(customer).toMatchObject({
        primaryPhone: number,
        faxNumber: number,
        contacts: { nodes: [{ phone: number }] },
      });
    },
  );
});

describe("Customer.contacts", () => {
  it("have their own names, e-mail addresses and phones, separate from the account's", async () => {
    const { customer } = await create(given.tenant(), {
      primaryEmail: "office@sunrise.example",
      primaryPhone: "+1 218 555 0100",
      contacts: [
        { name: "Ida Holm", email: "ida@sunrise.example", phone: "+45 55 55 01 23" },
        { name: "Jens Juul", isPrimary: true },
      ],
    });

    expect(customer).toMatchObject({
      primaryEmail: "office@sunrise.example",
      primaryPhone: "+1 218 555 0100",
      effectiveEmail: "office@sunrise.example",
      primaryContact: { name: "Jens Juul" },
      contacts: {
        nodes: [
          { name: "Jens Juul", email: null, phone: null, isPrimary: true },
          { name: "Ida Holm", email: "ida@sunrise.example", phone: "+45 55 55 01 23", isPrimary: false },
        ],
      },
    });
  });
});

describe("Customer.addresses", () => {
  it("keep a state code, a ZIP code, a country of two letters and their purposes", async () => {
    const parts = { street: "1 Lake Ave", city: "Duluth", region: "MN", postalCode: "55802", countryCode: "US" };

    const { customer } = await create(given.tenant(), {
      addresses: [
        { ...parts, purposes: ["BILLING"] },
        { ...parts, city: "Superior", purposes: ["SHIPPING"] },
        { ...parts, city: "Hermantown", purposes: ["BILLING", "SHIPPING"], isPrimary: true },
      ],
    });

    expect(customer.addresses.nodes).toMatchObject([
      { ...parts, city: "Hermantown", purposes: ["BILLING", "SHIPPING"], defaultFor: [], isPrimary: true },
      { ...parts, purposes: ["BILLING"], defaultFor: ["BILLING"], isPrimary: false },
      { ...parts, city: "Superior", purposes: ["SHIPPING"], defaultFor: ["SHIPPING"], isPrimary: false },
    ]);
    expect(customer.primaryAddress).toEqual({ city: "Hermantown" });
  });

  it("make the first one primary if none is marked, and refuse two", async () => {
    const viewer = given.tenant();

    const first = await create(viewer, { addresses: [{ city: "Duluth" }, { city: "Superior" }] });
    const two = await create(viewer, {
      addresses: [
        { city: "Duluth", isPrimary: true },
        { city: "Superior", isPrimary: true },
      ],
    });

    expect(first.customer.primaryAddress).toEqual({ city: "Duluth" });
    expect(two).toMatchObject({
      customer: null,
      userErrors: [{ code: "INVALID", path: ["addresses", "1", "isPrimary"] }],
    });
  });
});

describe("Customer.billingAddress, shippingAddress", () => {
  it("are written separately, or are null", async () => {
    const viewer = given.tenant();
    const billingAddress = {
      street: "123 Main St",
      city: "San Francisco",
      region: "CA",
      postalCode: "94105",
      countryText: "USA",
    };

    const { customer } = await create(viewer, { billingAddress });
    const cleared = await ask(
      viewer,
      `mutation ($id: ID!) { customerUpdate(input: { customerId: $id, billingAddress: null }) {
        customer { ${CONTACTS} } userErrors { code }
      } }`,
      { id: customer.id },
    );

    expect(customer.billingAddress).toMatchObject({ ...billingAddress, countryCode: "US", defaultFor: ["BILLING"] });
    expect(customer.shippingAddress).toBeNull();
    expect(cleared.data.customerUpdate.customer).toMatchObject({ billingAddress: null, addresses: { nodes: [] } });
  });

  it.each(["street", "city", "region", "postalCode", "countryText"])("can be just a %s", async (part) => {
    const text = part === "countryText" ? "Norway" : "x";

    const { customer, userErrors } = await create(given.tenant(), { shippingAddress: { [part]: text } });

    expect(userErrors).toEqual([]);
    expect(customer.shippingAddress).toMatchObject({ [part]: text });
  });
});

describe("Customer.physicalAddress, mailingAddress", () => {
  it("exist beside the billing address, each with its own values", async () => {
    const { customer } = await create(given.tenant(), {
      physicalAddress: { city: "Odense" },
      mailingAddress: { city: "Malmö" },
      billingAddress: { city: "Bergen" },
    });

    expect(customer).toMatchObject({
      physicalAddress: { city: "Odense" },
      mailingAddress: { city: "Malmö" },
      billingAddress: { city: "Bergen" },
      shippingAddress: null,
    });
  });
});
