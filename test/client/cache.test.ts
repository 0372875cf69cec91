import { readFileSync } from "node:fs";
import { ApolloClient, gql, HttpLink, type ObservableQuery, type TypedDocumentNode } from "@apollo/client";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { buildSchema, getNamedType, isObjectType } from "graphql";
import { filter, firstValueFrom } from "rxjs";
import { createCustomerCache, typePolicies } from "../../client/cache/index.ts";
import {
  type CustomerAfterUpdateFragment,
  CustomerAfterUpdateFragmentDoc,
  CustomerChildrenDocument,
  CustomerContactCreateDocument,
  CustomerContactsDocument,
  CustomerCountDocument,
  CustomerDocument,
  CustomerFunnelStageSetDocument,
  CustomerNotesDocument,
  CustomerSummaryDocument,
  CustomersDocument,
  CustomerUpdateDocument,
  RecordDocument,
} from "../../client/index.ts";
import { projectFile } from "../../platform/project.ts";
import { serveCustomerGraph } from "../support/client-graph.ts";
import { given } from "../support/given.ts";
import { testDatabase } from "../support/graph.ts";

const viewer = given.tenant();
const schema = buildSchema(readFileSync(projectFile("schema", "api.graphql"), "utf8"));
const COUNT = 55;

let graph: Awaited<ReturnType<typeof serveCustomerGraph>>;
let parentId: string;
let client: ApolloClient;
let asked: number;
let complaints: { readonly mock: { readonly calls: unknown[][] } }[];

beforeAll(async () => {
  graph = await serveCustomerGraph(viewer);
  parentId = await given.customer(viewer, {
    displayName: "Zenith Holding",
    contacts: Array.from({ length: 45 }, (_, index) => ({ name: `Contact ${String(index).padStart(2, "0")}` })),
  });
  await given.customers(viewer, COUNT, parentId);
});

afterAll(() => graph.close());

beforeEach(() => {
  complaints = [jest.spyOn(console, "error"), jest.spyOn(console, "warn")];
  asked = 0;
  const counting: typeof fetch = (...request) => {
    asked += 1;
    return fetch(...request);
  };
  const headers = { authorization: `Bearer ${graph.token}` };
  client = new ApolloClient({
    cache: createCustomerCache(),
    link: new HttpLink({ uri: graph.url, headers, fetch: counting }),
  });
});

/** Apollo Client logs an error when a response lacks fields or overwrites another response's data. */
afterEach(() => {
  expect(complaints.flatMap(({ mock }) => mock.calls)).toEqual([]);
  jest.restoreAllMocks();
});

interface Edges {
  readonly customers: {
    readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  };
}

const ofParent = () => ({ where: { parentId: { equals: parentId } } });

/** Watches a query as a component would, until the end of the test. */
const shown = async (query: Pick<ObservableQuery, "subscribe" | "pipe">): Promise<void> => {
  query.subscribe({});
  await firstValueFrom(query.pipe(filter(({ loading }) => !loading)));
};

const read = <Data, Variables extends Record<string, unknown>>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
) => client.cache.readQuery<Data, Variables>({ query, variables }) as Data;

const watchCustomers = async () => {
  const list = client.watchQuery({ query: CustomersDocument, variables: ofParent() });
  await shown(list);
  const customers = () => read(CustomersDocument, ofParent()).customers;
  const more = () => list.fetchMore({ variables: { after: customers().pageInfo.endCursor } });
  const names = () => customers().nodes.map(({ displayName }) => displayName);
  return { list, customers, more, names };
};

