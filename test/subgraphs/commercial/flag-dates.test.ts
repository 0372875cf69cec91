import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { importRecord, type View, vocabularyNamed } from "../../../subgraphs/directory/vocabularies/index.ts";
import { given } from "../../support/given.ts";
import { ask, testDatabase } from "../../support/graph.ts";

const FIELDS = `relationship { isFormer formerDate isClosed closedAt } finance { creditHold { isOnHold since by } }`;

const read = async (viewer: Viewer, id: string) => {
  const { data } = await ask(viewer, `query ($id: ID!) { customer(id: $id) { ${FIELDS} } }`, { id });
  const { relationship, finance } = data.customer;
  return { ...relationship, ...finance };
};

const change = async (viewer: Viewer, name: string, input: object) => {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const text = `mutation ($input: ${type}!) { ${name}(input: $input) { userErrors { message } } }`;
  const { data, errors } = await ask(viewer, text, { input });
  expect([errors, data?.[name].userErrors]).toEqual([[], []]);
};

/** Every way to write a whole customer, with input for the relationship and finance. */
const WAYS: Readonly<Record<string, (viewer: Viewer, input: object) => Promise<string>>> = {
  customerCreate: async (viewer, input) => given.customer(viewer, input),
  customerUpdate: async (viewer, input) => {
    const customerId = await given.customer(viewer);
    await change(viewer, "customerUpdate", { customerId, ...input });
    return customerId;
  },
  "customersUpsert that creates": async (viewer, input) => upsert(viewer, input),
  "customersUpsert that updates": async (viewer, input) => {
    await given.customer(viewer, { accountNumber: "A-1" });
    return upsert(viewer, input);
  },
};

const upsert = async (viewer: Viewer, input: object): Promise<string> => {
  await change(viewer, "customersUpsert", {
    matchBy: "ACCOUNT_NUMBER",
    records: [{ displayName: "Harbour Lights", accountNumber: "A-1", ...input }],
  });
  const { data } = await ask(
    viewer,
    `query ($number: String!) { customersByAccountNumber(accountNumber: $number, includeInactive: true) { id } }`,
    { number: "accountNumber" in input ? input.accountNumber : "A-1" },
  );
  return data.customersByAccountNumber[0].id;
};

const ways = Object.entries(WAYS);

const BEGAN = Date.now();

const isNow = (moment: string): boolean => Date.parse(moment) >= BEGAN;

describe.each(ways)("%s", (_, write) => {
  it("sets the date of each flag that it sets", async () => {
    const viewer = given.tenant();

    const id = await write(viewer, {
      relationship: { isFormer: true, isClosed: true },
      finance: { creditHold: { isOnHold: true } },
    });

    const { formerDate, closedAt, creditHold, ...flags } = await read(viewer, id);
    expect(flags).toEqual({ isFormer: true, isClosed: true });
    expect([formerDate, closedAt, creditHold.since].map(isNow)).toEqual([true, true, true]);
    expect(creditHold).toMatchObject({ isOnHold: true, by: viewer.subject });
  });

  it("accepts given dates, also unknown ones, and none for a flag that is not set", async () => {
    const viewer = given.tenant();

    const id = await write(viewer, {
      relationship: { isFormer: true, formerDate: "2020-01-01", isClosed: true, closedAt: null },
    });

    expect(await read(viewer, id)).toMatchObject({
      isFormer: true,
      formerDate: "2020-01-01",
      isClosed: true,
      closedAt: null,
      creditHold: { isOnHold: false, since: null },
    });
  });

  it("keeps a date without its flag, for a customer that left and came back", async () => {
    const viewer = given.tenant();
    const dates = { formerDate: "2020-01-01", closedAt: "2020-01-02T10:00:00.000Z" };

    const id = await write(viewer, { relationship: { isFormer: false, isClosed: false, ...dates } });

    expect(await read(viewer, id)).toMatchObject({ isFormer: false, isClosed: false, ...dates });
  });

  it("sets a flag by its date alone", async () => {
    const viewer = given.tenant();

    const id = await write(viewer, { relationship: { formerDate: "2020-01-01", closedAt: "2020-01-02" } });

    expect(await read(viewer, id)).toMatchObject({ isFormer: true, isClosed: true });
  });

  it("makes a churned customer a former one, from now or from the given date", async () => {
    const [viewer, other] = [given.tenant(), given.tenant()];

    const id = await write(viewer, { status: "CHURNED" });
    const dated = await write(other, { status: "CHURNED", relationship: { formerDate: "2020-01-01" } });

    const { isFormer, formerDate } = await read(viewer, id);
    expect([isFormer, isNow(formerDate)]).toEqual([true, true]);
    expect(await read(other, dated)).toMatchObject({ isFormer: true, formerDate: "2020-01-01" });
  });

  it.each([
    [{ isFormer: false }, { isFormer: false, formerDate: null }],
    [
      { isFormer: false, formerDate: "2020-01-01" },
      { isFormer: false, formerDate: "2020-01-01" },
    ],
    [{ formerDate: null }, { isFormer: true, formerDate: null }],
    [
      { isFormer: true, formerDate: null },
      { isFormer: true, formerDate: null },
    ],
  ])("accepts %j for a churned customer, on creation and on update", async (said, told) => {
    const viewer = given.tenant();
    const input = { status: "CHURNED", relationship: said };

    const first = await read(viewer, await write(viewer, input));
    await upsert(viewer, { ...input, accountNumber: "A-2" });
    const id = await upsert(viewer, { ...input, accountNumber: "A-2" });

    expect(first).toMatchObject(told);
    expect(await read(viewer, id)).toMatchObject(told);
  });
});

