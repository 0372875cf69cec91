import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { importRecord, vocabularyNamed } from "../../../subgraphs/directory/vocabularies/index.ts";
import { given } from "../../support/given.ts";
import { ask, testDatabase } from "../../support/graph.ts";

const LIMIT = "finance { creditLimit { amount currencyCode } } relationship { annualRevenue { amount currencyCode } }";

const CREATE = `mutation ($input: CustomerCreateInput!) { customerCreate(input: $input) {
  customer { id version ${LIMIT} } userErrors { code message path } } }`;

const UPDATE = `mutation ($input: CustomerUpdateInput!) { customerUpdate(input: $input) {
  customer { version ${LIMIT} } userErrors { code message path } } }`;

const create = async (viewer: Viewer, creditLimit: object, annualRevenue: object | null = null) => {
  const input = { displayName: "Harbour Lights", finance: { creditLimit }, relationship: { annualRevenue } };
  const { data, errors } = await ask(viewer, CREATE, { input });
  expect(errors).toEqual([]);
  return data.customerCreate;
};

const nameCurrency = ({ tenantId }: Viewer, currency: string) =>
  testDatabase
    .session(tenantId)
    .write((manager) =>
      manager.query("insert into identity.tenant (tenant_id, name, currency_code) values ($1, 'Home', $2)", [
        tenantId,
        currency,
      ]),
    );

describe("Money", () => {
  it.each([
    ["JPY", "7", "7"],
    ["JPY", "7.00", "7"],
    ["ISK", "+007", "7"],
    ["EUR", "7", "7.00"],
    ["EUR", "7.5", "7.50"],
    ["USD", "9999999999999999.99", "9999999999999999.99"],
    ["HUF", "7.25", "7.25"],
    ["KWD", "7", "7.000"],
    ["KWD", "7.123", "7.123"],
    ["IQD", "0.001", "0.001"],
    ["BHD", "1.50000", "1.500"],
    ["CLF", "1.2345", "1.2345"],
    ["XAU", "1.25", "1.25"],
  ])(
    "in %s is stored from %s and returned as %s, with the currency's decimal places",
    async (currencyCode, amount, told) => {
      const viewer = given.tenant();
      const money = { amount, currencyCode };

      const { customer, userErrors } = await create(viewer, money, money);
      const input = {
        customerId: customer.id,
        finance: { creditLimit: money },
        relationship: { annualRevenue: money },
      };
      const again = (await ask(viewer, UPDATE, { input })).data.customerUpdate;

      expect(userErrors).toEqual([]);
      expect(customer).toMatchObject({
        finance: { creditLimit: { amount: told, currencyCode } },
        relationship: { annualRevenue: { amount: told, currencyCode } },
      });
      expect(again.customer.version).toBe(1);
    },
  );

  it.each([
    ["JPY", "7.5", 'Give an amount of JPY, which has no decimal places, 0 or more, such as "50000".'],
    ["EUR", "7.555", 'Give an amount of EUR, with at most 2 decimal places, 0 or more, such as "50000.00".'],
    ["KWD", "7.5555", 'Give an amount of KWD, with at most 3 decimal places, 0 or more, such as "50000.000".'],
    ["CLF", "7.55555", 'Give an amount of CLF, with at most 4 decimal places, 0 or more, such as "50000.0000".'],
    ["EUR", "-1", 'Give an amount of EUR, with at most 2 decimal places, 0 or more, such as "50000.00".'],
  ])("in %s is refused if it is %s, in the tenant's currency as well", async (currencyCode, amount, right) => {
    const [viewer, home] = [given.tenant(), given.tenant()];
    await nameCurrency(home, currencyCode);

    const named = await create(viewer, { amount, currencyCode });
    const unnamed = await create(home, { amount });
    const revenue = await create(home, { amount: "1" }, { amount: "1.12345", currencyCode });

    const path = ["finance", "creditLimit", "amount"];
    expect(named.userErrors).toMatchObject([{ code: "INVALID", path }]);
    expect(named.userErrors[0].message).toContain(`"${amount}" is not accepted. ${right}`);
    expect(unnamed.userErrors).toMatchObject([{ code: "INVALID", path }]);
    expect(revenue.userErrors).toMatchObject([{ path: ["relationship", "annualRevenue", "amount"] }]);
    expect((await ask(home, "{ customers { totalCount } }")).data.customers.totalCount).toBe(0);
  });

  it.each(["POINTS", "ABC", "XX", "€", ""])("in the currency %j is refused", async (currencyCode) => {
    const { userErrors } = await create(given.tenant(), { amount: "1", currencyCode });

    expect(userErrors).toMatchObject([{ code: "INVALID", path: ["finance", "creditLimit", "currencyCode"] }]);
  });
});

