import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import type { CustomerInput } from "../../../subgraphs/directory/commands/index.ts";
import { given } from "../../support/given.ts";
import { ask } from "../../support/graph.ts";

const FIELDS = `id version relationship {
  accountManager { id } owners { id } primaryOwner { id } priceList { id } statusLabel { id name }
  isFormer formerDate isClosed closedAt contractTerms labels { nodes { name } }
}`;

const run = async (viewer: Viewer, mutation: string, input: object) => {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const { data } = await ask(
    viewer,
    `mutation ($input: ${type}!) { ${mutation}(input: $input) {
      customer { ${FIELDS} } userErrors { code message path customer { version } params { allowed } }
    } }`,
    { input },
  );
  return data[mutation];
};

const read = async (viewer: Viewer, id: string) =>
  (await ask(viewer, `query ($id: ID!) { customer(id: $id) { ${FIELDS} } }`, { id })).data.customer;

/** A tenant with two of each record that a relationship may reference. */
const withLists = async () => {
  const viewer = given.tenant();
  const { data, errors } = await ask(
    viewer,
    `mutation {
      ada: employeeCreate(input: { name: "Ada Berg" }) { employee { id } }
      ben: employeeCreate(input: { name: "Ben Cole" }) { employee { id } }
      retail: priceListCreate(input: { code: "R", name: "Retail", currencyCode: "EUR" }) { priceList { id } }
      hot: statusLabelCreate(input: { name: "Hot", position: 1 }) { statusLabel { id } }
      old: statusLabelCreate(input: { name: "Old", isActive: false }) { statusLabel { id } }
      fair: customerLabelCreate(input: { name: "Fair" }) { label { id } }
      vip: customerLabelCreate(input: { name: "VIP" }) { label { id } }
    }`,
  );
  expect(errors).toEqual([]);
  return {
    viewer,
    ada: data.ada.employee.id as string,
    ben: data.ben.employee.id as string,
    retail: data.retail.priceList.id as string,
    hot: data.hot.statusLabel.id as string,
    old: data.old.statusLabel.id as string,
    fair: data.fair.label.id as string,
    vip: data.vip.label.id as string,
  };
};

describe("Mutation.customerAccountManagerSet, customerPriceListSet, customerStatusLabelSet", () => {
  const CASES = [
    ["customerAccountManagerSet", "accountManagerId", "accountManager", "ada", "employee"],
    ["customerPriceListSet", "priceListId", "priceList", "retail", "price list"],
    ["customerStatusLabelSet", "statusLabelId", "statusLabel", "hot", "status label"],
  ] as const;

  it.each(CASES)(
    "%s sets and clears, and keeps the version when nothing changes",
    async (name, field, read, key, _what) => {
      const { viewer, [key]: id } = await withLists();
      const customerId = await given.customer(viewer);

      const set = await run(viewer, name, { customerId, [field]: id, expectedVersion: 1 });
      const again = await run(viewer, name, { customerId, [field]: id.toUpperCase(), expectedVersion: 2 });
      const cleared = await run(viewer, name, { customerId, [field]: null, expectedVersion: 2 });

      expect([set, again, cleared].flatMap(({ userErrors }) => userErrors)).toEqual([]);
      expect(set.customer).toMatchObject({ version: 2, relationship: { [read]: { id } } });
      expect(again.customer).toEqual(set.customer);
      expect(cleared.customer).toMatchObject({ version: 3, relationship: { [read]: null } });
    },
  );

  it.each(CASES)("%s refuses an unknown id, a missing one, and a stale version", async (name, field, _, key, what) => {
    const { viewer, [key]: id } = await withLists();
    const customerId = await given.customer(viewer);
    const stranger = randomUUID();

    const absent = await run(viewer, name, { customerId, [field]: stranger });
    const odd = await run(viewer, name, { customerId, [field]: "nobody" });
    const foreign = await run(viewer, name, { customerId, [field]: (await withLists())[key] });
    const nothing = await run(viewer, name, { customerId });
    const stale = await run(viewer, name, { customerId, [field]: id, expectedVersion: 4 });

    const refusal = (id: string) => ({
      code: "NOT_FOUND",
      message: `There is no ${what} "${id}".`,
      path: [field],
    });
    expect(absent).toMatchObject({ customer: null, userErrors: [refusal(stranger)] });
    expect(odd).toMatchObject({ customer: null, userErrors: [refusal("nobody")] });
    expect(foreign).toMatchObject({ customer: null, userErrors: [{ code: "NOT_FOUND", path: [field] }] });
    expect(nothing).toMatchObject({
      customer: null,
      userErrors: [{ code: "REQUIRED", message: `This is required. Give an id, or null for none.`, path: [field] }],
    });
    expect(stale.userErrors).toMatchObject([{ code: "CONFLICT", path: ["expectedVersion"], customer: { version: 1 } }]);
    expect((await read(viewer, customerId)).version).toBe(1);
  });

  it("refuses a retired status label, and lists those in use", async () => {
    const { viewer, hot, old } = await withLists();
    const customerId = await given.customer(viewer);

    const refused = await run(viewer, "customerStatusLabelSet", { customerId, statusLabelId: old });

    expect(refused).toEqual({
      customer: null,
      userErrors: [
        {
          code: "NOT_ALLOWED",
          message: 'The status label "Old" is no longer in use. Give an active one.',
          path: ["statusLabelId"],
          customer: null,
          params: { allowed: [hot] },
        },
      ],
    });
    expect(await read(viewer, customerId)).toMatchObject({ version: 1, relationship: { statusLabel: null } });
  });

  it("keeps a status label after it was retired", async () => {
    const { viewer, hot } = await withLists();
    const customerId = await given.customer(viewer, { relationship: { statusLabelId: hot } });
    await ask(
      viewer,
      `mutation ($id: ID!) { statusLabelUpdate(input: { id: $id, isActive: false }) { userErrors { code } } }`,
      { id: hot },
    );

    const again = await run(viewer, "customerStatusLabelSet", { customerId, statusLabelId: hot });

    expect(again).toMatchObject({
      customer: { version: 1, relationship: { statusLabel: { name: "Hot" } } },
      userErrors: [],
    });
  });
});