describe("A record of FUNNEL_CRM", () => {
  const take = (viewer: Viewer, record: View) =>
    testDatabase.session(viewer.tenantId).write(async (manager) => {
      const { id } = await importRecord(manager, viewer, vocabularyNamed("FUNNEL_CRM"), {
        ID: "1",
        _Type: "Relationship.Organization.CommercialRelationship.Customer",
        Name: "Acme",
        ...record,
      });
      return id;
    });

  it("may have a FormerDate without being former, and keeps it", async () => {
    const viewer = given.tenant();

    const id = await take(viewer, { IsFormer: false, FormerDate: "2020-01-01T00:00:00Z" });

    expect(await read(viewer, id)).toMatchObject({ isFormer: false, formerDate: "2020-01-01T00:00:00.000Z" });
  });

  it("that is former or closed without a date gets the current one, and changes nothing when imported again", async () => {
    const viewer = given.tenant();

    const id = await take(viewer, { IsFormer: true, IsClosed: true });
    const first = await read(viewer, id);
    await take(viewer, { IsFormer: true, IsClosed: true });

    expect([first.formerDate, first.closedAt].map(isNow)).toEqual([true, true]);
    expect(await read(viewer, id)).toEqual(first);
  });
});

describe("A date that was given as a day", () => {
  const DATES = "relationship { upgradeDate downgradeDate customerSince formerDate closedAt }";

  it("is returned as that day, and a moment as that moment", async () => {
    const viewer = given.tenant();
    const relationship = {
      upgradeDate: "2021-01-01",
      downgradeDate: "2021-01-02T23:30:00.000Z",
      customerSince: "1850-01-03",
      formerDate: "9999-12-31",
      closedAt: "0001-01-01",
    };
    const id = await given.customer(viewer, { relationship });

    const { data } = await ask(viewer, `query ($id: ID!) { customer(id: $id) { version ${DATES} } }`, { id });
    const again = await ask(
      viewer,
      `mutation ($input: CustomerUpdateInput!) { customerUpdate(input: $input) { customer { version ${DATES} } } }`,
      { input: { customerId: id, relationship } },
    );

    expect(data.customer).toEqual({ version: 1, relationship });
    expect(again.data.customerUpdate.customer).toEqual(data.customer);
  });

  it("becomes a moment when a move, a churn or another write sets it", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer, {
      relationship: {
        upgradeDate: "2021-01-01",
        isFormer: false,
        formerDate: "2021-01-02",
        customerSince: "2021-01-03",
      },
    });

    await change(viewer, "customerFunnelStageSet", { customerId, funnelStage: "LEAD" });
    await change(viewer, "customerStatusSet", { customerId, status: "CHURNED" });
    await change(viewer, "customerUpdate", { customerId, relationship: { customerSince: "2021-01-03T00:00:00Z" } });

    const { data } = await ask(viewer, `query ($id: ID!) { customer(id: $id) { ${DATES} } }`, { id: customerId });
    const { upgradeDate, formerDate, customerSince } = data.customer.relationship;
    expect([upgradeDate, formerDate].map(isNow)).toEqual([true, true]);
    expect(customerSince).toBe("2021-01-03T00:00:00.000Z");
  });

  it("is a moment in a vocabulary, and stays a day when that is written back", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, { accountNumber: "A-1", relationship: { customerSince: "2019-03-04" } });

    const { data } = await ask(viewer, `query ($id: ID!) { customer(id: $id) { as(vocabulary: WORKSPACE_ERP) } }`, {
      id,
    });
    await testDatabase
      .session(viewer.tenantId)
      .write((manager) => importRecord(manager, viewer, vocabularyNamed("WORKSPACE_ERP"), data.customer.as));
    const after = await ask(viewer, `query ($id: ID!) { customer(id: $id) { version ${DATES} } }`, { id });

    expect(data.customer.as.customerSince).toBe("2019-03-04T00:00:00.000Z");
    expect(after.data.customer).toMatchObject({ version: 1, relationship: { customerSince: "2019-03-04" } });
  });

  it("sorts among activities as its midnight in UTC, on every page", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);
    const dates = ["2026-03-01T23:00:00.000Z", "2026-03-02", "2026-03-02T01:00:00.000Z"];
    for (const occurredAt of dates) {
      await change(viewer, "customerActivityCreate", { customerId, kind: "CALL", subject: "Call", occurredAt });
    }

    const told: string[] = [];
    let after: string | null = null;
    do {
      const { data } = await ask(
        viewer,
        `query ($id: ID!, $after: String) { customer(id: $id) { relationship {
          activities(first: 1, after: $after) { nodes { occurredAt } pageInfo { hasNextPage endCursor } } } } }`,
        { id: customerId, after },
      );
      const { nodes, pageInfo } = data.customer.relationship.activities;
      told.push(nodes[0].occurredAt);
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);

    expect(told).toEqual(dates.toReversed());
  });

  it.each(["0000-01-01", "2026-02-30", "2026-03-01T24:00:00Z", "yesterday", ""])(
    "is refused if it is %j",
    async (day) => {
      const viewer = given.tenant();

      const { data } = await ask(
        viewer,
        `mutation ($input: CustomerCreateInput!) { customerCreate(input: $input) { customer { id } userErrors { code path message params { expected } } } }`,
        { input: { displayName: "Old house", relationship: { customerSince: day } } },
      );

      expect(data.customerCreate).toEqual({
        customer: null,
        userErrors: [
          {
            code: "INVALID",
            path: ["relationship", "customerSince"],
            message: expect.stringContaining(`${JSON.stringify(day)} is not accepted. Give a day`),
            params: { expected: "DATE_OR_DATE_TIME" },
          },
        ],
      });
    },
  );
});
