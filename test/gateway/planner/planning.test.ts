import { buildSubgraphSchema } from "@apollo/subgraph";
import type { GraphQLSchema } from "graphql";
import { GraphQLError, parse, validate } from "graphql";
import type { Gateway } from "../../../gateway/request/graph-gateway.ts";
import { createGateway } from "../../../gateway/request/graph-gateway.ts";
import { composeSupergraph } from "../../../gateway/supergraph/compose.ts";
import { inProcess } from "../../../gateway/transport/in-process.ts";
import { FATAL_OPERATION, FATAL_SUBGRAPHS } from "../../support/engine/fatal.ts";
import { asJson, requestOf } from "../../support/engine/gateway.ts";
import { LINK } from "../../support/engine/subgraph.ts";

interface Subgraph {
  readonly sdl: string;
  readonly resolvers: object;
}

/** A gateway over subgraphs that a test defines; `edit` may change the composed supergraph. */
const over = (subgraphs: Readonly<Record<string, Subgraph>>, edit = (sdl: string) => sdl): Promise<Gateway> => {
  const sources = Object.entries(subgraphs).map(([name, { sdl }]) => ({
    name,
    url: `http://${name}.invalid`,
    sdl: `${LINK}\n${sdl}`,
  }));
  const schemas = new Map<string, GraphQLSchema>(
    sources.map(({ name, sdl }) => [
      name,
      buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: subgraphs[name]?.resolvers as never }),
    ]),
  );
  return createGateway({
    planTimeLimit: 60_000,
    supergraphSdl: edit(composeSupergraph(sources).supergraphSdl),
    transports: (name) => inProcess({ name, schema: schemas.get(name) as GraphQLSchema, createContext: () => ({}) }),
  });
};

const ask = async (gateway: Gateway, text: string) => {
  let errors: readonly unknown[] = [];
  const document = parse(text);
  gateway.onSchemaLoadOrUpdate(({ apiSchema }) => {
    errors = validate(apiSchema, document);
  });
  await gateway.load({ apollo: {} });
  expect(errors).toEqual([]);
  return asJson(await gateway.execute({ document, context: requestOf() }));
};

