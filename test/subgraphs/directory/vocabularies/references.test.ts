import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../../../platform/auth/viewer.ts";
import { given } from "../../../support/given.ts";
import { ask } from "../../../support/graph.ts";
import { read, reasons, refusals, write } from "../../../support/vocabulary-writes.ts";

const TYPE = "Relationship.Organization.CommercialRelationship.Customer";
const PERSON = "Relationship.Person.CommercialRelationship.Customer";
const ERP = { legalName: "L", displayName: "D", customerType: "active" };

const [ACME, OTHER] = ["223E4567-E89B-12D3-A456-426614174001", "323e4567-e89b-12d3-a456-426614174002"];

/** An entity as an OData service returns it when it is expanded. */
const expanded = (type: string, fields: object): object => ({
  "@odata.type": `#Api.${type}`,
  "@odata.etag": 'W/"1"',
  "Owners@odata.context": "$metadata#Owners",
  _Type: type,
  _Name: "Computed",
  SortIndex: 0,
  CreationDate: "2025-01-01T00:00:00Z",
  LastMutationDate: null,
  IsActive: true,
  IsClosed: false,
  ...fields,
});

describe("An expanded organization or person", () => {
  it.each([
    [TYPE, "Organization", { Name: "Acme" }],
    [PERSON, "Person", { FirstName: "Ada", LastName: "Berg" }],
  ])("with an unknown id becomes a new one that keeps it: %s", async (_Type, field, names) => {
    const viewer = given.tenant();
    const record = { "@odata.etag": "1", _Type, [field]: expanded("Relation", { ID: ACME, ...names }) };

    const first = await write(viewer, "FUNNEL_CRM", { ID: "1", Name: "One", ...record });
    const second = await write(viewer, "FUNNEL_CRM", { ID: "2", Name: "Two", ...record, [field]: { ID: ACME } });
    const again = await write(viewer, "FUNNEL_CRM", { ID: "1", Name: "One", ...record });

    const views = [await read(viewer, "FUNNEL_CRM", first.id), await read(viewer, "FUNNEL_CRM", second.id)];
    expect(views).toMatchObject([
      { ID: "1", [field]: { ID: ACME.toLowerCase(), ...names } },
      { ID: "2", [field]: { ID: ACME.toLowerCase(), ...names } },
    ]);
    expect(again).toEqual({ id: first.id, outcome: "UNCHANGED" });
  });

  it("gives its id to the party of a customer that is known", async () => {
    const viewer = given.tenant();
    const { id } = await write(viewer, "FUNNEL_CRM", { ID: "1", _Type: TYPE, Name: "Acme" });

    const named = await write(viewer, "FUNNEL_CRM", { ID: "1", Organization: { ID: ACME } });
    const refused = await reasons(viewer, "FUNNEL_CRM", { ID: "1", Organization: { ID: OTHER, Name: "Other" } });

    expect(named).toEqual({ id, outcome: "UPDATED" });
    expect(await read(viewer, "FUNNEL_CRM", id)).toMatchObject({
      Organization: { ID: ACME.toLowerCase(), Name: "Acme" },
    });
    expect(refused).toEqual([
      `Organization: In FUNNEL_CRM the customer's organization or person is "${ACME.toLowerCase()}", and a customer stays with it.`,
    ]);
  });

  it("is refused without a name if it is unknown, with everything else that is wrong", async () => {
    const viewer = given.tenant();
    const record = { ID: "1", _Type: TYPE, Name: "", Organization: { ID: ACME }, Relation: { ID: OTHER } };

    expect(await reasons(viewer, "FUNNEL_CRM", record)).toEqual([
      'Name: "" is not accepted. Give 1 to 256 characters.',
      `Organization.ID: There is no organization or person "${ACME}". Import it first, or give its name as well, and it is created.`,
      `Relation.ID: There is no organization or person "${OTHER}". Import it first, or give its name as well, and it is created.`,
    ]);
  });

  it("is one of the viewer's tenant, and one that they may see", async () => {
    const viewer = given.tenant();
    await write(given.tenant(), "FUNNEL_CRM", { _Type: TYPE, Organization: { ID: ACME, Name: "Foreign" } });

    const { id } = await write(viewer, "FUNNEL_CRM", { _Type: TYPE, Organization: { ID: ACME, Name: "Ours" } });

    expect(await read(viewer, "FUNNEL_CRM", id)).toMatchObject({ Organization: { Name: "Ours" } });
  });

  it("sells to customers too, and none of its names is longer than a party's", async () => {
    const viewer = given.tenant();
    const Relation = expanded("Relation.Organization", { ID: ACME, Name: "We" });

    const { id } = await write(viewer, "FUNNEL_CRM", { _Type: TYPE, Name: "A", Relation });

    expect(await read(viewer, "FUNNEL_CRM", id)).toMatchObject({ Relation: { ID: ACME.toLowerCase() } });
    expect(
      await refusals(viewer, "FUNNEL_CRM", {
        _Type: PERSON,
        Person: { ID: OTHER, FirstName: "x".repeat(128), LastName: "Berg" },
      }),
    ).toEqual(["INVALID Person"]);
  });
});

