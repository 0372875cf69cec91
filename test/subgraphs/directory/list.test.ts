import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import type { CustomerInput } from "../../../subgraphs/directory/commands/index.ts";
import { given } from "../../support/given.ts";
import { ask, testDatabase } from "../../support/graph.ts";

const LIST = `query ($filter: CustomerFilter, $orderBy: CustomerOrder, $first: Int, $after: String) {
  customers(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    totalCount nodes { displayName } pageInfo { hasNextPage endCursor }
  }
}`;

const namesOf = ({ data }: { data: { customers: { nodes: { displayName: string }[] } } }): string[] =>
  data.customers.nodes.map(({ displayName }) => displayName);

/** Two customers that differ only in what a filter tests: `Yes` matches, `No` does not. */
const yesAndNo = async (viewer: Viewer, yes: CustomerInput, no: CustomerInput = {}): Promise<void> => {
  await given.customer(viewer, { displayName: "Yes", ...yes });
  await given.customer(viewer, { displayName: "No", ...no });
};

/** Creates rows that customers reference with SQL: only their ids matter here. */
const givenPickLists = async ({ tenantId }: Viewer) => {
  const ids = { employee: randomUUID(), priceList: randomUUID(), statusLabel: randomUUID(), label: randomUUID() };
  await testDatabase.session(tenantId).write(async (manager) => {
    await manager.query("insert into commercial.employee (tenant_id, id, name) values ($1, $2, 'Ada')", [
      tenantId,
      ids.employee,
    ]);
    await manager.query(
      "insert into commercial.price_list (tenant_id, id, code, name, currency_code) values ($1, $2, 'W', 'W', 'EUR')",
      [tenantId, ids.priceList],
    );
    await manager.query(
      "insert into commercial.status_label (tenant_id, id, name, position, is_active) values ($1, $2, 'Hot', 0, true)",
      [tenantId, ids.statusLabel],
    );
    await manager.query("insert into commercial.label (tenant_id, id, name) values ($1, $2, 'Fair')", [
      tenantId,
      ids.label,
    ]);
  });
  return ids;
};

/**
 * One customer that matches a complete filter, and for each part of the filter one that matches all
 * but that part.
 */
const givenMisfits = async () => {
  const workspaceId = randomUUID();
  const viewer = given.tenant({ workspaceId, workspaceIds: [workspaceId] });
  const { employee, priceList, statusLabel, label } = await givenPickLists(viewer);
  const parentId = await given.customer(viewer, { displayName: "Parent", status: "INACTIVE" });
  const relationship = {
    funnelStage: "LEAD",
    isFormer: true,
    isClosed: true,
    accountManagerId: employee,
    priceListId: priceList,
    statusLabelId: statusLabel,
    labelIds: [label],
  } as const;
  const finance = {
    paymentTerms: "Net 30",
    taxClass: "WHOLESALE",
    creditLimit: { amount: "500", currencyCode: "SEK" },
  } as const;
  const whole: CustomerInput = {
    party: { person: { lastName: "Berg" } },
    status: "SUSPENDED",
    parentId,
    relationship,
    finance,
    addresses: [{ countryCode: "DK" }],
  };
  const without: Record<string, CustomerInput> = {
    nameContains: {},
    partyKind: { party: { organization: { name: "Berg" } } },
    status: { status: "INACTIVE" },
    parentId: { parentId: null },
    workspaceId: { visibilityMode: "GLOBAL", workspaceId: null },
    funnelStage: { relationship: { ...relationship, funnelStage: "SUSPECT" } },
    isFormer: { relationship: { ...relationship, isFormer: false } },
    isClosed: { relationship: { ...relationship, isClosed: false } },
    accountManagerId: { relationship: { ...relationship, accountManagerId: null } },
    priceListId: { relationship: { ...relationship, priceListId: null } },
    statusLabelId: { relationship: { ...relationship, statusLabelId: null } },
    labelId: { relationship: { ...relationship, labelIds: [] } },
    paymentTermInDays: { finance: { ...finance, paymentTerms: "Net 60" } },
    taxClass: { finance: { ...finance, taxClass: null } },
    creditLimit: { finance: { ...finance, creditLimit: { amount: "600", currencyCode: "SEK" } } },
    creditLimitCurrency: { finance: { ...finance, creditLimit: { amount: "500", currencyCode: "EUR" } } },
    countryCode: { addresses: [{ countryCode: "SE" }] },
  };
  const fitting = "Fits: Misfit of nothing";
  await given.customer(viewer, { ...whole, displayName: fitting });
  for (const [name, change] of Object.entries(without)) {
    const displayName = name === "nameContains" ? "Mis-fit" : `Misfit ${name}`;
    await given.customer(viewer, { ...whole, ...change, displayName });
  }
  const filter: Record<string, unknown> = {
    nameContains: "misfit",
    partyKind: "PERSON",
    status: ["SUSPENDED"],
    parentId,
    workspaceId,
    funnelStage: ["LEAD"],
    isFormer: true,
    isClosed: true,
    accountManagerId: employee,
    priceListId: priceList,
    statusLabelId: statusLabel,
    labelId: label,
    paymentTermInDays: 30,
    taxClass: ["WHOLESALE"],
    creditLimit: { gte: "499.99", lte: "500.00" },
    creditLimitCurrency: "SEK",
    countryCode: ["DK"],
  };
  return { viewer, filter, fitting, misfits: Object.keys(without) };
};

