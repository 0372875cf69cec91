import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { given } from "../../support/given.ts";
import { ask } from "../../support/graph.ts";

const GROUPS = `query ($where: CustomerCondition, $by: [CustomerGroupKey!]!, $sums: [CustomerSum!], $includeInactive: Boolean) {
  customerGroups(where: $where, by: $by, sums: $sums, includeInactive: $includeInactive) {
    values count records { __typename id ... on Employee { name } ... on CustomerLabel { name } }
    sums { of amounts { amount currencyCode } }
  }
}`;

const EMPLOYEE = `mutation { employeeCreate(input: { name: "Ada" }) { employee { id } } }`;

const groups = async (viewer: Viewer, variables: Record<string, unknown>) => {
  const { data, errors } = await ask(viewer, GROUPS, variables);
  expect(errors).toEqual([]);
  return data.customerGroups;
};

const counts = async (viewer: Viewer, variables: Record<string, unknown>) =>
  (await groups(viewer, variables)).map(({ values, count }: { values: string[]; count: number }) => [...values, count]);

const euros = (amount: string) => ({ creditLimit: { amount, currencyCode: "EUR" } });

/** A tenant with three customers at one stage, one at another, and an inactive one. */
const shop = async () => {
  const viewer = given.tenant();
  const stage = (funnelStage: "LEAD" | "CUSTOMER") => ({ relationship: { funnelStage } });
  await given.customer(viewer, {
    ...stage("LEAD"),
    finance: euros("100.5"),
    addresses: [{ countryCode: "DE" }, { countryCode: "NO" }],
  });
  await given.customer(viewer, { ...stage("LEAD"), finance: euros("200"), addresses: [{ countryCode: "DE" }] });
  await given.customer(viewer, {
    ...stage("LEAD"),
    finance: { creditLimit: { amount: "3000", currencyCode: "JPY" } },
  });
  await given.customer(viewer, stage("CUSTOMER"));
  await given.customer(viewer, { ...stage("CUSTOMER"), status: "INACTIVE" });
  return viewer;
};

