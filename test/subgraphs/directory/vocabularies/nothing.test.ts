import { describe, expect, it } from "@jest/globals";
import { VOCABULARIES } from "../../../../subgraphs/directory/vocabularies/index.ts";
import { normalize } from "../../../../subgraphs/directory/vocabularies/normalize.ts";
import { given } from "../../../support/given.ts";
import { read, refusals, write } from "../../../support/vocabulary-writes.ts";

const ERP = { legalName: "L", displayName: "D", customerType: "active" };
const PERSON = "Relationship.Person.CommercialRelationship.Customer";

describe("A record of another system", () => {
  it.each([
    [
      "ORDER_DESK",
      { name: "T", contacts: [{ name: "Ben", email: null, phone: "", isPrimary: true }] },
      { contacts: [{ name: "Ben", isPrimary: true }] },
    ],
    [
      "ORDER_DESK",
      { name: "T", id: null, addresses: [{ addressType: "", city: "Kiel", isPrimary: null }] },
      { addresses: [{ city: "Kiel", isPrimary: true }] },
    ],
    [
      "LEDGER",
      { companyName: "A", billingAddress: { street: "1 A St", state: null } },
      { billingAddress: { street: "1 A St" } },
    ],
    ["LEDGER", { companyName: "A", id: "", createdAt: null, organizationId: null }, { companyName: "A" }],
    [
      "WORKSPACE_ERP",
      { ...ERP, paymentTerms: "", customerSince: "2020-01-01 00:00Z", source: "" },
      { customerSince: "2020-01-01T00:00:00.000Z" },
    ],
    [
      "WORKSPACE_ERP",
      { ...ERP, annualRevenue: "1250000.00", creditLimit: "5" },
      { annualRevenue: 1250000, creditLimit: 5 },
    ],
    ["WORKSPACE_ERP", { ...ERP, taxExempt: "TRUE" }, { taxExempt: true }],
    [
      "FUNNEL_CRM",
      { _Type: PERSON, Person: { FirstName: "", LastName: "Berg" } },
      { Person: { FirstName: null, LastName: "Berg" } },
    ],
    [
      "LEDGER",
      { companyName: "A", billingAddress: { street: null, city: "", state: null }, shippingAddress: { city: "Ulm" } },
      { billingAddress: null, shippingAddress: { city: "Ulm" } },
    ],
  ])("says nothing by null, or an empty text, wherever it stands: %s %j", async (name, record, shown) => {
    const viewer = given.tenant();

    const { id } = await write(viewer, name, record);

    expect(await read(viewer, name, id)).toMatchObject(shown);
  });

  it.each([
    ["LEDGER", { companyName: null }, "INVALID companyName"],
    ["LEDGER", { companyName: "A", status: "" }, "INVALID status"],
    ["LEDGER", { companyName: "A", creditLimit: "5" }, "INVALID creditLimit"],
    ["LEDGER", { companyName: "A", billingAddress: { zip: null } }, "INVALID billingAddress.zip"],
    ["ORDER_DESK", { name: "A", contacts: [{ name: "", email: "b@c.example" }] }, "INVALID contacts.0.name"],
    ["WORKSPACE_ERP", { ...ERP, annualRevenue: "1,250" }, "INVALID annualRevenue"],
    ["WORKSPACE_ERP", { ...ERP, taxExempt: "maybe" }, "INVALID taxExempt"],
  ])("is refused where it must say something: %s %j", async (name, record, refusal) => {
    expect(await refusals(given.tenant(), name, record)).toEqual([refusal]);
  });

  it("may have an empty text wherever it may have null", () => {
    const refused = VOCABULARIES.flatMap((vocabulary) => {
      const fields = Object.entries(vocabulary.fields).filter(([, { shape }]) => shape.safeParse(null).success);
      const empty = normalize(vocabulary, Object.fromEntries(fields.map(([field]) => [field, ""])));
      return fields
        .filter(([field, { shape }]) => field in empty && !shape.safeParse(empty[field]).success)
        .map(([field]) => `${vocabulary.name}.${field}`);
    });

    expect(refused).toEqual([]);
  });
});