describe("Query.customers(filter:)", () => {
  const cases: Record<string, { filter: object; yes: CustomerInput; no?: CustomerInput }> = {
    "nameContains, in any case of letters": {
      filter: { nameContains: "yes" },
      yes: {},
    },
    partyKind: { filter: { partyKind: "PERSON" }, yes: { party: { person: { lastName: "Yes" } } } },
    status: { filter: { status: ["SUSPENDED", "ARCHIVED"] }, yes: { status: "ARCHIVED" } },
    "inactive and archived customers are left out": {
      filter: {},
      yes: { status: "CHURNED" },
      no: { status: "INACTIVE" },
    },
    funnelStage: { filter: { funnelStage: ["LEAD", "PROSPECT"] }, yes: { relationship: { funnelStage: "LEAD" } } },
    isFormer: { filter: { isFormer: true }, yes: { relationship: { isFormer: true } } },
    isClosed: { filter: { isClosed: false }, yes: {}, no: { relationship: { isClosed: true } } },
    "paymentTermInDays of net terms": {
      filter: { paymentTermInDays: 30 },
      yes: { finance: { paymentTerms: "Net 30" } },
    },
    "paymentTermInDays 0 of terms on receipt": {
      filter: { paymentTermInDays: 0 },
      yes: { finance: { paymentTerms: "Due on receipt" } },
    },
    taxClass: { filter: { taxClass: ["WHOLESALE"] }, yes: { finance: { taxClass: "WHOLESALE" } } },
    creditLimit: {
      filter: { creditLimit: { gte: "100.00", lte: 200 } },
      yes: { finance: { creditLimit: { amount: "200.00" } } },
      no: { finance: { creditLimit: { amount: "200.01" } } },
    },
    "creditLimit up to an amount leaves out those without one": {
      filter: { creditLimit: { lte: "9999999999999999" } },
      yes: { finance: { creditLimit: { amount: "0" } } },
    },
    "creditLimit with more decimal places than are kept": {
      filter: { creditLimit: { gte: "100.001" } },
      yes: { finance: { creditLimit: { amount: "100.01" } } },
      no: { finance: { creditLimit: { amount: "100.00" } } },
    },
    creditLimitCurrency: {
      filter: { creditLimitCurrency: "SEK" },
      yes: { finance: { creditLimit: { amount: "1", currencyCode: "SEK" } } },
      no: { finance: { creditLimit: { amount: "1", currencyCode: "DKK" } } },
    },
    countryCode: { filter: { countryCode: ["DK", "SE"] }, yes: { addresses: [{ countryText: "Denmark" }] } },
    "updatedAt from a moment": {
      filter: { updatedAt: { gte: "2020-01-01T00:00:00Z" }, nameContains: "Yes" },
      yes: {},
    },
    "createdAt after a moment": {
      filter: { createdAt: { gt: "2020-01-01T00:00:00Z" }, nameContains: "Yes" },
      yes: {},
    },
    "filters of three facets together": {
      filter: { nameContains: "yes", funnelStage: ["CUSTOMER"], paymentTermInDays: 14, countryCode: ["NL"] },
      yes: {
        relationship: { funnelStage: "CUSTOMER" },
        finance: { paymentTerms: "net14" },
        addresses: [{ countryCode: "NL" }],
      },
      no: { relationship: { funnelStage: "CUSTOMER" }, finance: { paymentTerms: "Net 14" } },
    },
  };

  it.each(Object.entries(cases))("%s", async (_, { filter, yes, no }) => {
    const viewer = given.tenant();
    await yesAndNo(viewer, yes, no);

    const answer = await ask(viewer, LIST, { filter });

    expect(answer.errors).toEqual([]);
    expect(namesOf(answer)).toEqual(["Yes"]);
    expect(answer.data.customers.totalCount).toBe(1);
    expect(answer.statements.filter(({ subgraph }) => subgraph === "directory")).toHaveLength(2);
  });

  it("each of all filters at once excludes the one customer that does not match it", async () => {
    const { viewer, filter, fitting, misfits } = await givenMisfits();

    const all = await ask(viewer, LIST, { filter });

    expect(namesOf(all)).toEqual([fitting]);
    expect(all.statements.filter(({ subgraph }) => subgraph === "directory")).toHaveLength(2);
    for (const name of misfits) {
      const { [name]: _, ...others } = filter;
      const rest = name === "status" ? { ...others, includeInactive: true } : others;
      const misfit = name === "nameContains" ? "Mis-fit" : `Misfit ${name}`;
      expect(namesOf(await ask(viewer, LIST, { filter: rest }))).toEqual([fitting, misfit].sort());
    }
  });

  it("parentId finds children, and null finds roots", async () => {
    const viewer = given.tenant();
    const [parentId] = await given.chain(viewer, "Root", "Child");

    expect(namesOf(await ask(viewer, LIST, { filter: { parentId } }))).toEqual(["Child"]);
    expect(namesOf(await ask(viewer, LIST, { filter: { parentId: null } }))).toEqual(["Root"]);
  });

  it("includeInactive shows all", async () => {
    const viewer = given.tenant();
    await yesAndNo(viewer, {}, { status: "INACTIVE" });

    expect(namesOf(await ask(viewer, LIST, { filter: { includeInactive: true } }))).toEqual(["No", "Yes"]);
  });

  it("treats wildcards in a name as plain characters", async () => {
    const viewer = given.tenant();
    await yesAndNo(viewer, { displayName: "100% wool" }, { displayName: "1000 wool" });

    expect(namesOf(await ask(viewer, LIST, { filter: { nameContains: "100% wool" } }))).toEqual(["100% wool"]);
  });

  const refused: Record<string, [object, string]> = {
    "a part of a name that is too short": [{ nameContains: " a " }, 'filter.nameContains: " a " is too short.'],
    "a part of a name that is too long": [{ nameContains: "a".repeat(257) }, "filter.nameContains: 257 letters"],
    "a character that no name can hold": [{ nameContains: "abc\0" }, "filter.nameContains: leave out"],
    ...Object.fromEntries(
      ["parentId", "workspaceId", "accountManagerId", "priceListId", "statusLabelId", "labelId"].map((field) => [
        `what is no id in ${field}`,
        [{ [field]: "retail" }, `filter.${field}: "retail" is not an id.`],
      ]),
    ),
  };

  it.each(Object.entries(refused))("refuses %s", async (_, [filter, message]) => {
    const { data, errors, statements } = await ask(given.tenant(), LIST, { filter });

    expect(data).toBeNull();
    expect(errors).toMatchObject([
      { message: expect.stringContaining(message), path: ["customers"], extensions: { code: "BAD_USER_INPUT" } },
    ]);
    expect(statements).toEqual([]);
  });

  const secret: [string, Record<string, unknown>][] = [
    ["filter.paymentTermInDays", { filter: { paymentTermInDays: 30 } }],
    ["filter.taxClass", { filter: { taxClass: ["RETAIL"] } }],
    ["filter.creditLimit", { filter: { creditLimit: { gte: 1 } } }],
    ["filter.creditLimitCurrency", { filter: { creditLimitCurrency: "EUR" } }],
    ["orderBy: CREDIT_LIMIT", { orderBy: { field: "CREDIT_LIMIT" } }],
  ];

  it.each(secret)("reveals nothing of finance without the scope: %s", async (what, variables) => {
    const viewer = { ...given.tenant(), scopes: new Set(["customers:read"] as const) };

    const { errors, statements } = await ask(viewer, LIST, variables);

    expect(errors).toMatchObject([
      { message: `${what} needs the scope finance:read.`, extensions: { code: "FORBIDDEN" } },
    ]);
    expect(statements).toEqual([]);
  });

  it("shows nothing of another tenant or workspace", async () => {
    const viewer = given.tenant();
    const workspaceId = randomUUID();
    await given.customer({ ...viewer, workspaceId, workspaceIds: [workspaceId] });

    for (const stranger of [viewer, given.tenant()]) {
      const answer = await ask(stranger, LIST, {});
      expect(answer.data.customers).toMatchObject({ totalCount: 0, nodes: [] });
    }
  });
});