describe("Mutation.customerOwnersSet", () => {
  it("replaces the owners, in order", async () => {
    const { viewer, ada, ben } = await withLists();
    const customerId = await given.customer(viewer, { relationship: { ownerIds: [ada] } });

    const both = await run(viewer, "customerOwnersSet", { customerId, ownerIds: [ben, ada] });
    const same = await run(viewer, "customerOwnersSet", { customerId, ownerIds: [ben, ada] });
    const turned = await run(viewer, "customerOwnersSet", { customerId, ownerIds: [ada, ben] });
    const none = await run(viewer, "customerOwnersSet", { customerId, ownerIds: [] });

    const owned = ({ customer: { version, relationship } }: Awaited<ReturnType<typeof run>>) => [
      version,
      relationship.primaryOwner?.id,
      relationship.owners.length,
    ];
    expect([both, same, turned, none].map(owned)).toEqual([
      [2, ben, 2],
      [2, ben, 2],
      [3, ada, 2],
      [4, undefined, 0],
    ]);
  });

  it("refuses a duplicate owner in any case, an unknown one, and more than 50", async () => {
    const { viewer, ada } = await withLists();
    const customerId = await given.customer(viewer, { relationship: { ownerIds: [ada] } });
    const stranger = randomUUID();

    const twice = await run(viewer, "customerOwnersSet", { customerId, ownerIds: [ada, ada.toUpperCase()] });
    const absent = await run(viewer, "customerOwnersSet", { customerId, ownerIds: [ada, stranger] });
    const many = await run(viewer, "customerOwnersSet", {
      customerId,
      ownerIds: Array.from({ length: 51 }, () => randomUUID()),
    });

    expect(twice.userErrors).toMatchObject([{ code: "INVALID", path: ["ownerIds", "1"] }]);
    expect(absent.userErrors).toMatchObject([
      { code: "NOT_FOUND", path: ["ownerIds", "1"], message: `There is no employee "${stranger}".` },
    ]);
    expect(many.userErrors).toMatchObject([{ code: "INVALID", message: "51 are too many. Give at most 50." }]);
    expect(await read(viewer, customerId)).toMatchObject({ version: 1, relationship: { owners: [{ id: ada }] } });
  });
});

