import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { updateCustomer } from "../../../subgraphs/directory/commands/update.ts";
import type { FinanceInput } from "../../../subgraphs/finance/commands/index.ts";
import { given } from "../../support/given.ts";
import { ask, testDatabase } from "../../support/graph.ts";

const FIELDS = `version finance { sendInvoiceReminders
  billingPreferences { invoiceDelivery invoiceEmail purchaseOrderRequired consolidated extra } }`;

const UPDATE = `mutation ($input: BillingPreferencesUpdateInput!) { billingPreferencesUpdate(input: $input) {
  customer { ${FIELDS} } userErrors { code message path } } }`;

const run = async (viewer: Viewer, input: Record<string, unknown>) =>
  (await ask(viewer, UPDATE, { input })).data.billingPreferencesUpdate;

const read = async (viewer: Viewer, id: string) =>
  (await ask(viewer, `query ($id: ID!) { customer(id: $id) { ${FIELDS} } }`, { id })).data.customer;

const change = (viewer: Viewer, id: string, finance: FinanceInput) =>
  testDatabase.session(viewer.tenantId).write((manager) => updateCustomer(manager, viewer, id, { finance }));

describe("Mutation.billingPreferencesUpdate", () => {
  it("changes given fields, clears nulls, and leaves the rest", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);
    const none = await read(viewer, customerId);
    const billingPreferences = {
      invoiceDelivery: "EMAIL",
      invoiceEmail: "bills@harbour.example",
      purchaseOrderRequired: true,
      consolidated: false,
      extra: { batch: "weekly" },
    };

    const set = await run(viewer, { customerId, billingPreferences, sendInvoiceReminders: false, expectedVersion: 1 });
    const same = await run(viewer, {
      customerId,
      billingPreferences: { consolidated: false },
      sendInvoiceReminders: false,
    });
    const changed = await run(viewer, {
      customerId,
      billingPreferences: { invoiceDelivery: "PORTAL", invoiceEmail: null },
    });
    const cleared = await run(viewer, { customerId, billingPreferences: null });

    expect(none.finance.billingPreferences).toBeNull();
    expect(set.customer).toEqual({ version: 2, finance: { sendInvoiceReminders: false, billingPreferences } });
    expect(same.customer.version).toBe(2);
    expect(changed.customer.finance.billingPreferences).toEqual({
      ...billingPreferences,
      invoiceDelivery: "PORTAL",
      invoiceEmail: null,
    });
    expect(cleared.customer).toEqual({
      version: 4,
      finance: { sendInvoiceReminders: false, billingPreferences: null },
    });
  });

  it.each([
    ["a text as extra", { extra: "weekly" }, "extra"],
    ["a number as extra", { extra: 7 }, "extra"],
    ["a list as extra", { extra: [] }, "extra"],
  ])("refuses %s, and writes nothing", async (_, billingPreferences, field) => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);

    const { customer, userErrors } = await run(viewer, { customerId, billingPreferences });

    expect(customer).toBeNull();
    expect(userErrors).toMatchObject([{ code: "INVALID", path: ["billingPreferences", field] }]);
    expect(await read(viewer, customerId)).toMatchObject({ version: 1, finance: { billingPreferences: null } });
  });

  it("refuses an invalid e-mail address, from files as well", async () => {
    await expect(
      given.customer(given.tenant(), { finance: { billingPreferences: { invoiceEmail: "bills" } } }),
    ).rejects.toMatchObject({
      userErrors: [{ code: "INVALID", path: ["finance", "billingPreferences", "invoiceEmail"] }],
    });
  });
});

describe("An object of another system", () => {
  it.each([
    ["an empty one", {}],
    ["names in an order of its own", { z: 1, a: [null, true, { y: "1.0", b: {} }], 漢字: "✓" }],
    ["texts that need escapes", { quote: '"\\', pair: "\ud83d\ude00", "": " " }],
    [
      "names that objects have of themselves",
      JSON.parse('{ "__proto__": { "polluted": true }, "constructor": 1, "toString": null }'),
    ],
    ["thirty-two levels", JSON.parse(`${'{"a":'.repeat(31)}{}${"}".repeat(31)}`)],
  ])("comes back unchanged: %s", async (_, extra) => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);

    const { customer, userErrors } = await run(viewer, { customerId, billingPreferences: { extra } });
    const again = await run(viewer, { customerId, billingPreferences: { extra } });

    expect(userErrors).toEqual([]);
    expect(JSON.stringify(customer.finance.billingPreferences.extra)).toBe(JSON.stringify(extra));
    expect(again.customer.version).toBe(2);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it("can be a literal in the document", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);

    const { data } = await ask(
      viewer,
      `mutation ($id: ID!) { billingPreferencesUpdate(input: { customerId: $id, billingPreferences: {
        extra: { split: [50, 50.5], by: { week: true, note: null } } } }) { customer { ${FIELDS} } } }`,
      { id: customerId },
    );

    expect(data.billingPreferencesUpdate.customer.finance.billingPreferences.extra).toEqual({
      split: [50, 50.5],
      by: { week: true, note: null },
    });
  });

  it("comes back unchanged, whatever it is", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer);
    const object = fc.dictionary(fc.string({ unit: "grapheme" }), fc.jsonValue({ stringUnit: "grapheme" }), {
      noNullPrototype: true,
    });

    await fc.assert(
      fc.asyncProperty(object, object, async (billing, tax) => {
        const finance = { billingPreferences: { extra: billing }, taxProfile: { extra: tax } };
        await change(viewer, id, finance);
        const changedAgain = await change(viewer, id, finance);
        const { data } = await ask(
          viewer,
          "query ($id: ID!) { customer(id: $id) { finance { billingPreferences { extra } taxProfile { extra } } } }",
          { id },
        );

        expect(changedAgain).toBe(false);
        expect(JSON.parse(JSON.stringify(data.customer.finance))).toEqual(JSON.parse(JSON.stringify(finance)));
      }),
      { numRuns: 60 },
    );
  });
});
