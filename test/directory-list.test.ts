import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../platform/viewer.ts";
import type { CustomerInput } from "../subgraphs/directory/commands/index.ts";
import { given } from "./support/given.ts";
import { ask } from "./support/graph.ts";

const LIST = `query ($filter: CustomerFilter, $orderBy: CustomerOrder, $first: Int, $after: String) {
  customers(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    totalCount nodes { displayName } pageInfo { hasNextPage endCursor }
  }
}`;

const namesOf = ({ data }: { data: { customers: { nodes: { displayName: string }[] } } }): string[] =>
  data.customers.nodes.map(({ displayName }) => displayName);

/** Two customers that differ in the one thing a filter asks for: `Yes` fits, `No` does not. */
const yesAndNo = async (viewer: Viewer, yes: CustomerInput, no: CustomerInput = {}): Promise<void> => {
  await given.customer(viewer, { displayName: "Yes", ...yes });
  await given.customer(viewer, { displayName: "No", ...no });
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
      filter: { creditLimit: { min: "100.00", max: 200 } },
      yes: { finance: { creditLimit: { amount: "200.00" } } },
      no: { finance: { creditLimit: { amount: "200.01" } } },
    },
    countryCode: { filter: { countryCode: ["DK", "SE"] }, yes: { addresses: [{ countryText: "Denmark" }] } },
    "createdAt after a moment": {
      filter: { createdAt: { after: "2020-01-01T00:00:00Z" }, nameContains: "Yes" },
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

  it("takes wildcards in a name for what they are", async () => {
    const viewer = given.tenant();
    await yesAndNo(viewer, { displayName: "100% wool" }, { displayName: "1000 wool" });

    expect(namesOf(await ask(viewer, LIST, { filter: { nameContains: "100% wool" } }))).toEqual(["100% wool"]);
  });

  const refused: Record<string, [object, string]> = {
    "a part of a name that is too short": [{ nameContains: " a " }, 'filter.nameContains: " a " is too short.'],
    "what is no id": [{ priceListId: "retail" }, 'filter.priceListId: "retail" is not an id.'],
  };

  it.each(Object.entries(refused))("refuses %s", async (_, [filter, message]) => {
    const { data, errors, statements } = await ask(given.tenant(), LIST, { filter });

    expect(data).toBeNull();
    expect(errors).toMatchObject([
      { message: expect.stringContaining(message), path: ["customers"], extensions: { code: "BAD_USER_INPUT" } },
    ]);
    expect(statements).toEqual([]);
  });

  it("does not tell about finance without the scope", async () => {
    const viewer = { ...given.tenant(), scopes: new Set(["customers:read"] as const) };

    const { errors } = await ask(viewer, LIST, { filter: { creditLimit: { min: 1 } } });

    expect(errors).toMatchObject([
      { message: "filter.creditLimit needs the scope finance:read.", extensions: { code: "FORBIDDEN" } },
    ]);
  });

  it("shows nothing of another tenant or of another workspace", async () => {
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
  const ORDERS = [
    ["NAME", "ASC"],
    ["NAME", "DESC"],
    ["CREATED_AT", "ASC"],
    ["CREATED_AT", "DESC"],
    ["UPDATED_AT", "ASC"],
    ["UPDATED_AT", "DESC"],
  ] as const;

  it.each(ORDERS)("gives every customer once by %s %s, also those that are equal", async (field, direction) => {
    const viewer = given.tenant();
    await given.customers(viewer, 7);
    for (const _ of "twins") await given.customer(viewer, { displayName: "Customer 00003" });

    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { data } = await ask(viewer, LIST, { orderBy: { field, direction }, first: 3, after });
      seen.push(...data.customers.nodes.map(({ displayName }: { displayName: string }) => displayName));
      after = data.customers.pageInfo.hasNextPage ? data.customers.pageInfo.endCursor : null;
    } while (after);

    expect(seen).toHaveLength(12);
    if (field === "NAME") expect(seen).toEqual(direction === "ASC" ? [...seen].sort() : [...seen].sort().reverse());
  });

  it("refuses the cursor of a list in another order", async () => {
    const viewer = given.tenant();
    await given.customers(viewer, 2);
    const { data } = await ask(viewer, LIST, { first: 1 });

    const { errors } = await ask(viewer, LIST, {
      orderBy: { field: "CREATED_AT" },
      after: data.customers.pageInfo.endCursor,
    });

    expect(errors).toMatchObject([{ path: ["customers"], extensions: { code: "BAD_USER_INPUT" } }]);
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