describe.each([
  ["customerFormerSet", "isFormer", "formerDate"],
  ["customerClosedSet", "isClosed", "closedAt"],
])("Mutation.%s", (name, flag, date) => {
  it("sets the flag with the current date, keeps the date, and clears both", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);

    const set = await run(viewer, name, { customerId, [flag]: true });
    const again = await run(viewer, name, { customerId, [flag]: true });
    const cleared = await run(viewer, name, { customerId, [flag]: false });

    expect(set.customer).toMatchObject({ version: 2, relationship: { [flag]: true } });
    expect(Date.parse(set.customer.relationship[date])).toBeGreaterThan(Date.now() - 60_000);
    expect(again.customer).toEqual(set.customer);
    expect(cleared.customer).toMatchObject({ version: 3, relationship: { [flag]: false, [date]: null } });
  });

  it("accepts a date, or null for an unknown one", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);

    const dated = await run(viewer, name, { customerId, [flag]: true, [date]: "2024-02-29T10:00:00Z" });
    const unknown = await run(viewer, name, { customerId, [flag]: true, [date]: null });
    const still = await run(viewer, name, { customerId, [flag]: true });

    expect(dated.customer.relationship[date]).toBe("2024-02-29T10:00:00.000Z");
    expect(unknown.customer).toMatchObject({ version: 3, relationship: { [flag]: true, [date]: null } });
    expect(still.customer).toEqual(unknown.customer);
  });

  it("keeps a date given without the flag, and accepts a new one when the flag is set again", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);

    const back = await run(viewer, name, { customerId, [flag]: false, [date]: "2024-02-29" });
    const still = await run(viewer, name, { customerId, [flag]: false });
    const again = await run(viewer, name, { customerId, [flag]: true });

    expect(back.customer).toMatchObject({ version: 2, relationship: { [flag]: false, [date]: "2024-02-29" } });
    expect(still.customer).toEqual(back.customer);
    expect(Date.parse(again.customer.relationship[date])).toBeGreaterThan(Date.now() - 60_000);
  });

  it("refuses a stale version", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);

    const stale = await run(viewer, name, { customerId, [flag]: true, expectedVersion: 3 });

    expect(stale.userErrors).toMatchObject([{ code: "CONFLICT", customer: { version: 1 } }]);
    expect(await read(viewer, customerId)).toMatchObject({ version: 1, relationship: { [flag]: false } });
  });

  it("is independent of the other flag", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);
    const other = flag === "isFormer" ? "isClosed" : "isFormer";

    const { customer } = await run(viewer, name, { customerId, [flag]: true });
    const { data } = await ask(viewer, `query ($id: ID!) { customer(id: $id) { status } }`, { id: customerId });

    expect(customer.relationship[other]).toBe(false);
    expect(data.customer.status).toBe("ACTIVE");
  });
});

describe("A customer that churns", () => {
  const setStatus = async (viewer: Viewer, customerId: string, status: string): Promise<void> => {
    const { data } = await ask(
      viewer,
      `mutation ($input: CustomerStatusSetInput!) { customerStatusSet(input: $input) { userErrors { message } } }`,
      { input: { customerId, status } },
    );
    expect(data.customerStatusSet.userErrors).toEqual([]);
  };

  it("becomes a former one from now on, and stays one when it returns", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer);

    await setStatus(viewer, id, "CHURNED");
    const churned = (await read(viewer, id)).relationship;
    await setStatus(viewer, id, "ACTIVE");
    const returned = (await read(viewer, id)).relationship;

    expect(churned.isFormer).toBe(true);
    expect(Date.parse(churned.formerDate)).toBeGreaterThan(Date.now() - 60_000);
    expect(returned).toEqual(churned);
  });

  it("keeps the date that was known before, even an unknown one", async () => {
    const viewer = given.tenant();
    const formerDate = "2021-01-01T00:00:00.000Z";
    const dated = await given.customer(viewer, { relationship: { formerDate } });
    const undated = await given.customer(viewer, { relationship: { isFormer: true, formerDate: null } });

    for (const id of [dated, undated]) await setStatus(viewer, id, "CHURNED");

    expect((await read(viewer, dated)).relationship.formerDate).toBe("2021-01-01T00:00:00.000Z");
    expect((await read(viewer, undated)).relationship).toMatchObject({ isFormer: true, formerDate: null });
  });

  it("becomes one through a whole-customer write too, which may give the date", async () => {
    const viewer = given.tenant();
    const [plain, dated] = [await given.customer(viewer), await given.customer(viewer)];
    const update = (input: object) =>
      ask(
        viewer,
        `mutation ($input: CustomerUpdateInput!) { customerUpdate(input: $input) { userErrors { message } } }`,
        { input },
      );

    await update({ customerId: plain, status: "CHURNED" });
    await update({ customerId: dated, status: "CHURNED", relationship: { formerDate: "2022-02-02T00:00:00Z" } });

    expect((await read(viewer, plain)).relationship.isFormer).toBe(true);
    expect((await read(viewer, dated)).relationship).toMatchObject({
      isFormer: true,
      formerDate: "2022-02-02T00:00:00.000Z",
    });
  });

  it("does not become one through any other status", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, { status: "SUSPENDED" });

    await setStatus(viewer, id, "INACTIVE");

    expect((await read(viewer, id)).relationship).toMatchObject({ isFormer: false, formerDate: null });
  });
});

const CREATE = `mutation ($input: CustomerCreateInput!) { customerCreate(input: $input) {
  customer { ${FIELDS} } userErrors { code message path }
} }`;

