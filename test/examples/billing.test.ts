import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "@jest/globals";
import {
  buildSchema,
  type DirectiveNode,
  type EnumValueDefinitionNode,
  execute,
  type GraphQLObjectType,
  isNonNullType,
  Kind,
  parse,
  print,
  visit,
} from "graphql";
import pg from "pg";
import { composeGraph } from "../../cli/dev/composition.ts";
import { judge } from "../../cli/dev/schema-check/judge.ts";
import { billing } from "../../examples/billing/server.ts";
import { SCOPES, type Viewer } from "../../platform/auth/viewer.ts";
import { bill, database, graphOfSix, six, warehouse } from "../support/billing.ts";
import { given } from "../support/given.ts";
import { testDatabase } from "../support/graph.ts";

const five = composeGraph();
const ask = await graphOfSix();

const asAdmin = async <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> => {
  const client = new pg.Client({ connectionString: testDatabase.adminUrl });
  await client.connect();
  const { rows } = await client.query<Row>(sql, values);
  await client.end();
  return rows;
};

/** A member of a workspace, and a colleague outside of it. */
const colleagues = (): { member: Viewer; outsider: Viewer } => {
  const workspace = randomUUID();
  const outsider = given.tenant();
  return { outsider, member: { ...outsider, workspaceIds: [workspace], workspaceId: workspace } };
};

const without = (viewer: Viewer, ...scopes: string[]): Viewer => ({
  ...viewer,
  scopes: new Set(SCOPES.filter((scope) => !scopes.includes(scope))),
});

describe("The supergraph of six", () => {
  /**
   * A supergraph without one subgraph: removes whatever only that subgraph defines, and all
   * references to it.
   */
  const withoutSubgraph = (sdl: string, graph: string): string => {
    const isOfIt = ({ name, arguments: given = [] }: DirectiveNode): boolean =>
      name.value.startsWith("join__") &&
      given.some(({ name, value }) => name.value === "graph" && value.kind === Kind.ENUM && value.value === graph);
    const isGraph = ({ directives = [] }: EnumValueDefinitionNode): boolean =>
      directives.some(({ name }) => name.value === "join__graph");
    const gone = <Node extends { directives?: readonly DirectiveNode[] | undefined }>(node: Node) => {
      const directives = (node.directives ?? []).filter((each) => !isOfIt(each));
      const hadSome = node.directives?.some((each) => each.name.value.startsWith("join__"));
      const hasSome = directives.some((each) => each.name.value.startsWith("join__"));
      return hadSome && !hasSome ? null : { ...node, directives };
    };
    const document = visit(parse(sdl, { noLocation: true }), {
      EnumValueDefinition: (node) => (node.name.value === graph && isGraph(node) ? null : gone(node)),
      FieldDefinition: gone,
      InputValueDefinition: gone,
      ObjectTypeDefinition: { leave: gone },
      InterfaceTypeDefinition: { leave: gone },
      InputObjectTypeDefinition: { leave: gone },
      EnumTypeDefinition: { leave: gone },
      ScalarTypeDefinition: { leave: gone },
    });
    return document.definitions.map(print).sort().join("\n\n");
  };

  it("contains the five unchanged", () => {
    const alone = parse(five.supergraphSdl, { noLocation: true }).definitions.map(print).sort().join("\n\n");

    expect(withoutSubgraph(six.supergraphSdl, "BILLING")).toBe(alone);
  });

  it("breaks no client of the five", async () => {
    const { refused, dangerous } = await judge(five.apiSdl, six.apiSdl, {});

    expect({ refused, dangerous }).toEqual({ refused: [], dangerous: [] });
  });

  it("has only nullable fields of billing on a customer, so that its outage costs only those", () => {
    const { id: _, ...fields } = (billing.schema.getType("Customer") as GraphQLObjectType).getFields();

    expect(Object.values(fields).filter(({ type }) => isNonNullType(type))).toEqual([]);
  });

  it("refers to customers as objects, never as ids", () => {
    const api = buildSchema(six.apiSdl);
    const types = ["Invoice", "Payment", "CustomerSubscription", "Contract"].map((name) => api.getType(name));

    for (const type of types as GraphQLObjectType[]) {
      expect(String(type.getFields().customer?.type)).toBe("Customer");
      expect(Object.keys(type.getFields())).not.toContain("customerId");
    }
  });
});