describe("Groups of customers", () => {
  it("count those who have a value in common, the largest first, with sums by currency", async () => {
    const viewer = await shop();

    expect(await groups(viewer, { by: ["FUNNEL_STAGE"], sums: ["CREDIT_LIMIT", "ANNUAL_REVENUE"] })).toEqual([
      {
        values: ["LEAD"],
        records: [null],
        count: 3,
        sums: [
          {
            of: "CREDIT_LIMIT",
            amounts: [
              { amount: "300.50", currencyCode: "EUR" },
              { amount: "3000", currencyCode: "JPY" },
            ],
          },
          { of: "ANNUAL_REVENUE", amounts: [] },
        ],
      },
      {
        values: ["CUSTOMER"],
        records: [null],
        count: 1,
        sums: [
          { of: "CREDIT_LIMIT", amounts: [] },
          { of: "ANNUAL_REVENUE", amounts: [] },
        ],
      },
    ]);
  });

  it("are of the customers that a list with the same arguments has", async () => {
    const viewer = await shop();

    expect(await counts(viewer, { by: ["STATUS"] })).toEqual([["ACTIVE", 4]]);
    expect(await counts(viewer, { by: ["STATUS"], includeInactive: true })).toEqual([
      ["ACTIVE", 4],
      ["INACTIVE", 1],
    ]);
    expect(await counts(viewer, { by: ["FUNNEL_STAGE"], where: { status: { in: ["INACTIVE"] } } })).toEqual([
      ["CUSTOMER", 1],
    ]);
    expect(await counts(viewer, { by: ["FUNNEL_STAGE"], where: { finance: { creditLimit: { gte: "150" } } } })).toEqual(
      [["LEAD", 2]],
    );
    expect(await counts(viewer, { by: ["FUNNEL_STAGE"], where: { code: { equals: "nothing" } } })).toEqual([]);
  });

  it("have a customer with several values in each of them, and one without any in the group of none", async () => {
    const viewer = await shop();

    expect(await counts(viewer, { by: ["COUNTRY"] })).toEqual([
      ["DE", 2],
      [null, 2],
      ["NO", 1],
    ]);
    expect(await counts(viewer, { by: ["FUNNEL_STAGE", "COUNTRY"] })).toEqual([
      ["LEAD", "DE", 2],
      ["CUSTOMER", null, 1],
      ["LEAD", "NO", 1],
      ["LEAD", null, 1],
    ]);
  });

  it("name the records behind ids", async () => {
    const viewer = given.tenant();
    const { data } = await ask(viewer, EMPLOYEE);
    const ada = data.employeeCreate.employee.id;
    await given.customer(viewer, { relationship: { accountManagerId: ada } });
    await given.customer(viewer, {});

    const found = await groups(viewer, { by: ["ACCOUNT_MANAGER"] });

    expect(found).toHaveLength(2);
    expect(found).toEqual(
      expect.arrayContaining([
        { values: [ada], records: [{ __typename: "Employee", id: ada, name: "Ada" }], count: 1, sums: [] },
        { values: [null], records: [null], count: 1, sums: [] },
      ]),
    );
  });

  it("have nobody whom the viewer may not see", async () => {
    const [mine, theirs] = ["01900000-0000-7000-8000-000000000001", "01900000-0000-7000-8000-000000000002"] as const;
    const viewer = given.tenant({ workspaceId: mine, workspaceIds: [mine] });
    const colleague = { ...viewer, workspaceId: theirs, workspaceIds: [theirs] };
    await given.customer(viewer, { visibilityMode: "WORKSPACE_LOCAL", workspaceId: mine });
    await given.customer(viewer, { visibilityMode: "GLOBAL" });

    expect(await counts(viewer, { by: ["STATUS"] })).toEqual([["ACTIVE", 2]]);
    expect(await counts(colleague, { by: ["STATUS"] })).toEqual([["ACTIVE", 1]]);
    expect(await counts(given.tenant(), { by: ["STATUS"] })).toEqual([]);
  });

  it.each([1, 10, 1_000])("take one statement for %d customers", async (size) => {
    const viewer = given.tenant();
    await given.customers(viewer, size);

    const { data, statements } = await ask(
      viewer,
      "{ customerGroups(by: [FUNNEL_STAGE, STATUS], sums: [CREDIT_LIMIT]) { values count } }",
    );

    expect(data.customerGroups.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(size);
    expect(statements).toHaveLength(1);
  });

  it.each([
    ["by countries", { by: ["COUNTRY"] }, "contacts:read", /by: COUNTRY/],
    ["by tax classes", { by: ["TAX_CLASS"] }, "finance:read", /by: TAX_CLASS/],
    ["with credit limits", { by: ["STATUS"], sums: ["CREDIT_LIMIT"] }, "finance:read", /sums: CREDIT_LIMIT/],
    [
      "of a condition on contacts",
      { by: ["STATUS"], where: { contact: { name: { contains: "a" } } } },
      "contacts:read",
      /where/,
    ],
  ])("need the scope of what they reveal: %s", async (_, variables, scope, message) => {
    const viewer = given.tenant();
    const scopes = new Set([...viewer.scopes].filter((each) => each !== scope));

    const { data, errors } = await ask({ ...viewer, scopes }, GROUPS, variables);

    expect(data).toBeNull();
    expect(errors).toMatchObject([{ message: expect.stringMatching(message), extensions: { code: "FORBIDDEN" } }]);
  });

  it.each([
    [{ by: [] }, "by: 0 keys are given. Give one or 2."],
    [{ by: ["STATUS", "COUNTRY", "LABEL"] }, "by: 3 keys are given. Give one or 2."],
    [{ by: ["STATUS", "STATUS"] }, "by: STATUS is given twice. Give each once."],
    [{ by: ["STATUS"], sums: ["CREDIT_LIMIT", "CREDIT_LIMIT"] }, "sums: CREDIT_LIMIT is given twice. Give each once."],
  ])("are refused for %j", async (variables, message) => {
    const { errors } = await ask(given.tenant(), GROUPS, variables);

    expect(errors).toMatchObject([{ message, extensions: { code: "BAD_USER_INPUT" } }]);
  });
});