describe("RelationshipInput", () => {
  it("accepts a status label, labels and contract terms", async () => {
    const { viewer, hot, fair, vip } = await withLists();
    const contractTerms = {
      "notice period": { months: 3 },
      rebates: [1.5, null, { above: 1e6 }],
      ["__proto__"]: "ü 😀",
      signed: true,
      '"\\': "\u0001",
    };
    const input = {
      displayName: "Nordlys",
      relationship: { statusLabelId: hot, labelIds: [vip, fair], contractTerms },
    };

    const { data } = await ask(viewer, CREATE, { input });

    expect(data.customerCreate.userErrors).toEqual([]);
    expect(data.customerCreate.customer.relationship).toMatchObject({
      statusLabel: { name: "Hot" },
      labels: { nodes: [{ name: "Fair" }, { name: "VIP" }] },
      contractTerms,
    });
  });

  it("accepts contract terms as a literal in the document", async () => {
    const viewer = given.tenant();

    const { data, errors } = await ask(
      viewer,
      `mutation { customerCreate(input: { displayName: "Nordlys", relationship: { contractTerms: { a: [1, "b", { c: null }] } } }) {
        customer { relationship { contractTerms } } } }`,
    );

    expect(errors).toEqual([]);
    expect(data.customerCreate.customer.relationship.contractTerms).toEqual({ a: [1, "b", { c: null }] });
  });

  it("recognizes equal contract terms in any field order", async () => {
    const viewer = given.tenant();
    const contractTerms = { notice: { months: 3, to: "end" }, signed: true };
    const customerId = await given.customer(viewer, { relationship: { contractTerms } });
    const update = async (terms: object | null) =>
      (
        await ask(
          viewer,
          `mutation ($input: CustomerUpdateInput!) { customerUpdate(input: $input) { customer { ${FIELDS} } } }`,
          { input: { customerId, relationship: { contractTerms: terms } } },
        )
      ).data.customerUpdate.customer;

    const same = await update({ signed: true, notice: { to: "end", months: 3 } });
    const other = await update({ signed: true, notice: { to: "end", months: 4 } });
    const cleared = await update(null);

    expect(same).toMatchObject({ version: 1, relationship: { contractTerms } });
    expect(other).toMatchObject({ version: 2, relationship: { contractTerms: { notice: { months: 4 } } } });
    expect(cleared).toMatchObject({ version: 3, relationship: { contractTerms: null } });
  });

  const REFUSED: readonly [string, CustomerInput["relationship"] & object, object][] = [
    [
      "contract terms that are no object",
      { contractTerms: [1] },
      { code: "INVALID", path: ["relationship", "contractTerms"] },
    ],
    [
      "contract terms without end",
      { contractTerms: JSON.parse(`${'{"a":'.repeat(40)}1${"}".repeat(40)}`) },
      { code: "INVALID", path: ["relationship", "contractTerms"] },
    ],
    [
      "contract terms with a number that JavaScript does not know",
      { contractTerms: { most: Number.POSITIVE_INFINITY } },
      {
        code: "INVALID",
        message: "This value is not accepted. Give numbers up to 1.79e308.",
        path: ["relationship", "contractTerms", "most"],
      },
    ],
    [
      "contract terms with a character that no text can hold",
      { contractTerms: { clauses: [{ text: "a\u0000b" }] } },
      { code: "INVALID", path: ["relationship", "contractTerms", "clauses", "0", "text"] },
    ],
    [
      "contract terms with half of a surrogate pair in a name",
      { contractTerms: { clauses: { "x\ud800": 1 } } },
      { code: "INVALID", path: ["relationship", "contractTerms", "clauses", "x\ud800"] },
    ],
    [
      "a status label that is not there",
      { statusLabelId: randomUUID() },
      { code: "NOT_FOUND", path: ["relationship", "statusLabelId"] },
    ],
    [
      "a label that is not there",
      { labelIds: [randomUUID()] },
      { code: "NOT_FOUND", path: ["relationship", "labelIds", "0"] },
    ],
    ["a health score above 100", { healthScore: 101 }, { code: "INVALID", path: ["relationship", "healthScore"] }],
    ["a health score below 0", { healthScore: -1 }, { code: "INVALID", path: ["relationship", "healthScore"] }],
    [
      "a note that no text can hold",
      { internalNote: "a\0b" },
      { code: "INVALID", path: ["relationship", "internalNote"] },
    ],
    [
      "a summary without end",
      { notesSummary: "x".repeat(20_001) },
      { code: "INVALID", path: ["relationship", "notesSummary"] },
    ],
  ];

  it.each(REFUSED)("refuses %s, and creates nothing", async (_, relationship, refusal) => {
    const viewer = given.tenant();

    const { data } = await ask(viewer, CREATE, { input: { displayName: "Nordlys", relationship } });
    const { data: after } = await ask(viewer, "{ customers { totalCount } }");

    expect(data.customerCreate).toMatchObject({ customer: null, userErrors: [refusal] });
    expect(after.customers.totalCount).toBe(0);
  });
});
