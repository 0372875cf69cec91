import { readFileSync } from "node:fs";
import { ApolloClient, type DocumentNode, HttpLink } from "@apollo/client";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { buildSchema, getNamedType, isObjectType, parse, print } from "graphql";
import { SDL } from "../../cli/graph/sdl.ts";
import { createCustomerCache } from "../../client/cache/index.ts";
import * as documents from "../../client/index.ts";
import { projectFile } from "../../platform/project.ts";
import { serveCustomerGraph } from "../support/client-graph.ts";
import { given } from "../support/given.ts";

const schema = buildSchema(readFileSync(projectFile("schema", "api.graphql"), "utf8"));

/** Every connection field of the schema, so that new ones are tested as well. */
const CONNECTIONS = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .flatMap((type) =>
    Object.values(type.getFields())
      .filter((field) => getNamedType(field.type).name.endsWith("Connection"))
      .map((field) => [type.name, field.name, getNamedType(field.type).name] as const),
  );

describe("A cached list that arrives as null because its subgraph is down", () => {
  const keep = (type: string, field: string, connection: string) => {
    const cache = createCustomerCache();
    const id = type === "Query" ? "ROOT_QUERY" : `${type}:1`;
    const fragment = parse(`fragment Part on ${type} {
      another
      ${field}(after: $after) { nodes { id } pageInfo { hasNextPage endCursor } }
    }`);
    const page = (...ids: string[]) => ({
      __typename: connection,
      nodes: ids.map((id) => ({ __typename: "Item", id })),
      pageInfo: { __typename: "PageInfo", hasNextPage: true, endCursor: ids.at(-1) ?? null },
    });
    const write = (after: string | null, value: object | null) =>
      cache.writeFragment({
        id,
        fragment,
        variables: { after },
        data: { __typename: type, another: "here", [field]: value },
      });
    return { page, write, read: () => cache.readFragment({ id, fragment, variables: { after: null } }) };
  };
  const itemsOf = (field: string, part: unknown) =>
    (part as Record<string, { nodes: { id: string }[] } | null>)[field]?.nodes.map(({ id }) => id);

  it.each(CONNECTIONS)("is null, and the rest of its %s is kept: %s", (type, field, connection) => {
    const { write, read } = keep(type, field, connection);

    write(null, null);

    expect(read()).toMatchObject({ another: "here", [field]: null });
  });

  it.each(CONNECTIONS)("replaces %s.%s, and is replaced when the subgraph is back", (type, field, connection) => {
    const { page, write, read } = keep(type, field, connection);
    write(null, page("1", "2"));

    write(null, null);
    const meanwhile = read();
    write(null, page("3"));

    expect(meanwhile).toMatchObject({ another: "here", [field]: null });
    expect(itemsOf(field, read())).toEqual(["3"]);
  });

  it.each(CONNECTIONS)("is not appended to the existing pages of %s.%s", (type, field, connection) => {
    const { page, write, read } = keep(type, field, connection);
    write(null, page("1", "2"));

    write("2", null);
    write("2", page("3"));

    expect(itemsOf(field, read())).toEqual(["1", "2", "3"]);
  });
});

describe("The cache while a facet is down", () => {
  const viewer = given.tenant();
  let down = "";
  let id: string;
  let graph: Awaited<ReturnType<typeof serveCustomerGraph>>;
  let client: ApolloClient;

  beforeAll(async () => {
    graph = await serveCustomerGraph(viewer, (facet) => facet === down);
    const [root = ""] = await given.chain(viewer, "Zenith Holding", "Zenith Hotels");
    id = await given.customer(viewer, {
      displayName: "Zenith Spa",
      parentId: root,
      primaryEmail: "spa@zenith.example",
      contacts: [{ name: "Ada Berg" }],
      addresses: [{ city: "Bern" }],
      relationship: { funnelStage: "LEAD" },
    });
    await given.customer(viewer, { displayName: "Zenith Pool", parentId: id });
  });

  afterAll(() => graph.close());

  beforeEach(() => {
    down = "";
    const headers = { authorization: `Bearer ${graph.token}` };
    client = new ApolloClient({ cache: createCustomerCache(), link: new HttpLink({ uri: graph.url, headers }) });
  });

  const variablesOf = (name: string): Record<string, unknown> =>
    ({ CustomerSearch: { text: "zenith" }, FunnelColumn: { stage: "LEAD" } })[name] ?? { id };

  const QUERIES = Object.entries(documents)
    .filter(([name]) => name.endsWith("Document"))
    .map(([, document]) => document as DocumentNode)
    .flatMap((document) => {
      const [operation] = document.definitions;
      return operation?.kind === "OperationDefinition" && operation.operation === "query"
        ? [{ name: operation.name?.value ?? "", document }]
        : [];
    });

  const cached = async ({ name, document }: (typeof QUERIES)[number]) => {
    const used = Object.entries(variablesOf(name)).filter(([variable]) => print(document).includes(`$${variable}:`));
    const variables = Object.fromEntries(used);
    const kept = await client.query({ query: document, variables, fetchPolicy: "network-only", errorPolicy: "all" });
    return { variables, kept: kept.data ?? null };
  };

  const answered = async (query: (typeof QUERIES)[number]) => {
    const { variables, kept } = await cached(query);
    const response = await fetch(graph.url, {
      method: "POST",
      headers: { authorization: `Bearer ${graph.token}`, "content-type": "application/json" },
      body: JSON.stringify({ query: print(query.document), variables }),
    });
    const { data } = (await response.json()) as { data: unknown };
    return { name: query.name, raw: data, kept };
  };

  it.each(Object.keys(SDL))(
    "keeps everything that is answered without %s, and loses nothing of it afterwards",
    async (facet) => {
      for (const query of QUERIES) expect((await answered(query)).raw).not.toBeNull();

      down = facet;
      let lacking = 0;
      for (const query of QUERIES) {
        const { name, raw, kept } = await answered(query);
        expect({ name, data: kept }).toEqual({ name, data: raw });
        if (JSON.stringify(raw).includes("null")) lacking += 1;
      }
      expect(lacking).toBeGreaterThan(0);

      down = "";
      for (const query of QUERIES) {
        const { name, raw, kept } = await answered(query);
        expect({ name, data: kept }).toEqual({ name, data: raw });
      }
    },
  );

  it("keeps what it knows of a customer when its contacts cannot be refetched", async () => {
    const { CustomerDocument } = documents;
    await client.query({ query: CustomerDocument, variables: { id } });

    down = "contacts";
    await client.query({ query: CustomerDocument, variables: { id }, fetchPolicy: "network-only", errorPolicy: "all" });

    expect(client.cache.readQuery({ query: CustomerDocument, variables: { id } })?.customer).toMatchObject({
      displayName: "Zenith Spa",
      contacts: null,
      addresses: null,
      primaryEmail: null,
      relationship: { funnelStage: "LEAD", notes: { nodes: [] } },
      parent: { displayName: "Zenith Holding" },
    });
  });
});