describe("The tables of billing", () => {
  it("begin their primary keys with the tenant, use row-level security, and keep no rows of a removed customer", async () => {
    const tables = await asAdmin<{ table: string; walled: boolean; leads: string; cascades: boolean }>(`
      select c.relname as table, c.relrowsecurity as walled,
        (select a.attname from pg_attribute a where a.attrelid = c.oid and a.attnum = i.indkey[0]) as leads,
        c.relname = 'warehouse' or exists (
          select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and k.confdeltype = 'c'
            and k.confrelid = 'identity.customer'::regclass) as cascades
      from pg_class c left join pg_index i on i.indrelid = c.oid and i.indisprimary
      where c.relkind = 'r' and c.relname <> 'migrations' and c.relnamespace = 'billing'::regnamespace`);

    expect(tables).toHaveLength(6);
    expect(tables.filter(({ walled, leads, cascades }) => !walled || leads !== "tenant_id" || !cascades)).toEqual([]);
  });
});

describe("One query", () => {
  it("is answered by all six subgraphs", async () => {
    const viewer = given.tenant();
    const [id] = await given.customers(viewer, 1);
    await bill(viewer, [id ?? ""], await warehouse(viewer));

    const { data, errors, statements } = await ask(
      viewer,
      `{ customers { nodes {
        displayName
        relationship { funnelStage }
        finance { creditLimit { amount } }
        primaryEmail
        invoices(first: 1) { totalCount nodes { number total { amount currencyCode } customer { displayName } } }
        payments { nodes { amount { amount } method customer { displayName } invoice { number } } }
        subscriptions { nodes { plan price { amount } interval customer { displayName } } }
        contracts { nodes { title customer { displayName } } }
        warehouses { nodes { code customers { totalCount nodes { displayName primaryEmail } } } }
      } } }`,
    );

    const customer = { displayName: "Customer 00001" };
    expect(errors).toEqual([]);
    expect(data.customers.nodes).toEqual([
      {
        ...customer,
        relationship: { funnelStage: "CUSTOMER" },
        finance: { creditLimit: { amount: "100.00" } },
        primaryEmail: "c1@shop.example",
        invoices: {
          totalCount: 3,
          nodes: [{ number: `${id}/3`, total: { amount: "300.00", currencyCode: "EUR" }, customer }],
        },
        payments: {
          nodes: [{ amount: { amount: "100.00" }, method: "TRANSFER", customer, invoice: { number: `${id}/1` } }],
        },
        subscriptions: { nodes: [{ plan: "Tea", price: { amount: "20.00" }, interval: "MONTH", customer }] },
        contracts: { nodes: [{ title: "Frame", customer }] },
        warehouses: {
          nodes: [
            { code: "HAM", customers: { totalCount: 1, nodes: [{ ...customer, primaryEmail: "c1@shop.example" }] } },
          ],
        },
      },
    ]);
    expect(new Set(statements.map(({ subgraph }) => subgraph))).toEqual(
      new Set(["directory", "identity", "commercial", "finance", "contacts", "billing"]),
    );
  });

  it("is answered as far as possible while billing is down", async () => {
    const viewer = given.tenant();
    await given.customers(viewer, 1);
    const askWithout = await graphOfSix({ billing: { prepare: () => () => Promise.reject(new Error("down")) } });

    const { data, errors } = await askWithout(
      viewer,
      "{ customers { nodes { displayName finance { creditLimit { amount } } invoices { totalCount } } } }",
    );

    expect(data.customers.nodes).toEqual([
      { displayName: "Customer 00001", finance: { creditLimit: { amount: "100.00" } }, invoices: null },
    ]);
    expect(errors.map(({ path }) => path)).toEqual([["customers", "nodes", 0, "invoices"]]);
  });
});

/**
 * Fields of each customer, with the number of statements that billing needs. The reference back to
 * a customer needs none.
 */