describe("A parent", () => {
  it.each([
    ["LEDGER", { companyName: "Parent" }, { companyName: "Child" }],
    ["WORKSPACE_ERP", { ...ERP, displayName: "Parent" }, { ...ERP, displayName: "Child" }],
  ])("is named by the id that the other system gave it, and read so again: %s", async (name, parent, child) => {
    const viewer = given.tenant();
    const above = await write(viewer, name, { id: ACME, ...parent });
    const ours = await given.customer(viewer, { displayName: "Ours" });

    const { id } = await write(viewer, name, { id: "child-1", parentCustomerId: ACME, ...child });
    const again = await write(viewer, name, { id: "child-1", parentCustomerId: above.id });
    const moved = await write(viewer, name, { id: "child-1", parentCustomerId: ours });

    expect(above.outcome).toBe("CREATED");
    expect(again).toEqual({ id, outcome: "UNCHANGED" });
    expect(moved).toEqual({ id, outcome: "UPDATED" });
    expect(await read(viewer, name, id)).toMatchObject({ id: "child-1", parentCustomerId: ours });
    await write(viewer, name, { id: "child-1", parentCustomerId: ACME.toLowerCase() });
    expect(await read(viewer, name, id)).toMatchObject({ parentCustomerId: ACME.toLowerCase() });
  });

  it("is none that the viewer may not see", async () => {
    const workspaceId = "5daea73a-febd-455c-8070-d0b41124b3ee";
    const inside = given.tenant({ workspaceId, workspaceIds: [workspaceId] });
    const outside = { ...inside, workspaceId: null, workspaceIds: [] };
    await write(inside, "LEDGER", { id: "P", companyName: "Hidden" });

    expect(await reasons(outside, "LEDGER", { companyName: "A", parentCustomerId: "P" })).toEqual([
      'parentCustomerId: There is no customer "P". Import it first, or in the same file.',
    ]);
  });
});

const EMPLOYEES = "{ employees(first: 9) { nodes { id name } } }";