describe("Query.customers(orderBy:, first:, after:)", () => {
  const ORDERS = ["NAME", "CREATED_AT", "UPDATED_AT", "CREDIT_LIMIT"].flatMap((field) => [
    { field, direction: "ASC" },
    { field, direction: "DESC" },
  ]);

  const PAGE = `query ($orderBy: CustomerOrder, $first: Int, $after: String) {
    customers(orderBy: $orderBy, first: $first, after: $after) {
      nodes { id displayName createdAt updatedAt finance { creditLimit { amount } } } pageInfo { hasNextPage endCursor }
    }
  }`;

  interface Listed {
    readonly id: string;
    readonly displayName: string;
    readonly createdAt: string;
    readonly updatedAt: string;
    readonly finance: { readonly creditLimit: { readonly amount: string } | null };
  }

  /** Reads every page of a list, running `between` between pages. */
  const readThrough = async (viewer: Viewer, orderBy: object, between: () => Promise<unknown>): Promise<Listed[]> => {
    const seen: Listed[] = [];
    let after: string | null = null;
    do {
      const { data } = await ask(viewer, PAGE, { orderBy, first: 3, after });
      seen.push(...data.customers.nodes);
      after = data.customers.pageInfo.hasNextPage ? data.customers.pageInfo.endCursor : null;
      if (after && seen.length < 30) await between();
    } while (after);
    return seen;
  };

  const sortKey = (field: string, { displayName, createdAt, updatedAt, finance }: Listed): string | number | null => {
    const { amount } = finance.creditLimit ?? {};
    if (field === "CREDIT_LIMIT") return amount === undefined ? null : Number(amount);
    return { NAME: displayName, CREATED_AT: createdAt, UPDATED_AT: updatedAt }[field] ?? null;
  };

  const compare = (a: string | number | null, b: string | number | null, sign: number): number => {
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return a < b ? -sign : a > b ? sign : 0;
  };

  it.each(ORDERS)("returns every customer once by $field $direction, even while others are added", async (orderBy) => {
    const viewer = given.tenant();
    const ids = await given.customers(viewer, 7);
    const limit = { finance: { creditLimit: { amount: "300" } } };
    for (const _ of "twins") ids.push(await given.customer(viewer, { displayName: "Customer 00003", ...limit }));
    for (const _ of "none") ids.push(await given.customer(viewer, { displayName: "Customer without" }));

    const seen = await readThrough(viewer, orderBy, async () => {
      await given.customer(viewer, { displayName: "A first one", finance: { creditLimit: { amount: "0" } } });
      await given.customer(viewer, { displayName: "Z last one", finance: { creditLimit: { amount: "9000" } } });
      await given.customer(viewer, { displayName: "Customer 00003" });
    });

    const sign = orderBy.direction === "ASC" ? 1 : -1;
    const keys = seen.map((customer) => sortKey(orderBy.field, customer));
    expect(
      seen
        .map(({ id }) => id)
        .filter((id) => ids.includes(id))
        .sort(),
    ).toEqual([...ids].sort());
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
    expect(keys).toEqual([...keys].sort((a, b) => compare(a, b, sign)));
  });

  it("refuses a cursor of a list in another order", async () => {
    const viewer = given.tenant();
    await given.customers(viewer, 2);
    const { data } = await ask(viewer, LIST, { first: 1 });

    const { errors } = await ask(viewer, LIST, {
      orderBy: { field: "CREATED_AT" },
      after: data.customers.pageInfo.endCursor,
    });

    expect(errors).toMatchObject([{ path: ["customers"], extensions: { code: "BAD_USER_INPUT" } }]);
  });

  it.each([
    ["NAME ASC", "a\0b"],
    ["CREATED_AT ASC", "yesterday"],
    ["CREDIT_LIMIT ASC", "12 EUR"],
    ["CREATED_AT ASC", "2026-02-30T00:00:00.000Z"],
  ])("refuses a forged cursor of %s before it reaches the database", async (order, value) => {
    const [field, direction] = order.split(" ");
    const after = Buffer.from(JSON.stringify([order, value, randomUUID()])).toString("base64url");

    const { errors, statements } = await ask(given.tenant(), LIST, { orderBy: { field, direction }, after });

    expect(errors).toMatchObject([{ path: ["customers"], extensions: { code: "BAD_USER_INPUT" } }]);
    expect(statements).toEqual([]);
  });

  it("refuses a page of more than 100", async () => {
    const { errors } = await ask(given.tenant(), LIST, { first: 100_000 });

    expect(errors).toMatchObject([
      { message: "first: 100000 is out of range. Ask for 0 to 100 items, and for more with after." },
    ]);
  });

  it("lists 50 customers with all four facets in as many statements as 5, and no more than ten", async () => {
    const viewer = given.tenant();
    await given.customers(viewer, 60);
    const FACETS = `query ($first: Int) { customers(first: $first) { nodes {
      displayName version parent { displayName }
      relationship { funnelStage accountManager { name } priceList { name } }
      finance { taxNumber creditLimit { amount currencyCode } paymentTerms { label } }
      primaryEmail primaryContact { name } billingAddress { city countryCode }
    } } }`;

    const five = await ask(viewer, FACETS, { first: 5 });
    const fifty = await ask(viewer, FACETS, { first: 50 });

    expect(five.data.customers.nodes).toHaveLength(5);
    expect(fifty.data.customers.nodes).toHaveLength(50);
    expect(fifty.errors).toEqual([]);
    expect(fifty.statements.map(({ text }) => text).sort()).toEqual(five.statements.map(({ text }) => text).sort());
    expect(fifty.statements.length).toBeLessThanOrEqual(10);
  });
});