const FIELDS: Readonly<Record<string, { readonly text: string; readonly statements: number }>> = {
  "invoices with their count": { text: "invoices(first: 2) { totalCount nodes { number } }", statements: 2 },
  "payments with their invoices": { text: "payments { nodes { invoice { number } } }", statements: 2 },
  subscriptions: { text: "subscriptions { nodes { plan } }", statements: 1 },
  contracts: { text: "contracts { nodes { title } }", statements: 1 },
  "back to the customer": { text: "contracts { nodes { customer { displayName } } }", statements: 1 },
  "warehouses with their count": { text: "warehouses { totalCount nodes { name } }", statements: 2 },
  "warehouses and whom they serve": {
    text: "warehouses { nodes { customers(first: 3) { totalCount nodes { displayName } } } }",
    statements: 3,
  },
};

describe.each([1, 10, 1_000])("For %d customers", (size) => {
  const viewer = given.tenant();
  const pages: string[][] = [];

  beforeAll(async () => {
    const ids = await given.customers(viewer, size);
    await bill(viewer, ids, await warehouse(viewer));
    for (let start = 0; start < size; start += 100) pages.push(ids.slice(start, start + 100));
  });

  it.each(Object.entries(FIELDS))(
    "the number of statements is the same: %s",
    async (_, { text, statements: expected }) => {
      const query = `query (${pages.map((_, page) => `$p${page}: [ID!]!`).join(" ")}) {
      ${pages.map((_, page) => `p${page}: customersById(ids: $p${page}) { id ${text} }`).join(" ")}
    }`;

      const { data, errors, statements } = await ask(
        viewer,
        query,
        Object.fromEntries(pages.map((page, index) => [`p${index}`, page])),
      );

      expect(errors).toEqual([]);
      expect(Object.values(data).flat()).toHaveLength(size);
      expect(statements.filter(({ subgraph }) => subgraph === "billing")).toHaveLength(expected);
      expect(statements.filter(({ subgraph }) => subgraph === "identity")).toHaveLength(1);
    },
  );
});

describe("Pages", () => {
  const PAGE = `query ($id: ID!, $after: String) { customer(id: $id) {
    invoices(first: 2, after: $after) { nodes { number } pageInfo { hasNextPage hasPreviousPage endCursor } totalCount }
  } }`;

  it("go from newest to oldest, and continue where they were, whatever was added meanwhile", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer);
    await bill(viewer, [id], await warehouse(viewer));

    const first = (await ask(viewer, PAGE, { id })).data.customer.invoices;
    await ask(
      viewer,
      `mutation ($id: ID!) { invoiceAdd(input: { customerId: $id, number: "new", total: { amount: "1" } }) { userErrors { code } } }`,
      { id },
    );
    const second = (await ask(viewer, PAGE, { id, after: first.pageInfo.endCursor })).data.customer.invoices;

    expect(first).toMatchObject({
      nodes: [{ number: `${id}/3` }, { number: `${id}/2` }],
      pageInfo: { hasNextPage: true, hasPreviousPage: false },
      totalCount: 3,
    });
    expect(second).toMatchObject({
      nodes: [{ number: `${id}/1` }],
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
      totalCount: 4,
    });
  });

  it("of warehouses and of their customers begin with the latest assignment", async () => {
    const viewer = given.tenant();
    const ids = await given.customers(viewer, 3);
    const [north, south] = [await warehouse(viewer, "N"), await warehouse(viewer, "S")];
    await bill(viewer, ids, north);
    const ASSIGN = `mutation ($id: ID!, $to: ID!) {
      customerAssignWarehouse(input: { customerId: $id, warehouseId: $to }) { customer { warehouses { nodes { code } } } }
    }`;

    const assigned = await ask(viewer, ASSIGN, { id: ids[0], to: south });
    const { data } = await ask(
      viewer,
      `query ($north: ID!) {
        warehouses { nodes { code } totalCount }
        warehouse(id: $north) { customers(first: 2) { nodes { displayName } pageInfo { hasNextPage } } }
      }`,
      { north },
    );

    expect(assigned.data.customerAssignWarehouse.customer.warehouses.nodes).toEqual([{ code: "S" }, { code: "N" }]);
    expect(data.warehouses).toEqual({ nodes: [{ code: "S" }, { code: "N" }], totalCount: 2 });
    expect(data.warehouse.customers).toEqual({
      nodes: [{ displayName: "Customer 00003" }, { displayName: "Customer 00002" }],
      pageInfo: { hasNextPage: true },
    });
  });

  it("refuse an invalid size and an invalid cursor", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer);

    const { errors } = await ask(
      viewer,
      `query ($id: ID!) { customer(id: $id) { a: invoices(first: 101) { totalCount } b: contracts(after: "x") { totalCount } } }`,
      { id },
    );

    expect(errors.map(({ extensions: { code } }) => code)).toEqual(["BAD_USER_INPUT", "BAD_USER_INPUT"]);
  });
});