describe("The planner", () => {
  it("does not abort on one field with different arguments on different types", async () => {
    const gateway = await over({
      catalog: {
        sdl: `type Query { departments: [Department!] } interface Department { id: ID! }
          type Aquatics implements Department { id: ID! photo: Photo } type Reptiles implements Department { id: ID! photo: Photo }
          type Photo @key(fields: "id") { id: ID! }`,
        resolvers: {
          Query: {
            departments: () => [
              { __typename: "Aquatics", id: "1", photo: { id: "p" } },
              { __typename: "Reptiles", id: "2", photo: { id: "p" } },
            ],
          },
        },
      },
      media: {
        sdl: 'type Photo @key(fields: "id") { id: ID! thumbnail(width: Int!): String }',
        resolvers: { Photo: { thumbnail: ({ id }: { id: string }, { width }: { width: number }) => `${id} ${width}` } },
      },
    });

    const answer = await ask(
      gateway,
      "{ departments { ... on Aquatics { photo { thumbnail(width: 1) } } ... on Reptiles { photo { thumbnail(width: 2) } } } }",
    );

    expect(answer).toEqual({
      data: { departments: [{ photo: { thumbnail: "p 1" } }, { photo: { thumbnail: "p 2" } }] },
    });
  });

  it.each([
    ["arguments of which a short hash would be the same", '"b!"', '"aB"'],
    ["arguments that differ in their type", "1", '"1"'],
  ])("does not abort on %s", async (_, first, second) => {
    const gateway = await over({
      catalog: {
        sdl: `type Query { all: [Thing!] } interface Thing { id: ID! }
          type A implements Thing { id: ID! text(of: ID!): String } type B implements Thing { id: ID! text(of: ID!): String }`,
        resolvers: {
          Query: { all: () => [{ __typename: "A" }, { __typename: "B" }] },
          A: { text: (_a: unknown, { of }: { of: string }) => `A ${of}` },
          B: { text: (_b: unknown, { of }: { of: string }) => `B ${of}` },
        },
      },
    });

    const answer = await ask(gateway, `{ all { ... on A { text(of: ${first}) } ... on B { text(of: ${second}) } } }`);

    const plain = (value: string) => JSON.parse(value);
    expect(answer).toEqual({ data: { all: [{ text: `A ${plain(first)}` }, { text: `B ${plain(second)}` }] } });
  });

  it("plans once for fields whose arguments are in a different order", async () => {
    const gateway = await over({
      catalog: {
        sdl: `type Query { find(a: Int, where: Where): Found } input Where { x: Int y: Int } type Found { a: Int x: Int y: Int }`,
        resolvers: { Query: { find: (_q: unknown, { a, where }: { a: number; where: object }) => ({ a, ...where }) } },
      },
    });

    const answer = await ask(
      gateway,
      "{ find(a: 1, where: { x: 2, y: 3 }) { a } find(where: { y: 3, x: 2 }, a: 1) { x y } }",
    );

    expect(answer).toEqual({ data: { find: { a: 1, x: 2, y: 3 } } });
  });

  it("fails no other request when it ends", async () => {
    const gateway = await over(FATAL_SUBGRAPHS);

    const [fatal, other] = await Promise.all([ask(gateway, FATAL_OPERATION), ask(gateway, "{ ps { id } }")]);

    expect(fatal.errors).toMatchObject([{ extensions: { code: "INTERNAL_SERVER_ERROR" } }]);
    expect(other).toEqual({ data: { ps: [{ id: "1" }] } });
    await gateway.stop?.();
  });

  it("plans what ended it again once the supergraph has changed", async () => {
    const gateway = await over(FATAL_SUBGRAPHS);
    expect(await ask(gateway, FATAL_OPERATION)).toMatchObject({ errors: [{}] });

    const plannable = gateway.supergraphSdl().replace(/ @join__type\(graph: \w+, key: "sku"\)/g, "");
    await gateway.replaceSupergraph(plannable);

    expect(await ask(gateway, FATAL_OPERATION)).toEqual({ data: { p: { cost: 4 } } });
    await gateway.stop?.();
  });

  it("plans interfaces that no type implements within their own subgraph", async () => {
    const gateway = await over({
      known: {
        sdl: 'type Query { a: Int } interface Node @key(fields: "id") { id: ID! }',
        resolvers: { Query: { a: () => 1 } },
      },
      objects: {
        sdl: 'type Query { node: Node } type Node @key(fields: "id", resolvable: false) @interfaceObject { id: ID! label: String }',
        resolvers: { Query: { node: () => ({ id: "n", label: "a label" }) } },
      },
    });

    expect(await ask(gateway, "{ node { id label } }")).toEqual({ data: { node: { id: "n", label: "a label" } } });
  });

  it("never gets a document that grows beyond bounds", async () => {
    const gateway = await over({
      people: { sdl: "type Query { me: Person } type Person { id: ID! friend: Person }", resolvers: {} },
    });
    const fragments = Array.from(
      { length: 20 },
      (_, n) => `fragment F${n} on Person { a: friend { ...F${n + 1} } b: friend { ...F${n + 1} } }`,
    );

    const { errors } = await ask(gateway, `{ me { ...F0 } } ${fragments.join(" ")} fragment F20 on Person { id }`);

    expect(errors?.[0]).toMatchObject({
      message: "The operation is too large.",
      extensions: { code: "OPERATION_REFUSED" },
    });
  });

  it("never gets a subscription", async () => {
    const gateway = await over({
      people: { sdl: "type Query { a: Int } type Subscription { ticks: Int }", resolvers: {} },
    });

    const { errors } = await ask(gateway, "subscription { ticks }");

    expect(errors?.[0]).toMatchObject({
      message: "This gateway does not support subscriptions.",
      extensions: { code: "OPERATION_REFUSED" },
    });
  });
});