describe("A cached list", () => {
  it("grows by fetchMore until it is complete, and shows no customer twice", async () => {
    const { list, customers, more, names } = await watchCustomers();
    const whole = firstValueFrom(list.pipe(filter(({ data }) => data?.customers?.nodes?.length === COUNT)));

    await more();
    await more();

    expect((await whole).data?.customers?.pageInfo?.hasNextPage).toBe(false);
    expect(customers().pageInfo.hasNextPage).toBe(false);
    expect(names()).toHaveLength(COUNT);
    expect(new Set(names()).size).toBe(COUNT);
    expect(names()).toEqual([...names()].sort());
  });

  it("accepts the same page twice without showing it twice", async () => {
    const { more, names } = await watchCustomers();

    await Promise.all([more(), more()]);

    expect(names()).toHaveLength(40);
    expect(new Set(names()).size).toBe(40);
  });

  it("stays complete when an early page arrives again", async () => {
    const { list, customers, more, names } = await watchCustomers();
    const firstEnd = customers().pageInfo.endCursor;
    await more();
    await more();

    await list.fetchMore({ variables: { after: firstEnd } });

    expect(new Set(names()).size).toBe(COUNT);
    expect(names()).toHaveLength(COUNT);
    expect(customers().pageInfo.hasNextPage).toBe(false);
  });

  it("loses no customer when one was added at the top or removed before it grows", async () => {
    const { customers, more, names } = await watchCustomers();
    const top = { __ref: client.cache.identify({ __typename: "Customer", id: parentId }) };
    await client.query({ query: CustomerSummaryDocument, variables: { id: parentId } });

    client.cache.modify({
      fields: {
        customers: (kept) => ({ ...kept, nodes: [top, ...kept.nodes] }),
      },
    });
    await more();
    client.cache.modify({
      fields: {
        customers: (kept) => ({ ...kept, nodes: kept.nodes.slice(2) }),
      },
    });
    await more();

    expect(names()).toEqual([...names()].sort());
    expect(names()).toHaveLength(COUNT - 1);
    expect(customers().pageInfo.hasNextPage).toBe(false);
  });

  it("is separate for each filter, and kept when the filter changes", async () => {
    const { more, names } = await watchCustomers();
    await more();
    const other = await client.query({
      query: CustomersDocument,
      variables: { where: { displayName: { contains: "zenith" } } },
    });

    expect(other.data?.customers.nodes.map(({ displayName }) => displayName)).toEqual(["Zenith Holding"]);
    expect(names()).toHaveLength(40);
  });

  it("restarts when its first page is refetched", async () => {
    const { list, more, names } = await watchCustomers();
    await more();

    await list.refetch();

    expect(names()).toHaveLength(20);
    await more();
    expect(new Set(names()).size).toBe(40);
  });

  it("grows by edges as by nodes", async () => {
    const query = gql`
      query Edges($where: CustomerCondition, $after: String) {
        customers(where: $where, after: $after) {
          edges { cursor node { id displayName } }
          pageInfo { hasNextPage endCursor }
        }
      }
    `;
    const list = client.watchQuery({ query, variables: ofParent() });
    await shown(list);
    const edges = () => read<Edges, Record<string, unknown>>(query, ofParent()).customers.edges;
    const last = () => edges().at(-1)?.cursor;

    await list.fetchMore({ variables: { after: last() } });
    await list.fetchMore({ variables: { after: last() } });

    expect(edges()).toHaveLength(COUNT);
    expect(new Set(edges().map(({ node }) => node.id)).size).toBe(COUNT);
  });

  it("does not change when customers are counted, and the count is kept with it", async () => {
    const { more, names } = await watchCustomers();
    await more();

    await client.query({ query: CustomerCountDocument, variables: ofParent() });

    expect(names()).toHaveLength(40);
    expect(read(CustomerCountDocument, ofParent()).customers.totalCount).toBe(COUNT);
  });

  it("no longer has an evicted customer", async () => {
    const { customers, names } = await watchCustomers();
    const [first] = customers().nodes;

    client.cache.evict({ id: client.cache.identify({ __typename: "Customer", id: first?.id }) });

    expect(names()).toHaveLength(19);
    expect(names()).not.toContain(first?.displayName);
  });
});