describe("What a viewer may not see", () => {
  const EVERYTHING = `query ($customer: ID!, $invoice: ID!, $warehouse: ID!) {
    customer(id: $customer) { invoices { totalCount } }
    invoice(id: $invoice) { number customer { id displayName } }
    warehouse(id: $warehouse) { customers { totalCount nodes { id } } }
  }`;

  const billed = async (viewer: Viewer) => {
    const id = await given.customer(viewer);
    const place = await warehouse(viewer, randomUUID().slice(0, 8));
    await bill(viewer, [id], place);
    const { data } = await ask(
      viewer,
      "query ($id: ID!) { customer(id: $id) { invoices(first: 1) { nodes { id } } } }",
      { id },
    );
    return { customer: id, invoice: data.customer.invoices.nodes[0].id as string, warehouse: place };
  };

  it("is visible to those who may see it", async () => {
    const { member } = colleagues();
    const things = await billed(member);

    const { data } = await ask(member, EVERYTHING, things);

    expect(data).toEqual({
      customer: { invoices: { totalCount: 3 } },
      invoice: { number: `${things.customer}/3`, customer: { id: things.customer, displayName: "Harbour Lights" } },
      warehouse: { customers: { totalCount: 1, nodes: [{ id: things.customer }] } },
    });
  });

  it("does not exist in another tenant", async () => {
    const things = await billed(given.tenant());

    const { data, errors } = await ask(given.tenant(), EVERYTHING, things);

    expect(errors).toEqual([]);
    expect(data).toEqual({ customer: null, invoice: null, warehouse: null });
  });

  it("does not exist in another workspace, and is not counted there", async () => {
    const { member, outsider } = colleagues();
    const things = await billed(member);

    const { data, errors } = await ask(outsider, EVERYTHING, things);

    expect(errors).toEqual([]);
    expect(data).toEqual({
      customer: null,
      invoice: null,
      warehouse: { customers: { totalCount: 0, nodes: [] } },
    });
  });

  it("includes everything of a hidden customer, even for a key that no gateway checked with identity", async () => {
    const { member, outsider } = colleagues();
    const { customer } = await billed(member);
    const keys = [customer, randomUUID()].map((id) => ({ __typename: "Customer", id }));
    const LISTS = `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Customer {
      invoices { totalCount nodes { number } } payments { totalCount nodes { method } } contracts { totalCount nodes { title } }
      subscriptions { totalCount nodes { plan } } warehouses { totalCount nodes { code } } } } }`;
    const entitiesFor = async (viewer: Viewer) => {
      const contextValue = billing.createContext({ viewer, db: database.session(viewer.tenantId) });
      const document = parse(LISTS);
      const { data, errors } = await execute({
        schema: billing.schema,
        document,
        contextValue,
        variableValues: { keys },
      });
      expect(errors).toBeUndefined();
      return data?._entities as object[];
    };

    const [hidden, absent] = await entitiesFor(outsider);
    const [seen] = await entitiesFor(member);

    expect(hidden).toEqual(absent);
    expect(seen).toMatchObject({ invoices: { totalCount: 3 }, warehouses: { totalCount: 1 } });
  });

  it("leaves no gap in a page", async () => {
    const { member, outsider } = colleagues();
    const place = await warehouse(member);
    const seen = await given.customers(member, 2);
    const hidden = await given.customer(member);
    await bill(member, [seen[0] ?? "", hidden, seen[1] ?? ""], place);

    const { data } = await ask(
      outsider,
      "query ($id: ID!) { warehouse(id: $id) { customers(first: 2) { totalCount nodes { id } pageInfo { hasNextPage } } } }",
      { id: place },
    );

    expect(data.warehouse.customers).toEqual({
      totalCount: 2,
      nodes: [{ id: seen[1] }, { id: seen[0] }],
      pageInfo: { hasNextPage: false },
    });
  });

  it("includes what was deleted", async () => {
    const viewer = given.tenant();
    const things = await billed(viewer);
    await asAdmin("update identity.customer set deleted_at = now() where id = $1", [things.customer]);

    const { data } = await ask(viewer, EVERYTHING, things);

    expect(data).toEqual({ customer: null, invoice: null, warehouse: { customers: { totalCount: 0, nodes: [] } } });
  });

  it("includes what the token has no scope for", async () => {
    const viewer = given.tenant();
    const things = await billed(viewer);

    const { data, errors } = await ask(without(viewer, "finance:read"), EVERYTHING, things);

    expect(data).toMatchObject({
      customer: { invoices: null },
      invoice: null,
      warehouse: { customers: { totalCount: 1 } },
    });
    expect(errors.map(({ extensions: { code } }) => code)).toEqual(["FORBIDDEN", "FORBIDDEN"]);
  });
});

