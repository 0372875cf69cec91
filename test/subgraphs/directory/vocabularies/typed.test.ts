import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { buildSchema, getNamedType, isObjectType } from "graphql";
import type { Viewer } from "../../../../platform/auth/viewer.ts";
import { projectFile } from "../../../../platform/project.ts";
import { given } from "../../../support/given.ts";
import { ask } from "../../../support/graph.ts";

const schema = buildSchema(readFileSync(projectFile("schema/api.graphql"), "utf8"));

/** A selection of all fields of a type, at every level. */
const everyFieldOf = (name: string): string => {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`${name} is no object type`);
  const fields = Object.values(type.getFields()).map((field) => {
    const inner = getNamedType(field.type);
    return isObjectType(inner) ? `${field.name} ${everyFieldOf(inner.name)}` : field.name;
  });
  return `{ ${fields.join(" ")} }`;
};

/** A value without nulls: what a vocabulary omits is null in the typed field. */
const withoutNulls = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== null);
  return Object.fromEntries(entries.map(([key, each]) => [key, withoutNulls(each)]));
};

const VOCABULARIES = [
  ["FUNNEL_CRM", "asFunnelCrm", "FunnelCrmCustomer"],
  ["LEDGER", "asLedger", "LedgerCustomer"],
  ["TAX_ENGINE", "asTaxEngine", "TaxEngineCustomer"],
  ["WORKSPACE_ERP", "asWorkspaceErp", "WorkspaceErpCustomer"],
  ["ORDER_DESK", "asOrderDesk", "OrderDeskCustomer"],
] as const;

const givenCustomers = async (viewer: Viewer): Promise<string[]> => {
  const [full = ""] = await given.customers(viewer, 1);
  const bare = await given.customer(viewer, { displayName: "Bare" });
  const person = await given.customer(viewer, {
    displayName: "Ida Berg",
    party: { person: { firstName: "Ida", lastName: "Berg" } },
    parentId: full,
    externalIdentifiers: [{ source: "NETSUITE", externalId: "77" }],
    relationship: { annualRevenue: { amount: "12.50", currencyCode: "EUR" }, contractTerms: { notice: [1, 2] } },
    finance: {
      taxNumber: "DE136695976",
      creditLimit: { amount: "100.25", currencyCode: "EUR" },
      paymentTerms: "net 30",
    },
    contacts: [{ name: "Noor", email: "noor@shop.example" }, { name: "Ben" }],
    addresses: [{ street: "Torg 1", city: "Oslo", countryCode: "NO", purposes: ["BILLING", "SHIPPING"] }],
  });
  return [full, bare, person];
};

describe.each(VOCABULARIES)("Customer in the words of %s", (vocabulary, field, type) => {
  it("has with types what it has as JSON", async () => {
    const viewer = given.tenant();
    const ids = await givenCustomers(viewer);

    const { data, errors } = await ask(
      viewer,
      `query ($ids: [ID!]!) { customersById(ids: $ids) { json: as(vocabulary: ${vocabulary}) typed: ${field} ${everyFieldOf(type)} } }`,
      { ids },
    );

    expect(errors).toEqual([]);
    expect(data.customersById).toHaveLength(3);
    for (const { json, typed } of data.customersById) {
      expect(withoutNulls(typed)).toEqual(withoutNulls(json));
    }
  });

  it("needs the same scopes as the JSON, and shows nothing to a stranger", async () => {
    const viewer = given.tenant();
    const [id] = await givenCustomers(viewer);
    const text = `query ($id: ID!) { customer(id: $id) { id ${field} { __typename } } }`;

    const reader = await ask({ ...viewer, scopes: new Set(["customers:read", "finance:read"]) }, text, { id });
    const stranger = await ask(given.tenant(), text, { id });

    expect(reader.data.customer).toEqual({ id, [field]: null });
    expect(reader.errors).toMatchObject([{ extensions: { code: "FORBIDDEN" }, path: ["customer", field] }]);
    expect(stranger.data.customer).toBeNull();
  });
});