describe("An employee, a price list or a label", () => {
  const RECORD = {
    ID: "1",
    _Type: TYPE,
    Name: "A",
    AccountManager: expanded("Employee", { ID: ACME, _Name: "Ada" }),
    Owners: [{ ID: OTHER }, { ID: ACME, Name: "Ada" }],
    PriceList: { ID: "PL-1", _Name: "Wholesale" },
    Labels: [{ ID: "L-2", Name: "Key" }, { ID: "L-1" }],
  };
  const SHOWN = {
    AccountManager: { ID: ACME.toLowerCase() },
    Owners: [{ ID: OTHER }, { ID: ACME.toLowerCase() }],
    PriceList: { ID: "PL-1" },
    Labels: [{ ID: "L-1" }, { ID: "L-2" }],
  };

  it("is refused if it is unknown, with what would be right, each at its place", async () => {
    const right = "Add it first, or give the id of one that is there.";

    expect(await reasons(given.tenant(), "FUNNEL_CRM", { ...RECORD, Status: { ID: "S-1" } })).toEqual([
      `AccountManager.ID: There is no employee "${ACME}". ${right}`,
      `Owners.0.ID: There is no employee "${OTHER}". ${right}`,
      `Owners.1.ID: There is no employee "${ACME}". ${right}`,
      `PriceList.ID: There is no price list "PL-1". ${right}`,
      `Labels.0.ID: There is no label "L-2". ${right}`,
      `Labels.1.ID: There is no label "L-1". ${right}`,
      `Status.ID: There is no status label "S-1". ${right}`,
    ]);
  });

  it("is created on request from what the record says, keeps its id, and is known from then on", async () => {
    const viewer = given.tenant();

    const { id } = await write(viewer, "FUNNEL_CRM", RECORD, { unknown: "CREATE" });
    const again = await write(viewer, "FUNNEL_CRM", RECORD);
    const other = await write(viewer, "FUNNEL_CRM", { ...RECORD, ID: "2", Name: "B" });

    const { data } = await ask(viewer, EMPLOYEES);
    expect(await read(viewer, "FUNNEL_CRM", id)).toMatchObject(SHOWN);
    expect(again).toEqual({ id, outcome: "UNCHANGED" });
    expect(await read(viewer, "FUNNEL_CRM", other.id)).toMatchObject(SHOWN);
    expect(data.employees.nodes.map(({ name }: { name: string }) => name)).toEqual([OTHER, "Ada"]);
  });

  it("is the label of the same name, unless that has another id in the system", async () => {
    const viewer = given.tenant();
    await ask(viewer, 'mutation { customerLabelCreate(input: { name: "key" }) { label { id } } }');

    await write(viewer, "FUNNEL_CRM", RECORD, { unknown: "CREATE" });
    const { data } = await ask(viewer, "{ customerLabels(first: 9) { nodes { name } } }");

    expect(data.customerLabels.nodes).toEqual([{ name: "key" }, { name: "L-1" }]);
    await expect(
      write(viewer, "FUNNEL_CRM", { ...RECORD, ID: "2", Labels: [{ ID: "L-9", Name: "Key" }] }, { unknown: "CREATE" }),
    ).rejects.toMatchObject({ userErrors: [{ code: "TAKEN", path: ["Labels", "0"] }] });
  });

  it("is left out on request, and the rest of the record is written", async () => {
    const viewer = given.tenant();
    let skipped = 0;
    const onSkip = () => {
      skipped += 1;
    };

    const { id } = await write(viewer, "FUNNEL_CRM", { ...RECORD, Status: { ID: "S" } }, { unknown: "SKIP", onSkip });

    expect(skipped).toBe(7);
    expect(await read(viewer, "FUNNEL_CRM", id)).toMatchObject({
      Name: "A",
      AccountManager: null,
      Owners: [],
      PriceList: null,
      Labels: [],
      Status: null,
    });
  });

  it("is named by any text as an owner in WORKSPACE_ERP, before the other owners", async () => {
    const viewer = given.tenant();
    const record = { ...ERP, id: "1", ownerUserId: "ada.berg" };

    const { id } = await write(viewer, "WORKSPACE_ERP", record, { unknown: "CREATE" });
    const kept = await write(viewer, "WORKSPACE_ERP", { id: "1", ownerUserId: "someone" }, { unknown: "SKIP" });

    expect(await read(viewer, "WORKSPACE_ERP", id)).toMatchObject({ ownerUserId: "ada.berg" });
    expect(kept).toEqual({ id, outcome: "UNCHANGED" });
    expect(await refusals(viewer, "WORKSPACE_ERP", { id: "1", ownerUserId: "someone" })).toEqual([
      "NOT_FOUND ownerUserId",
    ]);
  });
});

const IMPORT = `mutation ($input: CustomersImportInput!) { customersImport(input: $input) {
  results { index outcome customer { parent { displayName } } userErrors { code path } }
} }`;

const take = async (viewer: Viewer, records: readonly object[], errorPolicy: string) => {
  const { data } = await ask(viewer, IMPORT, { input: { vocabulary: "LEDGER", records, errorPolicy } });
  return data.customersImport.results;
};

describe("Mutation.customersImport", () => {
  const CHAIN = [
    { id: "3", companyName: "Grandchild", parentCustomerId: "2" },
    { id: "2", companyName: "Child", parentCustomerId: "1" },
    { id: "1", companyName: "Parent" },
  ];

  it("takes children before their parents", async () => {
    expect(await take(given.tenant(), CHAIN, "REJECT_ALL")).toMatchObject([
      { index: 0, outcome: "CREATED", customer: { parent: { displayName: "Child" } } },
      { index: 1, outcome: "CREATED", customer: { parent: { displayName: "Parent" } } },
      { index: 2, outcome: "CREATED", customer: { parent: null } },
    ]);
  });

  it("refuses those whose parent does not come, and a circle of parents", async () => {
    const records = [
      ...CHAIN.slice(0, 2),
      { id: "1", companyName: "Parent", parentCustomerId: "3" },
      { id: "4", companyName: "Four" },
    ];
    const refused = (index: number) => ({
      index,
      outcome: "REFUSED",
      userErrors: [{ code: "NOT_FOUND", path: ["records", String(index), "parentCustomerId"] }],
    });

    expect(await take(given.tenant(), records, "REJECT_FAILED")).toMatchObject([
      refused(0),
      refused(1),
      refused(2),
      { index: 3, outcome: "CREATED" },
    ]);
  });
});