const REFUSAL = "userErrors { code message path customer { version } existing { id } }";

describe("Mutation.invoiceAdd", () => {
  const ADD = `mutation ($input: InvoiceAddInput!) { invoiceAdd(input: $input) {
    customer { version invoices { nodes { number } } }
    invoice { number issuedAt dueAt total { amount currencyCode } customer { displayName } }
    ${REFUSAL}
  } }`;
  const TOTAL = { amount: "119.5", currencyCode: "CHF" };

  const versionOf = async (viewer: Viewer, id: string): Promise<number> =>
    (await ask(viewer, "query ($id: ID!) { customer(id: $id) { version } }", { id })).data.customer.version;
  const countOf = async ({ tenantId }: Viewer): Promise<number> =>
    (
      await asAdmin<{ count: number }>("select count(*)::integer as count from billing.invoice where tenant_id = $1", [
        tenantId,
      ])
    )[0]?.count ?? -1;

  it("writes an invoice and increments the version of its customer", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer);
    const before = await versionOf(viewer, id);

    const { data } = await ask(viewer, ADD, {
      input: {
        customerId: id,
        expectedVersion: before,
        number: "2026-1",
        issuedAt: "2026-03-01T09:30:00.000Z",
        dueAt: "2026-03-31T00:00:00.000Z",
        total: TOTAL,
      },
    });

    expect(data.invoiceAdd).toEqual({
      customer: { version: before + 1, invoices: { nodes: [{ number: "2026-1" }] } },
      invoice: {
        number: "2026-1",
        issuedAt: "2026-03-01T09:30:00.000Z",
        dueAt: "2026-03-31T00:00:00.000Z",
        total: { amount: "119.50", currencyCode: "CHF" },
        customer: { displayName: "Harbour Lights" },
      },
      userErrors: [],
    });
  });

  it("defaults to the current moment and the tenant's currency", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer);
    const before = new Date().toISOString();

    const { data } = await ask(viewer, ADD, { input: { customerId: id, number: "1", total: { amount: "5" } } });

    expect(data.invoiceAdd.invoice).toMatchObject({ dueAt: null, total: { amount: "5.00", currencyCode: "EUR" } });
    expect(data.invoiceAdd.invoice.issuedAt >= before).toBe(true);
  });

  it("reports everything wrong with the input at once", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer);
    const before = await versionOf(viewer, id);

    const { data } = await ask(viewer, ADD, {
      input: {
        customerId: id,
        number: " ",
        issuedAt: "2026-03-02T00:00:00.000Z",
        dueAt: "2026-03-01T00:00:00.000Z",
        total: { amount: "-1" },
      },
    });

    expect(data.invoiceAdd).toMatchObject({ customer: null, invoice: null });
    expect(data.invoiceAdd.userErrors).toMatchObject([
      {
        code: "INVALID",
        path: ["number"],
        message: '" " is not accepted. Give 1 to 64 characters, not only blanks.',
      },
      {
        code: "INVALID",
        path: ["dueAt"],
        message:
          '"2026-03-01T00:00:00.000Z" is not accepted. Give a moment at or after 2026-03-02T00:00:00.000Z, when it was issued.',
      },
      {
        code: "INVALID",
        path: ["total", "amount"],
        message:
          '"-1" is not accepted. Give a number with no more decimal places than its currency has, 0 or more, such as "50000.00".',
      },
    ]);
    expect([await versionOf(viewer, id), await countOf(viewer)]).toEqual([before, 0]);
  });

  it.each([
    ["is another tenant's", () => ({ owner: given.tenant(), other: given.tenant() })],
    [
      "is of another workspace",
      () => {
        const { member, outsider } = colleagues();
        return { owner: member, other: outsider };
      },
    ],
  ])("finds no customer that %s", async (_, people) => {
    const { owner, other } = people();
    const id = await given.customer(owner);
    const before = await versionOf(owner, id);

    const { data } = await ask(other, ADD, { input: { customerId: id, number: "1", total: TOTAL } });

    expect(data.invoiceAdd).toEqual({
      customer: null,
      invoice: null,
      userErrors: [
        {
          code: "NOT_FOUND",
          path: ["customerId"],
          message: `There is no customer "${id}".`,
          customer: null,
          existing: null,
        },
      ],
    });
    expect([await versionOf(owner, id), await countOf(owner)]).toEqual([before, 0]);
  });

  it("refuses a stale version, and returns the current one", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer);
    const before = await versionOf(viewer, id);

    const { data } = await ask(viewer, ADD, {
      input: { customerId: id, expectedVersion: before + 7, number: "1", total: TOTAL },
    });

    expect(data.invoiceAdd.userErrors).toMatchObject([
      { code: "CONFLICT", path: ["expectedVersion"], customer: { version: before } },
    ]);
    expect([await versionOf(viewer, id), await countOf(viewer)]).toEqual([before, 0]);
  });

  it("refuses a number in use, and names the customer that has it", async () => {
    const viewer = given.tenant();
    const [holder, id] = [await given.customer(viewer), await given.customer(viewer)];
    await ask(viewer, ADD, { input: { customerId: holder, number: "1", total: TOTAL } });
    const before = await versionOf(viewer, id);

    const { data } = await ask(viewer, ADD, { input: { customerId: id, number: "1", total: TOTAL } });

    expect(data.invoiceAdd.userErrors).toMatchObject([
      {
        code: "TAKEN",
        path: ["number"],
        message: '"1" is the number of another invoice. Choose another number.',
        existing: { id: holder },
      },
    ]);
    expect([await versionOf(viewer, id), await countOf(viewer)]).toEqual([before, 1]);
  });

  it("does not name a customer that the viewer may not see", async () => {
    const { member, outsider } = colleagues();
    const [holder, id] = [await given.customer(member), await given.customer(outsider)];
    await ask(member, ADD, { input: { customerId: holder, number: "1", total: TOTAL } });

    const answer = await ask(outsider, ADD, { input: { customerId: id, number: "1", total: TOTAL } });

    expect(answer.data.invoiceAdd.userErrors).toMatchObject([{ code: "TAKEN", existing: null }]);
    expect(JSON.stringify(answer.data)).not.toContain(holder);
  });

  it("assigns a number once, however many request it together", async () => {
    const viewer = given.tenant();
    const ids = await given.customers(viewer, 8);

    const answers = await Promise.all(
      ids.map((customerId) => ask(viewer, ADD, { input: { customerId, number: "1", total: TOTAL } })),
    );

    const codes = answers.flatMap(({ data }) => data.invoiceAdd.userErrors.map(({ code }: { code: string }) => code));
    expect(codes).toEqual(Array.from({ length: 7 }, () => "TAKEN"));
    expect(await countOf(viewer)).toBe(1);
  });

  it.each(["customers:write", "finance:write"])("needs the scope %s", async (scope) => {
    const viewer = given.tenant();
    const id = await given.customer(viewer);

    const { errors } = await ask(without(viewer, scope), ADD, { input: { customerId: id, number: "1", total: TOTAL } });

    expect(errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
    expect(await countOf(viewer)).toBe(0);
  });
});

