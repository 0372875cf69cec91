import { beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { ORDER_FIELDS } from "../../../subgraphs/directory/list/order.ts";
import { given } from "../../support/given.ts";
import { ask } from "../../support/graph.ts";

const PAGE = `query ($order: [CustomerOrder!], $first: Int, $after: String, $last: Int, $before: String) {
  customers(order: $order, first: $first, after: $after, last: $last, before: $before) {
    edges { cursor node { id displayName } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

interface Page {
  readonly edges: readonly {
    readonly cursor: string;
    readonly node: { readonly id: string; readonly displayName: string };
  }[];
  readonly pageInfo: Readonly<Record<string, unknown>>;
}

const pageOf = async (viewer: Viewer, variables: Record<string, unknown>): Promise<Page> => {
  const { data, errors } = await ask(viewer, PAGE, variables);
  expect(errors).toEqual([]);
  return data.customers;
};

const namesOf = async (viewer: Viewer, order: object[]): Promise<string[]> =>
  (await pageOf(viewer, { order, first: 100 })).edges.map(({ node }) => node.displayName);

const customer = (viewer: Viewer, displayName: string, value: number | null) =>
  given.customer(viewer, {
    displayName,
    sortIndex: value,
    finance: { creditLimit: value === null ? null : { amount: String(value) } },
    relationship: {
      healthScore: value,
      customerSince: value === null ? null : `20${10 + value}-01-01`,
      annualRevenue: value === null ? null : { amount: String(value) },
      funnelStage: value === 1 ? "SUSPECT" : "CUSTOMER",
    },
  });

let viewer: Viewer;

beforeAll(async () => {
  viewer = given.tenant();
  for (const value of [3, 1, null, 2, 2, null, 4, 1]) await customer(viewer, `Customer ${value}`, value);
});

describe("CustomerOrder", () => {
  it("sorts names as people do: by letters, then accents, then case", async () => {
    const mine = given.tenant();
    for (const displayName of [
      "Zebra",
      "éclair",
      "Eclair",
      "apple",
      "Émile",
      "Ä",
      "eclair",
      "10 Downing",
      "Österreich",
      "Oslo",
    ])
      await given.customer(mine, { displayName });

    expect(await namesOf(mine, [{ field: "NAME" }])).toEqual([
      "10 Downing",
      "Ä",
      "apple",
      "eclair",
      "Eclair",
      "éclair",
      "Émile",
      "Oslo",
      "Österreich",
      "Zebra",
    ]);
  });

  it("SORT_NAME is the name to sort by, the last name of a person, or the display name", async () => {
    const mine = given.tenant();
    await given.customer(mine, { displayName: "The Bakery", sortName: "Bakery, The" });
    await given.customer(mine, {
      displayName: "Ada Carlsen",
      party: { person: { firstName: "Ada", lastName: "Carlsen" } },
    });
    await given.customer(mine, {
      displayName: "Zoe Albers",
      party: { person: { firstName: "Zoe", lastName: "Albers" } },
    });
    await given.customer(mine, { displayName: "Bridge" });

    expect(await namesOf(mine, [{ field: "SORT_NAME" }])).toEqual([
      "Zoe Albers",
      "The Bakery",
      "Bridge",
      "Ada Carlsen",
    ]);
  });

  it.each(["SORT_INDEX", "CREDIT_LIMIT", "CUSTOMER_SINCE", "HEALTH_SCORE", "ANNUAL_REVENUE"])(
    "%s has those without a value last in either direction",
    async (field) => {
      const last = ["Customer null", "Customer null"];
      const rising = ["1", "1", "2", "2", "3", "4"].map((value) => `Customer ${value}`);

      expect(await namesOf(viewer, [{ field, direction: "ASC" }])).toEqual([...rising, ...last]);
      expect(await namesOf(viewer, [{ field, direction: "DESC" }])).toEqual([...rising.toReversed(), ...last]);
    },
  );

  it("sorts by several keys, each in its direction", async () => {
    const order = [
      { field: "FUNNEL_STAGE", direction: "ASC" },
      { field: "HEALTH_SCORE", direction: "DESC" },
    ];

    expect(await namesOf(viewer, order)).toEqual(
      ["1", "1", "4", "3", "2", "2", "null", "null"].map((value) => `Customer ${value}`),
    );
  });

  it("pages through any list in any order, forwards and backwards, without a gap and without a repetition", async () => {
    const key = fc.record({ field: fc.constantFrom(...ORDER_FIELDS), direction: fc.constantFrom("ASC", "DESC") });
    const keys = fc.uniqueArray(key, { selector: ({ field }) => field, minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(keys, fc.integer({ min: 1, max: 4 }), async (order, size) => {
        const whole = await pageOf(viewer, { order, first: 100 });
        const [forwards, backwards]: [string[], string[]] = [[], []];
        for (let page: Page | undefined; !page || page.pageInfo.hasNextPage; ) {
          page = await pageOf(viewer, { order, first: size, after: page?.pageInfo.endCursor });
          forwards.push(...page.edges.map(({ cursor }) => cursor));
        }
        for (let page: Page | undefined; !page || page.pageInfo.hasPreviousPage; ) {
          page = await pageOf(viewer, { order, last: size, before: page?.pageInfo.startCursor });
          backwards.unshift(...page.edges.map(({ cursor }) => cursor));
        }

        const cursors = whole.edges.map(({ cursor }) => cursor);
        expect(new Set(cursors).size).toBe(8);
        expect(forwards).toEqual(cursors);
        expect(backwards).toEqual(cursors);
      }),
      { numRuns: 12 },
    );
  });

  it("gives what lies between two cursors, from either end", async () => {
    const { edges } = await pageOf(viewer, { first: 100 });
    const [after, before] = [edges[1]?.cursor, edges[6]?.cursor];
    const cursors = async (more: object) =>
      (await pageOf(viewer, { after, before, ...more })).edges.map(({ cursor }) => cursor);
    const between = edges.slice(2, 6).map(({ cursor }) => cursor);

    expect(await cursors({ first: 100 })).toEqual(between);
    expect(await cursors({ first: 2 })).toEqual(between.slice(0, 2));
    expect(await cursors({ last: 2 })).toEqual(between.slice(2));
    expect((await pageOf(viewer, { last: 3 })).pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    expect((await pageOf(viewer, { last: 3, before })).pageInfo).toMatchObject({
      hasNextPage: true,
      hasPreviousPage: true,
    });
    expect((await pageOf(viewer, { last: 6, before })).pageInfo).toMatchObject({
      hasNextPage: true,
      hasPreviousPage: false,
    });
    expect((await pageOf(viewer, { first: 3, after })).pageInfo).toMatchObject({
      hasNextPage: true,
      hasPreviousPage: true,
    });
  });

  const refused: [string, object, string][] = [
    ["first and last at once", { first: 1, last: 1 }, "last: first is given as well. Give one of the two."],
    [
      "too many from the end",
      { last: 101 },
      "last: 101 is out of range. Ask for 0 to 100 items, and for more with before.",
    ],
    [
      "what is no cursor",
      { before: "x" },
      'before: "x" is not a cursor of this list. Give the startCursor of a later page.',
    ],
    [
      "a key that is given twice",
      { order: [{ field: "NAME" }, { field: "NAME", direction: "DESC" }] },
      "order: NAME is given twice. Give each key once.",
    ],
    [
      "too many keys",
      { order: ORDER_FIELDS.slice(0, 5).map((field) => ({ field })) },
      "order: 5 keys are too many. Give at most 4.",
    ],
  ];

  it.each(refused)("refuses %s", async (_, variables, message) => {
    const { errors, statements } = await ask(viewer, PAGE, { ...variables });

    expect(errors).toMatchObject([{ message, extensions: { code: "BAD_USER_INPUT" } }]);
    expect(statements).toEqual([]);
  });

  it("refuses the cursor of a list with another order", async () => {
    const { pageInfo } = await pageOf(viewer, { order: [{ field: "NAME", direction: "DESC" }], first: 1 });

    const { errors } = await ask(viewer, PAGE, {
      order: [{ field: "NAME", direction: "ASC" }],
      after: pageInfo.endCursor,
    });

    expect(errors).toMatchObject([
      { message: "after: the cursor is not of a list in the order NAME ASC. Begin the list anew." },
    ]);
  });

  it("reveals no credit limit without the scope", async () => {
    const reader = { ...viewer, scopes: new Set(["customers:read"] as const) };

    const { errors } = await ask(reader, PAGE, { order: [{ field: "NAME" }, { field: "CREDIT_LIMIT" }] });

    expect(errors).toMatchObject([{ message: "order: CREDIT_LIMIT needs the scope finance:read." }]);
  });
});
