import { ApolloClient, gql, HttpLink, type TypedDocumentNode } from "@apollo/client";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { filter, firstValueFrom } from "rxjs";
import { createCustomerCache, refreshCustomerLists } from "../../client/cache/index.ts";
import {
  CustomerChildrenDocument,
  CustomerCreateDocument,
  CustomerDeleteDocument,
  CustomerRestoreDocument,
  CustomerSearchDocument,
  CustomerStatusSetDocument,
  CustomerSummaryDocument,
  CustomersDocument,
  DeletedCustomersDocument,
} from "../../client/index.ts";
import { serveCustomerGraph } from "../support/client-graph.ts";
import { given } from "../support/given.ts";

describe("Pages that arrive in any order", () => {
  interface Customers {
    readonly customers: {
      readonly nodes?: readonly { readonly id: string }[];
      readonly edges?: readonly { readonly node: { readonly id: string } }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
  }
  const BY_NODES: TypedDocumentNode<Customers, { after?: string }> = gql`
    query Nodes($after: String) { customers(after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }
  `;
  const BY_EDGES: TypedDocumentNode<Customers, { after?: string }> = gql`
    query Edges($after: String) { customers(after: $after) { edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }
  `;

  const listOf = (query: typeof BY_NODES) => {
    const cache = createCustomerCache();
    const customer = (id: string) => ({ __typename: "Customer", id });
    const write = (after: string | null, ids: string, hasNextPage = true) => {
      const nodes = [...ids].map(customer);
      const customers = {
        __typename: "CustomerConnection",
        nodes,
        edges: nodes.map((node) => ({ __typename: "CustomerEdge", cursor: `c${node.id}`, node })),
        pageInfo: { __typename: "PageInfo", hasNextPage, endCursor: ids ? `c${ids.at(-1)}` : null },
      };
      cache.writeQuery({ query, variables: after === null ? {} : { after }, data: { customers } });
    };
    const read = (variables: { after?: string } = {}) => {
      const kept = cache.readQuery({ query, variables })?.customers;
      if (!kept) return undefined;
      const ids = kept.nodes?.map(({ id }) => id) ?? kept.edges?.map(({ node }) => node.id) ?? [];
      return { ids: ids.join(""), end: kept.pageInfo.endCursor, more: kept.pageInfo.hasNextPage };
    };
    return { cache, write, read };
  };

  describe.each([
    ["nodes", BY_NODES],
    ["edges", BY_EDGES],
  ])("asked by %s", (_, query) => {
    it("end where the last non-empty page ends when the very last page is empty", () => {
      const { write, read } = listOf(query);
      write(null, "12");

      write("c2", "", false);
      const ended = read();
      write("c2", "3", false);

      expect(ended).toEqual({ ids: "12", end: "c2", more: false });
      expect(read()).toEqual({ ids: "123", end: "c3", more: false });
    });

    it("leave no gap when a refetched first page overtakes a later one", () => {
      const { write, read } = listOf(query);
      write(null, "12");
      write("c2", "34");
      write("c4", "56");

      write(null, "12");
      write("c6", "78");
      const meanwhile = read();
      write("c2", "34");

      expect(meanwhile).toEqual({ ids: "12", end: "c2", more: true });
      expect(read()).toEqual({ ids: "1234", end: "c4", more: true });
    });

    it("show no removed customer when a page of the old list arrives after the new first page", () => {
      const { write, read } = listOf(query);
      write(null, "12");

      write(null, "92");
      write("c2", "34");
      write(null, "19");
      write("c2", "34");

      expect(read()).toEqual({ ids: "19", end: "c9", more: true });
    });

    it("do not form a list without the first page, which is then fetched", () => {
      const { write, read, cache } = listOf(query);
      write(null, "12");
      refreshCustomerLists(cache);

      write("c2", "34");

      expect(read()).toBeUndefined();
      expect(read({ after: "c2" })).toEqual({ ids: "34", end: "c4", more: true });
      write(null, "12");
      expect(read()).toEqual({ ids: "12", end: "c2", more: true });
    });

    it("start empty when nothing matches, and grow from there", () => {
      const { write, read } = listOf(query);
      write(null, "12");

      write(null, "", false);
      write("c2", "34");

      expect(read()).toEqual({ ids: "", end: null, more: false });
    });
  });
});

describe("refreshCustomerLists", () => {
  const viewer = given.tenant();
  let graph: Awaited<ReturnType<typeof serveCustomerGraph>>;
  let client: ApolloClient;
  let parentId: string;
  let asked: string[];

  beforeAll(async () => {
    graph = await serveCustomerGraph(viewer);
    parentId = await given.customer(viewer, { displayName: "Zenith Holding" });
    await given.customer(viewer, { displayName: "Zenith Hotels", parentId });
  });

  afterAll(() => graph.close());

  beforeEach(() => {
    asked = [];
    const headers = { authorization: `Bearer ${graph.token}` };
    const listening: typeof fetch = (input, init) => {
      asked.push((JSON.parse(String(init?.body)) as { operationName: string }).operationName);
      return fetch(input, init);
    };
    client = new ApolloClient({
      cache: createCustomerCache(),
      link: new HttpLink({ uri: graph.url, headers, fetch: listening }),
    });
  });

  /** Watches a list as a component would, and waits until it has exactly the given names. */
  const shown = <Data, Variables extends Record<string, unknown>>(
    query: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    namesIn: (data: Data) => readonly string[] | undefined,
  ) => {
    const list = client.watchQuery({ query, variables } as never);
    list.subscribe({});
    const names = ({ data }: { data?: unknown }) => (data ? [...(namesIn(data as Data) ?? [])].sort() : undefined);
    return (...expected: readonly string[]) =>
      firstValueFrom(list.pipe(filter((result) => String(names(result)) === String([...expected].sort()))));
  };
  const showAll = () => {
    const nameOf = ({ displayName }: { readonly displayName: string }) => displayName;
    return {
      list: shown(CustomersDocument, {}, ({ customers }) => customers.nodes.map(nameOf)),
      search: shown(CustomerSearchDocument, { text: "zenith" }, ({ customerSearch }) =>
        customerSearch.nodes.map(nameOf),
      ),
      deleted: shown(DeletedCustomersDocument, {}, ({ deletedCustomers }) => deletedCustomers.nodes.map(nameOf)),
      children: shown(CustomerChildrenDocument, { id: parentId }, ({ customer }) =>
        customer?.children.nodes.map(nameOf),
      ),
    };
  };

  const HOLDING = "Zenith Holding";
  const HOTELS = "Zenith Hotels";
  const SPA = "Zenith Spa";

  it("corrects every visible list after a customer is created, archived, deleted or restored", async () => {
    const { list, search, deleted, children } = showAll();
    await Promise.all([list(HOLDING, HOTELS), search(HOLDING, HOTELS), deleted(), children(HOTELS)]);

    const { data } = await client.mutate({
      mutation: CustomerCreateDocument,
      variables: { input: { displayName: SPA, party: { organization: { name: SPA } }, parentId } },
      update: refreshCustomerLists,
    });
    const id = data?.customerCreate.customer?.id ?? "";
    await Promise.all([list(HOLDING, HOTELS, SPA), search(HOLDING, HOTELS, SPA), deleted(), children(HOTELS, SPA)]);

    await client.mutate({
      mutation: CustomerStatusSetDocument,
      variables: { input: { customerId: id, status: "ARCHIVED" } },
      update: refreshCustomerLists,
    });
    await Promise.all([list(HOLDING, HOTELS), search(HOLDING, HOTELS), deleted()]);

    await client.mutate({
      mutation: CustomerRestoreDocument,
      variables: { input: { customerId: id } },
      update: refreshCustomerLists,
    });
    await Promise.all([list(HOLDING, HOTELS, SPA), search(HOLDING, HOTELS, SPA), deleted(), children(HOTELS, SPA)]);

    await client.query({ query: CustomerSummaryDocument, variables: { id } });
    await client.mutate({
      mutation: CustomerDeleteDocument,
      variables: { input: { customerId: id } },
      update: refreshCustomerLists,
    });
    await Promise.all([list(HOLDING, HOTELS), search(HOLDING, HOTELS), deleted(SPA), children(HOTELS)]);
    expect((await client.query({ query: CustomerSummaryDocument, variables: { id } })).data?.customer).toBeNull();

    await client.mutate({
      mutation: CustomerRestoreDocument,
      variables: { input: { customerId: id } },
      update: refreshCustomerLists,
    });
    await Promise.all([list(HOLDING, HOTELS, SPA), search(HOLDING, HOTELS, SPA), deleted(), children(HOTELS, SPA)]);
    const { data: again } = await client.query({ query: CustomerSummaryDocument, variables: { id } });
    expect(again?.customer?.displayName).toBe(SPA);
  });

  it("refetches a hidden list when it is next shown, and not before", async () => {
    const { data } = await client.query({ query: CustomersDocument });
    const before = data?.customers.nodes.length ?? 0;

    await client.mutate({
      mutation: CustomerCreateDocument,
      variables: { input: { displayName: "Alba", party: { organization: { name: "Alba" } } } },
      update: refreshCustomerLists,
    });
    const afterwards = [...asked];
    const next = await client.query({ query: CustomersDocument });

    expect(afterwards).toEqual(["Customers", "CustomerCreate"]);
    expect(next.data?.customers.nodes).toHaveLength(before + 1);
  });

  it("refetches customers that were looked up by something other than an id", async () => {
    const found = gql`{
      customersByAccountNumber(accountNumber: "Z-1") { id }
      customerByExternalId(source: NETSUITE, externalId: "Z-1") { id }
    }`;
    const { data: before } = await client.query({ query: found });

    const { data } = await client.mutate({
      mutation: CustomerCreateDocument,
      variables: {
        input: {
          displayName: "Alba",
          accountNumber: "Z-1",
          externalIdentifiers: [{ source: "NETSUITE", externalId: "Z-1" }],
        },
      },
      update: refreshCustomerLists,
    });

    const id = data?.customerCreate.customer?.id;
    expect(before).toMatchObject({ customersByAccountNumber: [], customerByExternalId: null });
    expect((await client.query({ query: found })).data).toMatchObject({
      customersByAccountNumber: [{ id }],
      customerByExternalId: { id },
    });
  });

  it("leaves the lists alone when the change was refused", async () => {
    await client.query({ query: CustomersDocument });

    const { data } = await client.mutate({
      mutation: CustomerDeleteDocument,
      variables: { input: { customerId: "0198c0de-0000-7000-8000-00000000dead" } },
      update: refreshCustomerLists,
    });
    await client.query({ query: CustomersDocument });

    expect(data?.customerDelete.userErrors).not.toEqual([]);
    expect(asked).toEqual(["Customers", "CustomerDelete"]);
  });
});