describe("A plan", () => {
  it("may fetch entities whose key is __typename alone", async () => {
    const gateway = await over({
      shop: {
        sdl: 'type Query { entry: Entry none: Entry } type Entry @key(fields: "__typename") { sku: String! }',
        resolvers: { Query: { entry: () => ({ sku: "s" }), none: () => null } },
      },
      ranks: {
        sdl: 'type Entry @key(fields: "__typename") { score: Int }',
        resolvers: { Entry: { __resolveReference: () => ({ score: 5 }) } },
      },
    });

    expect(await ask(gateway, "{ entry { sku score } none { score } }")).toEqual({
      data: { entry: { sku: "s", score: 5 }, none: null },
    });
  });

  describe("with a Query returned by a field", () => {
    /** Apollo's composition accepts a field of type Query, the one used here does not. */
    const edit = (sdl: string) => sdl.replace(/: Root!/g, ": Query!").replace(/type Root[^}]*}/, "");
    const root = { a: () => 1, pages: () => [{ query: {} }, { query: {} }] };
    const subgraphs = {
      first: {
        sdl: `type Query { a: Int pages: [Page!]! } type Page { query: Root! } type Root { a: Int pages: [Page!]! }
          type Mutation { set(to: Int): Payload none: Payload } type Payload { ok: Boolean query: Root! }`,
        resolvers: {
          Query: root,
          Root: root,
          Mutation: { set: (_: unknown, { to }: { to: number }) => ({ ok: to > 0, query: {} }), none: () => null },
        },
      },
      second: {
        sdl: "type Query { b(n: Int): Int! c: C } type C { d: Int }",
        resolvers: {
          Query: {
            b: (_: unknown, { n = 2 }) => {
              if (n === 0) throw new GraphQLError("n is 0", { extensions: { code: "BAD_USER_INPUT" } });
              return n;
            },
            c: () => ({ d: 3 }),
          },
        },
      },
    };

    it.each([
      ["{ pages { query { a b c { d } } } }", { pages: [1, 2].map(() => ({ query: { a: 1, b: 2, c: { d: 3 } } })) }],
      ["mutation { set(to: 1) { ok query { a b } } }", { set: { ok: true, query: { a: 1, b: 2 } } }],
      ["mutation { set(to: 1) { query { x: b(n: 4) y: b(n: 5) } } }", { set: { query: { x: 4, y: 5 } } }],
      ["mutation { none { query { b } } }", { none: null }],
      [
        "{ pages { query { pages { query { b } } } } }",
        {
          pages: [1, 2].map(() => ({ query: { pages: [1, 2].map(() => ({ query: { b: 2 } })) } })),
        },
      ],
    ])("answers its fields from every subgraph: %s", async (text, data) => {
      expect(await ask(await over(subgraphs, edit), text)).toEqual({ data });
    });

    it("reports its errors at each place", async () => {
      const { data, errors } = await ask(await over(subgraphs, edit), "{ a pages { query { b(n: 0) } } }");

      expect(data).toBeNull();
      expect(errors).toMatchObject([{ message: "n is 0", extensions: { code: "BAD_USER_INPUT", service: "second" } }]);
      expect(errors?.[0]?.path).toEqual(["pages", expect.any(Number), "query", "b"]);
    });
  });

  it("that leads back into the subgraph of a @requires field is refused with the field and what to do", async () => {
    const gateway = await over({
      products: {
        sdl: 'type Query { product: Product } type Product @key(fields: "id") { id: ID! weight: Int }',
        resolvers: {},
      },
      shipping: {
        sdl: `type Query { best: Product } type Product @key(fields: "id") { id: ID! weight: Int @external
          cost(by: String): Int @requires(fields: "weight") similar: Product alike: [Product] }`,
        resolvers: {},
      },
    });

    const { data, errors } = await ask(
      gateway,
      'query ($yes: Boolean = true) { mine: product { ... @include(if: $yes) { twins: alike { price: cost(by: "air") id } } } }',
    );

    expect(data).toBeUndefined();
    expect(errors).toEqual([
      {
        message:
          'Product.cost cannot be planned at "mine.twins": it needs other fields first, of an entity that its own subgraph brings along. Leave it out here and ask for it in a second request, by what identifies that entity.',
        extensions: { code: "OPERATION_REFUSED", http: { status: 400 } },
      },
    ]);
  });
});

describe("The clients' schema", () => {
  it("has no federation machinery and nothing inaccessible", async () => {
    const gateway = await over({
      people: {
        sdl: `type Query { "who" me(hidden: Int @inaccessible, shown: Int = 3): Person @deprecated(reason: "old") }
          type Person @key(fields: "id") { id: ID! secret: String @inaccessible role: Role }
          enum Role { ADMIN HIDDEN @inaccessible } type Lost @inaccessible { id: ID }`,
        resolvers: {},
      },
    });

    const { data, errors } = await ask(
      gateway,
      "{ __schema { types { name fields(includeDeprecated: true) { name args { name } } enumValues { name } } directives { name } } }",
    );

    expect(errors).toBeUndefined();
    const own = data.__schema.types.filter(
      ({ name }: { name: string }) => /^(Query|Person|Role|Lost|join|link|_)/.test(name) && !name.startsWith("__"),
    );
    expect(own).toEqual([
      { name: "Query", fields: [{ name: "me", args: [{ name: "shown" }] }], enumValues: null },
      {
        name: "Person",
        fields: [
          { name: "id", args: [] },
          { name: "role", args: [] },
        ],
        enumValues: null,
      },
      { name: "Role", fields: null, enumValues: [{ name: "ADMIN" }] },
    ]);
    expect(data.__schema.directives.map(({ name }: { name: string }) => name).sort()).toEqual([
      "deprecated",
      "include",
      "oneOf",
      "skip",
      "specifiedBy",
    ]);
  });
});

describe("composeSupergraph", () => {
  it("lists why subgraphs do not compose", () => {
    const compose = (a: string, b: string) => () =>
      composeSupergraph([
        { name: "a", url: "", sdl: `${LINK} ${a}` },
        { name: "b", url: "", sdl: `${LINK} ${b}` },
      ]);

    expect(compose("type Query { x: Int }", "type Query { x: Int }")).toThrow(
      /do not compose:\n {2}- .*x.*shareable.*\(INVALID_FIELD_SHARING\)/,
    );
    expect(compose("type Query {", "type Query { y: Int }")).toThrow('The SDL of the subgraph "a" does not parse');
  });
});