describe("A cached customer", () => {
  const watchCustomer = async () => {
    const customer = client.watchQuery({ query: CustomerDocument, variables: { id: parentId } });
    await shown(customer);
    return { customer, data: () => read(CustomerDocument, { id: parentId }).customer };
  };

  it("grows its contacts through their own query", async () => {
    const { customer, data } = await watchCustomer();
    const more = () =>
      customer.fetchMore({
        query: CustomerContactsDocument,
        variables: { id: parentId, after: data()?.contacts?.pageInfo.endCursor },
      });

    await more();
    await more();

    expect(data()?.contacts?.nodes).toHaveLength(45);
    expect(new Set(data()?.contacts?.nodes.map(({ id }) => id)).size).toBe(45);
    expect(data()?.contacts?.pageInfo.hasNextPage).toBe(false);
  });

  it("keeps the rest of its relationship when part of it changes", async () => {
    const { data } = await watchCustomer();

    await client.mutate({
      mutation: CustomerFunnelStageSetDocument,
      variables: { input: { customerId: parentId, funnelStage: "LEAD" } },
    });
    await client.query({ query: CustomerNotesDocument, variables: { id: parentId } });

    expect(data()?.relationship?.funnelStage).toBe("LEAD");
    expect(data()?.relationship?.funnelStageHistory.nodes[0]?.to).toBe("LEAD");
    expect(data()?.relationship?.mailingOptOut).toBe(false);
  });

  it("shows a new contact without a refetch", async () => {
    const { data } = await watchCustomer();
    const before = asked;

    await client.mutate({
      mutation: CustomerContactCreateDocument,
      variables: { input: { customerId: parentId, name: "Aaron" } },
    });

    expect(asked).toBe(before + 1);
    expect(data()?.contacts?.nodes.map(({ name }) => name)).toContain("Contact 00");
    expect(data()?.version).toBeGreaterThan(1);
  });

  it("shows what others changed of one record when only that record is fetched again", async () => {
    const { data } = await watchCustomer();
    const [shownFirst] = data()?.contacts?.nodes ?? [];
    await testDatabase
      .session(viewer.tenantId)
      .write((manager) =>
        manager.query("update contacts.contact set job_title = 'Buyer' where tenant_id = $1 and id = $2", [
          viewer.tenantId,
          shownFirst?.id,
        ]),
      );
    const before = asked;

    await client.query({
      query: RecordDocument,
      variables: { id: shownFirst?.id ?? "" },
      fetchPolicy: "network-only",
    });

    expect(asked).toBe(before + 1);
    expect(shownFirst?.jobTitle).toBeNull();
    expect(data()?.contacts?.nodes[0]?.jobTitle).toBe("Buyer");
  });

  it("has everything that an optimistic response needs, and rolls back a refused change", async () => {
    const { data } = await watchCustomer();
    const shown = client.readFragment<CustomerAfterUpdateFragment>({
      from: { __typename: "Customer", id: parentId },
      fragment: CustomerAfterUpdateFragmentDoc,
      fragmentName: "CustomerAfterUpdate",
    });
    if (!shown) throw new Error("the cache lacks a field of it");
    const nameShown = () =>
      client.cache.readQuery({ query: CustomerDocument, variables: { id: parentId }, optimistic: true })?.customer
        ?.displayName;

    const answered = client.mutate({
      mutation: CustomerUpdateDocument,
      variables: {
        input: { customerId: parentId, displayName: "Zenith Group", expectedVersion: shown.version + 1 },
        withContacts: false,
      },
      optimisticResponse: {
        customerUpdate: {
          __typename: "CustomerUpdatePayload",
          customer: { ...shown, displayName: "Zenith Group" },
          userErrors: [],
        },
      },
    });
    const meanwhile = nameShown();
    const { data: answer } = await answered;

    expect(meanwhile).toBe("Zenith Group");
    expect(answer?.customerUpdate.userErrors[0]?.code).toBe("CONFLICT");
    expect(answer?.customerUpdate.userErrors[0]?.params?.allowed).toEqual([String(data()?.version)]);
    expect(nameShown()).toBe("Zenith Holding");
  });

  it("has its children as a list that grows", async () => {
    const tree = client.watchQuery({ query: CustomerChildrenDocument, variables: { id: parentId } });
    await shown(tree);
    const children = () => read(CustomerChildrenDocument, { id: parentId }).customer?.children;

    await tree.fetchMore({ variables: { after: children()?.pageInfo.endCursor } });
    await tree.fetchMore({ variables: { after: children()?.pageInfo.endCursor } });

    expect(new Set(children()?.nodes.map(({ id }) => id)).size).toBe(COUNT);
    expect(children()?.nodes[0]?.children.totalCount).toBe(0);
    expect(children()?.totalCount).toBe(COUNT);
  });

  it("is found by its id once a list has shown it", async () => {
    const { customers } = await watchCustomers();
    const [first] = customers().nodes;
    const before = asked;

    const { data } = await client.query({ query: CustomerSummaryDocument, variables: { id: first?.id ?? "" } });

    expect(data?.customer?.displayName).toBe(first?.displayName);
    expect(asked).toBe(before);
  });
});

describe("The policies of the cache", () => {
  const objectTypes = Object.values(schema.getTypeMap()).filter(isObjectType);

  it("cover every connection of the schema", () => {
    const connections = objectTypes.flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => getNamedType(field.type).name.endsWith("Connection"))
        .map((field) => [type.name, field.name] as const),
    );

    expect(connections.length).toBeGreaterThan(15);
    for (const [type, field] of connections)
      expect([type, field, typePolicies[type]?.fields?.[field]]).toEqual([
        type,
        field,
        expect.objectContaining({ merge: expect.any(Function) }),
      ]);
  });

  it("merge a customer's objects without an id, and replace values as a whole", () => {
    const isKept = (name: string) => !/^__|Connection$|Edge$|Payload$|Result$/.test(name);
    const withoutId = objectTypes
      .filter(({ name }) => isKept(name) && !["Query", "Mutation"].includes(name))
      .filter((type) => !("id" in type.getFields()))
      .map(({ name }) => name);
    const values = [
      "FunnelCrmLink",
      "Money",
      "PaymentTerms",
      "Permission",
      "TaxValidation",
      "PageInfo",
      "UserError",
      "UserErrorParams",
    ];
    const inLists = [
      "CustomerAncestor",
      "CustomerDescendant",
      "CustomerGroup",
      "CustomerGroupSum",
      "CustomerHit",
      "CustomerSearchMatch",
      "CustomerViewOrder",
      "ExternalIdentifier",
      "FunnelStageChange",
      "OrderDeskAddress",
      "OrderDeskContact",
    ];

    const parts = withoutId.filter((name) => typePolicies[name]?.merge === true);
    const keyed = withoutId.filter((name) => typePolicies[name]?.keyFields);
    expect([...parts, ...keyed, ...values, ...inLists].sort()).toEqual([...withoutId].sort());
  });
});