describe("Mutation.customerAssignWarehouse", () => {
  const ASSIGN = `mutation ($input: CustomerAssignWarehouseInput!) { customerAssignWarehouse(input: $input) {
    customer { version warehouses { nodes { code customers { nodes { displayName } } } } } warehouse { code } ${REFUSAL}
  } }`;

  it("assigns a warehouse to a customer once", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer);
    const input = { customerId: id, warehouseId: await warehouse(viewer) };

    const first = (await ask(viewer, ASSIGN, { input })).data.customerAssignWarehouse;
    const again = (await ask(viewer, ASSIGN, { input })).data.customerAssignWarehouse;

    expect(first).toMatchObject({
      customer: { warehouses: { nodes: [{ code: "HAM", customers: { nodes: [{ displayName: "Harbour Lights" }] } }] } },
      warehouse: { code: "HAM" },
      userErrors: [],
    });
    expect(again).toEqual(first);
  });

  it.each([
    ["a customer of another workspace", "customerId", "customer"],
    ["a warehouse of another tenant", "warehouseId", "warehouse"],
    ["what is no id of a warehouse", "warehouseId", "warehouse"],
  ])("refuses %s", async (which, field, what) => {
    const { member, outsider } = colleagues();
    const customerId = await given.customer(which.startsWith("a customer") ? member : outsider);
    const stranger = which.startsWith("a warehouse") ? given.tenant() : outsider;
    const warehouseId = which === "what is no id of a warehouse" ? "HAM" : await warehouse(stranger);
    const input: Record<string, string> = { customerId, warehouseId };

    const { data } = await ask(outsider, ASSIGN, { input });

    expect(data.customerAssignWarehouse).toMatchObject({ customer: null, warehouse: null });
    expect(data.customerAssignWarehouse.userErrors).toMatchObject([
      { code: "NOT_FOUND", path: [field], message: `There is no ${what} "${input[field]}".` },
    ]);
    expect(
      await database
        .session(outsider.tenantId)
        .write((manager) => manager.query("select from billing.warehouse_customer")),
    ).toEqual([]);
  });

  it("refuses a stale version", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer);
    const input = { customerId: id, warehouseId: await warehouse(viewer), expectedVersion: 99 };

    const { data } = await ask(viewer, ASSIGN, { input });

    expect(data.customerAssignWarehouse.userErrors).toMatchObject([
      { code: "CONFLICT", path: ["expectedVersion"], customer: { version: 1 } },
    ]);
  });
});