describe("Customer.creditExposure", () => {
  it("sums each currency exactly, with its own decimal places", async () => {
    const viewer = given.tenant();
    const limit = (amount: string, currencyCode: string) => ({ finance: { creditLimit: { amount, currencyCode } } });
    const parentId = await given.customer(viewer, limit("0.001", "KWD"));
    for (const [amount, currency] of [
      ["7", "JPY"],
      ["9999999999999999.999", "KWD"],
      ["0.10", "EUR"],
      ["0.20", "EUR"],
      ["5", "JPY"],
      ["0.0001", "CLF"],
    ] as const)
      await given.customer(viewer, { parentId, ...limit(amount, currency) });

    const { data } = await ask(
      viewer,
      "query ($id: ID!) { customer(id: $id) { creditExposure { amount currencyCode } } }",
      { id: parentId },
    );

    expect(data.customer.creditExposure).toEqual([
      { amount: "0.0001", currencyCode: "CLF" },
      { amount: "0.30", currencyCode: "EUR" },
      { amount: "12", currencyCode: "JPY" },
      { amount: "10000000000000000.000", currencyCode: "KWD" },
    ]);
  });
});

describe("Query.customers by credit limit", () => {
  const AMOUNTS = ["0", "0.0001", "1.231", "1.234", "1.2341", "7", "9999999999999999.99"];

  const listed = async (viewer: Viewer, range: object, direction = "ASC"): Promise<string[]> => {
    const { data } = await ask(
      viewer,
      `query ($range: DecimalRange, $direction: OrderDirection!) {
        customers(filter: { creditLimit: $range }, orderBy: { field: CREDIT_LIMIT, direction: $direction }) { nodes { displayName } } }`,
      { range, direction },
    );
    return data.customers.nodes.map(({ displayName }: { displayName: string }) => displayName);
  };

  it("distinguishes amounts by all decimal places of a currency, in order and in ranges", async () => {
    const viewer = given.tenant();
    for (const amount of AMOUNTS.toReversed())
      await given.customer(viewer, {
        displayName: amount,
        finance: { creditLimit: { amount, currencyCode: amount.length > 9 ? "EUR" : "CLF" } },
      });
    await given.customer(viewer, { displayName: "none" });

    expect(await listed(viewer, {})).toEqual([...AMOUNTS, "none"]);
    expect(await listed(viewer, {}, "DESC")).toEqual([...AMOUNTS.toReversed(), "none"]);
    expect(await listed(viewer, { gte: "1.234" })).toEqual(["1.234", "1.2341", "7", "9999999999999999.99"]);
    expect(await listed(viewer, { lte: "1.234" })).toEqual(["0", "0.0001", "1.231", "1.234"]);
    expect(await listed(viewer, { gte: "0.00001", lte: "1.23399" })).toEqual(["0.0001", "1.231"]);
    expect(await listed(viewer, { gte: "9999999999999999" })).toEqual(["9999999999999999.99"]);
    expect(await listed(viewer, { gt: "1.234" })).toEqual(["1.2341", "7", "9999999999999999.99"]);
    expect(await listed(viewer, { lt: "1.234" })).toEqual(["0", "0.0001", "1.231"]);
    expect(await listed(viewer, { gt: "0.00001", lt: "1.23399" })).toEqual(["0.0001", "1.231"]);
    expect(await listed(viewer, { lt: "0" })).toEqual([]);
  });

  it("refuses a cursor of the version that ranked in hundredths", async () => {
    const cursor = Buffer.from(JSON.stringify(["CREDIT_LIMIT ASC", "500", "0198c0de-0000-7000-8000-ffffffffffff"]));

    const { errors } = await ask(
      given.tenant(),
      `{ customers(orderBy: { field: CREDIT_LIMIT, direction: ASC }, after: "${cursor.toString("base64url")}") { totalCount } }`,
    );

    expect(errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });
});

describe("A vocabulary with two decimal places", () => {
  it.each(["LEDGER", "WORKSPACE_ERP"])(
    "shows two of a limit with three, and changes nothing when that is written back: %s",
    async (name) => {
      const viewer = given.tenant();
      const id = await given.customer(viewer, {
        legalName: "Harbour Lights",
        accountNumber: "A-1",
        finance: { creditLimit: { amount: "1.239", currencyCode: "KWD" } },
      });
      const read = async () =>
        (
          await ask(viewer, `query ($id: ID!) { customer(id: $id) { version ${LIMIT} as(vocabulary: ${name}) } }`, {
            id,
          })
        ).data.customer;

      const before = await read();
      await testDatabase
        .session(viewer.tenantId)
        .write((manager) => importRecord(manager, viewer, vocabularyNamed(name), before.as));

      expect(before.as.creditLimit).toBe(1.23);
      expect(await read()).toEqual(before);
      expect(before.finance.creditLimit.amount).toBe("1.239");
    },
  );

  it("refuses more decimal places than the tenant's currency has, at the record's own field", async () => {
    const viewer = given.tenant();
    await nameCurrency(viewer, "JPY");
    const take = (creditLimit: number) =>
      testDatabase.session(viewer.tenantId).write((manager) =>
        importRecord(manager, viewer, vocabularyNamed("LEDGER"), {
          companyName: "Acme",
          customerId: "1",
          creditLimit,
        }),
      );

    await expect(take(100.5)).rejects.toMatchObject({ userErrors: [{ code: "INVALID", path: ["creditLimit"] }] });
    const { id } = await take(100);

    const { data } = await ask(viewer, `query ($id: ID!) { customer(id: $id) { ${LIMIT} } }`, { id });
    expect(data.customer.finance.creditLimit).toEqual({ amount: "100", currencyCode: "JPY" });
  });
});
