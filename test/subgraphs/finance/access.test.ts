import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import type { Scope, Viewer } from "../../../platform/auth/viewer.ts";
import { given } from "../../support/given.ts";
import { ask } from "../../support/graph.ts";

/** A customer with every record that a mutation of finance can change. */
const filled = async (viewer: Viewer) => {
  const id = await given.customer(viewer, {
    finance: {
      taxRegistrations: [{ number: "DE811115368" }],
      exemptionCertificates: [{ number: "E-1" }],
      creditLimit: { amount: "100" },
      paymentTerms: "Net 30",
      billingPreferences: { extra: { secret: true } },
    },
  });
  const { data } = await ask(
    viewer,
    `query ($id: ID!) { customer(id: $id) { finance { taxRegistrations { id } exemptionCertificates { id } } } }`,
    { id },
  );
  const { taxRegistrations, exemptionCertificates } = data.customer.finance;
  return {
    customerId: id,
    taxRegistrationId: taxRegistrations[0].id,
    exemptionCertificateId: exemptionCertificates[0].id,
  };
};

type Ids = Awaited<ReturnType<typeof filled>>;

/** Every mutation of finance, with an input that would change something, and the row to change. */
const MUTATIONS: Readonly<Record<string, { readonly by: keyof Ids; readonly change: Record<string, unknown> }>> = {
  taxRegistrationCreate: { by: "customerId", change: { number: "FR40303265045" } },
  taxRegistrationUpdate: { by: "taxRegistrationId", change: { number: "FR40303265045" } },
  taxRegistrationDelete: { by: "taxRegistrationId", change: {} },
  taxRegistrationPrimarySet: { by: "taxRegistrationId", change: {} },
  taxRegistrationsValidate: { by: "customerId", change: {} },
  taxProfileUpdate: { by: "customerId", change: { taxExempt: true } },
  exemptionCertificateCreate: { by: "customerId", change: { number: "E-2" } },
  exemptionCertificateUpdate: { by: "exemptionCertificateId", change: { number: "E-2" } },
  exemptionCertificateDelete: { by: "exemptionCertificateId", change: {} },
  creditLimitSet: { by: "customerId", change: { creditLimit: null } },
  creditHoldSet: { by: "customerId", change: { isOnHold: true } },
  paymentTermsSet: { by: "customerId", change: { paymentTerms: null } },
  billingPreferencesUpdate: { by: "customerId", change: { sendInvoiceReminders: false } },
};

/** The input field that identifies the row. */
const keyOf = (by: keyof Ids): string => (by === "customerId" ? by : "id");

const attempt = (viewer: Viewer, mutation: string, ids: Ids, about: Record<string, unknown> = {}) => {
  const { by, change } = MUTATIONS[mutation] as (typeof MUTATIONS)[string];
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  return ask(
    viewer,
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { customer { id version } userErrors { code message path customer { version } } } }`,
    { input: { [keyOf(by)]: ids[by], ...change, ...about } },
  );
};

const versionOf = async (viewer: Viewer, { customerId }: Ids): Promise<number> =>
  (await ask(viewer, "query ($id: ID!) { customer(id: $id) { version } }", { id: customerId })).data.customer.version;

const without = (viewer: Viewer, missing: Scope): Viewer => ({
  ...viewer,
  scopes: new Set([...viewer.scopes].filter((scope) => scope !== missing)),
});

describe.each(Object.entries(MUTATIONS))("Mutation.%s", (mutation, { by }) => {
  it("finds nothing for a stranger, and changes nothing", async () => {
    const viewer = given.tenant();
    const ids = await filled(viewer);

    const { data, errors } = await attempt(given.tenant(), mutation, ids);

    expect(errors).toEqual([]);
    expect(data[mutation]).toMatchObject({ customer: null, userErrors: [{ code: "NOT_FOUND", path: [keyOf(by)] }] });
    expect(await versionOf(viewer, ids)).toBe(1);
  });

  it("does the same for a viewer of another workspace", async () => {
    const workspace = randomUUID();
    const member = given.tenant({ workspaceIds: [workspace], workspaceId: workspace });
    const ids = await filled(member);

    const { data } = await attempt({ ...member, workspaceIds: [], workspaceId: null }, mutation, ids);

    expect(data[mutation]).toMatchObject({ customer: null, userErrors: [{ code: "NOT_FOUND", path: [keyOf(by)] }] });
    expect(data[mutation].userErrors[0].message).toContain(ids[by]);
    expect(await versionOf(member, ids)).toBe(1);
  });

  it.each(["finance:write", "customers:write"] as const)("is forbidden without %s", async (scope) => {
    const viewer = given.tenant();
    const ids = await filled(viewer);

    const { data, errors } = await attempt(without(viewer, scope), mutation, ids);

    expect(data).toBeNull();
    expect(errors).toMatchObject([{ path: [mutation], extensions: { code: "FORBIDDEN" } }]);
    expect(await versionOf(viewer, ids)).toBe(1);
  });

  it("refuses a stale version, and names the current one", async () => {
    const viewer = given.tenant();
    const ids = await filled(viewer);

    const { data } = await attempt(viewer, mutation, ids, { expectedVersion: 7 });

    expect(data[mutation]).toMatchObject({
      customer: null,
      userErrors: [{ code: "CONFLICT", path: ["expectedVersion"], customer: { version: 1 } }],
    });
    expect(await versionOf(viewer, ids)).toBe(1);
  });
});

describe("What finance reveals of a customer", () => {
  it.each(["finance { taxNumber }", "creditExposure { amount }", "effectivePaymentTerms { label }"])(
    "is forbidden without finance:read, and costs no other fields: %s",
    async (field) => {
      const viewer = given.tenant();
      const { customerId: id } = await filled(viewer);

      const { data, errors } = await ask(
        without(viewer, "finance:read"),
        `query ($id: ID!) { customer(id: $id) { id ${field} } }`,
        { id },
      );

      const name = field.split(" ")[0] ?? "";
      expect(data.customer).toEqual({ id, [name]: null });
      expect(errors).toMatchObject([{ path: ["customer", name], extensions: { code: "FORBIDDEN" } }]);
    },
  );

  it("stays hidden from a viewer who may write but not read it", async () => {
    const viewer = given.tenant();
    const { customerId } = await filled(viewer);

    const { data, errors } = await ask(
      without(viewer, "finance:read"),
      `mutation ($input: TaxRegistrationCreateInput!) { taxRegistrationCreate(input: $input) {
        customer { id finance { taxNumber } } taxRegistration { number } userErrors { code } } }`,
      { input: { customerId, number: "A1" } },
    );

    expect(data.taxRegistrationCreate).toEqual({
      customer: { id: customerId, finance: null },
      taxRegistration: null,
      userErrors: [],
    });
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(["FORBIDDEN", "FORBIDDEN"]);
  });

  it("is not found by the id of another kind of row", async () => {
    const viewer = given.tenant();
    const ids = await filled(viewer);

    const { data } = await attempt(viewer, "taxRegistrationUpdate", {
      ...ids,
      taxRegistrationId: ids.exemptionCertificateId,
    });

    expect(data.taxRegistrationUpdate.userErrors).toMatchObject([{ code: "NOT_FOUND", path: ["id"] }]);
  });
});
