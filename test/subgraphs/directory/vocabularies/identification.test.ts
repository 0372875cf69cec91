import { describe, expect, it } from "@jest/globals";
import { given } from "../../../support/given.ts";
import { read, reasons, write } from "../../../support/vocabulary-writes.ts";

const TYPE = "Relationship.Organization.CommercialRelationship.Customer";

describe("A GUID of another system", () => {
  it("is the same id in upper and in lower case", async () => {
    const viewer = given.tenant();
    const ID = "A23E4567-E89B-12D3-A456-426614174000";

    const first = await write(viewer, "FUNNEL_CRM", { ID, _Type: TYPE, Name: "One" });
    const second = await write(viewer, "FUNNEL_CRM", { ID: ID.toLowerCase(), _Type: TYPE, Name: "One, again" });
    const third = await write(viewer, "FUNNEL_CRM", { ID, Name: "One, again" });

    expect(second).toEqual({ id: first.id, outcome: "UPDATED" });
    expect(third).toEqual({ id: first.id, outcome: "UNCHANGED" });
    expect(await read(viewer, "FUNNEL_CRM", first.id)).toMatchObject({ ID: ID.toLowerCase(), Name: "One, again" });
  });

  it("that is the customer's own id is not kept as another one", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, { displayName: "Ours" });

    expect(await write(viewer, "LEDGER", { id: id.toUpperCase() })).toEqual({ id, outcome: "UNCHANGED" });
  });

  it("differs by case if it is no GUID", async () => {
    const viewer = given.tenant();

    const first = await write(viewer, "LEDGER", { id: "0015e00002aAAA", companyName: "A" });

    expect(await write(viewer, "LEDGER", { id: "0015e00002AAAA", companyName: "B" })).not.toMatchObject(first);
  });
});

describe("An account number", () => {
  it("does not make a record of LEDGER be about a customer with another id there", async () => {
    const viewer = given.tenant();
    const [north, south] = ["123e4567-e89b-12d3-a456-426614174000", "223e4567-e89b-12d3-a456-426614174001"];
    const { id } = await write(viewer, "LEDGER", { id: north, companyName: "North Branch", customerId: "LEG-1" });

    const refused = await reasons(viewer, "LEDGER", { id: south, companyName: "South Branch", customerId: "LEG-1" });

    expect(refused).toEqual([
      `customerId: "LEG-1" is not accepted. The customer with it has the id "${north}" in this system, not "${south}". Give one of the two another number.`,
    ]);
    expect(await read(viewer, "LEDGER", id)).toMatchObject({ id: north, companyName: "North Branch" });
    expect(await write(viewer, "LEDGER", { customerId: "LEG-1", companyName: "North" })).toMatchObject({ id });
  });

  it.each([
    ["LEDGER", "customerId", { companyName: "Changed" }],
    ["WORKSPACE_ERP", "accountNumber", { displayName: "Changed" }],
  ])("that several customers have tells none of them: %s", async (name, field, record) => {
    const viewer = given.tenant();
    for (const displayName of ["First", "Second"]) await given.customer(viewer, { displayName, accountNumber: "S1" });

    expect(await reasons(viewer, name, { ...record, [field]: "S1" })).toEqual([
      `${field}: "S1" is not accepted. More than one customer has it, so it does not identify one.`,
    ]);
  });
});