describe("Every mutation of billing", () => {
  const fields = Object.values(billing.schema.getMutationType()?.getFields() ?? {});

  it.each(fields.map(({ name }) => name))("takes an idempotencyKey, and writes once under it: %s", async (mutation) => {
    const viewer = given.tenant();
    const inputs: Readonly<Record<string, object>> = {
      invoiceAdd: { number: "1", total: { amount: "5" } },
      customerAssignWarehouse: { warehouseId: await warehouse(viewer) },
    };
    const customerId = await given.customer(viewer);
    const input = { ...inputs[mutation], customerId, expectedVersion: 1, idempotencyKey: "k" };
    const [type, row] =
      mutation === "invoiceAdd" ? ["InvoiceAdd", "invoice"] : ["CustomerAssignWarehouse", "warehouse"];
    const text = `mutation ($input: ${type}Input!) { ${mutation}(input: $input) {
      customer { id version } ${row} { id } ${REFUSAL} } }`;

    const answers = await Promise.all(Array.from({ length: 10 }, () => ask(viewer, text, { input })));

    expect(answers[0]?.data[mutation]).toMatchObject({
      customer: { id: customerId, version: 2 },
      [row ?? ""]: {},
      userErrors: [],
    });
    for (const { data, errors } of answers) expect({ data, errors }).toEqual({ data: answers[0]?.data, errors: [] });
  });
});
