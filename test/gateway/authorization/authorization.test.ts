import { parse } from "graphql";
import { linksOf } from "../../../gateway/supergraph/links.ts";
import { protectedGraph, reader } from "../../support/protected-graph.ts";

const forbidden = (path: string, needs: string) => ({
  path,
  code: "FORBIDDEN",
  message: expect.stringContaining(needs),
});

const shop = {
  sdl: `
    type Query {
      open: Int
      secret: Int @requiresScopes(scopes: [["a", "b"], ["c"]])
      strict: Int! @requiresScopes(scopes: [["a"]])
      own: Int @authenticated
      account: Account
      accounts: [Account!]
      price: Money
      level: Level
      item(id: ID!): Item
      items: [Item!]!
      loose: [Item]
    }
    type Mutation {
      free: Int
      pay: Int @requiresScopes(scopes: [["a"]])
      must: Int! @requiresScopes(scopes: [["a"]])
      order: Order
    }
    type Order { id: ID code: Int! @requiresScopes(scopes: [["a"]]) }
    type Account @requiresScopes(scopes: [["a"]]) { id: ID owner: String }
    scalar Money @requiresScopes(scopes: [["a"]])
    enum Level @authenticated { LOW HIGH }
    interface Item { id: ID! name: String }
    type Book implements Item @key(fields: "id") { id: ID! name: String @requiresScopes(scopes: [["a"]]) weight: Int @requiresScopes(scopes: [["a"]]) }
    type Film implements Item { id: ID! name: String }
    type Diary implements Item @requiresScopes(scopes: [["a"]]) { id: ID! name: String }`,
  resolvers: {
    Query: {
      open: () => 1,
      secret: () => 2,
      strict: () => 3,
      own: () => 4,
      account: () => ({ id: "x", owner: "Ada" }),
      accounts: () => [{ id: "x", owner: "Ada" }],
      price: () => 5,
      level: () => "HIGH",
      item: (_: unknown, { id }: { id: string }) => items.find((each) => each.id === id),
      items: () => items,
      loose: () => items,
    },
    Mutation: {
      free: () => done.push("free"),
      pay: () => done.push("pay"),
      must: () => done.push("must"),
      order: () => ({ id: "o", code: 7, count: done.push("order") }),
    },
  },
};

const items = [
  { __typename: "Book", id: "b", name: "Emma", weight: 300 },
  { __typename: "Film", id: "f", name: "Ran" },
  { __typename: "Diary", id: "d", name: "Mine" },
];

const postage = {
  sdl: `type Book @key(fields: "id") { id: ID! weight: Int @external postage: Int @requires(fields: "weight") @requiresScopes(scopes: [["a"]]) }`,
  resolvers: { Book: { postage: ({ weight }: { weight: number }) => weight * 2 } },
};

const done: string[] = [];

const NEEDS_A = / @requiresScopes\(scopes: \[\["a"\]\]\)/g;

/**
 * The supergraph as older composition versions write it: interfaces, and fields with `@requires`,
 * do not inherit the scopes they depend on.
 */
const plain = (sdl: string) => sdl.replace(/interface Item [^}]*\}|postage: .*/g, (text) => text.replace(NEEDS_A, ""));

let graph: Awaited<ReturnType<typeof protectedGraph>>;
let older: Awaited<ReturnType<typeof protectedGraph>>;

beforeAll(async () => {
  graph = await protectedGraph({ shop, postage });
  older = await protectedGraph({ shop, postage }, { edit: plain });
});

beforeEach(() => {
  done.length = 0;
});

describe("@requiresScopes at the gateway", () => {
  it("makes a field null with FORBIDDEN at its path, and asks no subgraph for it", async () => {
    const { data, errors, asked } = await graph.ask(reader("a"), "{ open x: secret }");

    expect(data).toEqual({ open: 1, x: null });
    expect(errors).toEqual([{ path: "x", code: "FORBIDDEN", message: "Query.secret needs the scope a and b, or c." }]);
    expect(asked).toContain("open");
    expect(asked).not.toContain("secret");
  });

  it.each([[["a", "b"]], [["c"]], [["a", "b", "c", "other"]]])("shows it to a viewer with %s", async (scopes) => {
    const { data, errors } = await graph.ask(reader(...scopes), "{ secret }");

    expect({ data, errors }).toEqual({ data: { secret: 2 }, errors: [] });
  });

  it("asks no subgraph if everything requested is denied", async () => {
    const { data, errors, asked } = await graph.ask(reader(), "{ secret account { id } }");

    expect(data).toEqual({ secret: null, account: null });
    expect(errors).toEqual([forbidden("secret", "Query.secret"), forbidden("account", "Account needs")]);
    expect(asked).toBe("");
  });

  it("propagates null from a non-null field", async () => {
    const { data, errors } = await graph.ask(reader(), "{ open strict }");

    expect(data).toBeNull();
    expect(errors).toEqual([forbidden("strict", "Query.strict")]);
  });

  it.each([
    ["an object type", "{ account { owner } accounts { id } }", ["account", "accounts"], "Account"],
    ["a scalar", "{ price }", ["price"], "Money"],
  ])("on %s protects the fields that return it", async (_, text, paths, type) => {
    const { data, errors, asked } = await graph.ask(reader("b"), text);

    expect(Object.values(data)).toEqual(paths.map(() => null));
    expect(errors).toEqual(paths.map((path) => forbidden(path, `${type} needs the scope a.`)));
    expect(asked).toBe("");
    expect((await graph.ask(reader("a"), text)).errors).toEqual([]);
  });

  it("still fetches what the @requires of a visible field needs", async () => {
    const { data, errors } = await older.ask(reader(), `{ item(id: "b") { ... on Book { weight postage } } }`);

    expect(data).toEqual({ item: { weight: null, postage: 600 } });
    expect(errors).toEqual([forbidden("item.weight", "Book.weight")]);
  });

  it("hides it wherever a document selects it: in fragments, under aliases, twice", async () => {
    const text = `
      query ($on: Boolean!) { ...F x: secret ... @include(if: $on) { secret y: open } }
      fragment F on Query { secret z: secret @skip(if: $on) }`;

    const { data, errors, asked } = await graph.ask(reader(), text, { on: true });

    expect(data).toEqual({ secret: null, x: null, y: 1 });
    expect(errors.map(({ path }) => path).sort()).toEqual(["secret", "x"]);
    expect(asked).not.toContain("secret");
  });

  it("leaves introspection and __typename alone", async () => {
    const { data, errors } = await graph.ask(reader(), `{ __typename __type(name: "Account") { name } secret }`);

    expect(data).toEqual({ __typename: "Query", __type: { name: "Account" }, secret: null });
    expect(errors).toEqual([forbidden("secret", "Query.secret")]);
  });
});

describe("@authenticated at the gateway", () => {
  it("lets in everybody who has signed in", async () => {
    expect(await graph.ask(reader(), "{ own level }")).toMatchObject({ data: { own: 4, level: "HIGH" }, errors: [] });
  });

  it("is UNAUTHENTICATED for an anonymous caller, as is what needs a scope", async () => {
    const { data, errors, asked } = await graph.ask(undefined, "{ open own level secret }");

    expect(data).toEqual({ open: 1, own: null, level: null, secret: null });
    expect(errors.map(({ path, code }) => [path, code])).toEqual([
      ["own", "UNAUTHENTICATED"],
      ["level", "UNAUTHENTICATED"],
      ["secret", "UNAUTHENTICATED"],
    ]);
    expect(asked).not.toMatch(/own|level|secret/);
  });
});

describe("A mutation whose root field is protected", () => {
  it("does not run that field, and runs the others in order", async () => {
    const { data, errors } = await graph.ask(reader(), "mutation { one: free pay two: free }");

    expect(data).toEqual({ one: 1, pay: null, two: 2 });
    expect(errors).toEqual([forbidden("pay", "Mutation.pay")]);
    expect(done).toEqual(["free", "free"]);
  });

  it("ends where a non-null field is denied", async () => {
    const { data, errors } = await graph.ask(reader(), "mutation { one: free must two: free }");

    expect(data).toBeNull();
    expect(errors).toEqual([forbidden("must", "Mutation.must")]);
    expect(done).toEqual(["free"]);
  });

  it("runs even if a field of its payload is denied, which makes the payload null", async () => {
    const { data, errors, asked } = await graph.ask(reader(), "mutation { order { id code } free }");

    expect(data).toEqual({ order: null, free: 2 });
    expect(errors).toEqual([forbidden("order.code", "Order.code")]);
    expect(asked).not.toContain("code");
  });
});

describe("What is protected behind an interface", () => {
  it("needs everything that its composition demands of the interface", async () => {
    const { data, errors, asked } = await graph.ask(reader(), `{ item(id: "f") { name } }`);

    expect(data).toEqual({ item: null });
    expect(errors).toEqual([forbidden("item", "Item needs the scope a.")]);
    expect(asked).toBe("");
  });

  it("is hidden on the types that demand a scope where the interface itself demands none", async () => {
    const { data, errors, asked } = await older.ask(reader(), "{ loose { name } }");

    expect(data).toEqual({ loose: [{ name: null }, { name: "Ran" }, null] });
    expect(errors).toEqual([forbidden("loose.0.name", "Book.name"), forbidden("loose.2", "Diary needs")]);
    expect(asked).toMatch(/\.\.\.\s*on Film\s*\{\s*name/);
    expect(asked).not.toMatch(/loose\s*\{\s*(__typename\s*)?name/);
  });

  it("hides an object of a protected type even if none of its own fields is selected", async () => {
    const { data, errors } = await older.ask(reader(), "{ loose { __typename ... on Film { id } } }");

    expect(data).toEqual({ loose: [{ __typename: "Book" }, { __typename: "Film", id: "f" }, null] });
    expect(errors).toEqual([forbidden("loose.2", "Diary needs")]);
  });

  it("is reported once, with a count, for many items of a list", async () => {
    const many = await protectedGraph(
      {
        shop: { ...shop, resolvers: { Query: { loose: () => Array.from({ length: 30 }, () => items[0]) } } },
        postage,
      },
      { edit: plain },
    );

    const { data, errors } = await many.ask(reader(), "{ loose { name } }");

    expect(data.loose).toEqual(Array(30).fill({ name: null }));
    expect(errors).toEqual([{ ...forbidden("loose.0.name", "Book.name"), count: 30 }]);
  });

  it("propagates null from a non-null item", async () => {
    const { data, errors } = await older.ask(reader(), "{ items { id } }");

    expect(data).toBeNull();
    expect(errors).toEqual([forbidden("items.2", "Diary needs")]);
  });

  it("reports nothing for other types where only fragments are denied", async () => {
    const { data, errors } = await older.ask(
      reader(),
      `{ item(id: "f") { ... on Book { name } ... on Diary { name } } }`,
    );

    expect({ data, errors }).toEqual({ data: { item: {} }, errors: [] });
  });
});

describe("Compiled operations", () => {
  it("are shared by all viewers who lack the same scopes, and by nobody else", async () => {
    const text = "{ open shared: secret own }";
    const before = graph.statistics().compiled.count;

    await graph.ask(reader("c"), text);
    await graph.ask(reader("a", "b"), text);
    await graph.ask(reader(), text);
    const { data } = await graph.ask(reader("a"), text);
    const again = await graph.ask(reader("c"), text);

    expect(graph.statistics().compiled.count - before).toBe(2);
    expect(data.shared).toBeNull();
    expect(again.data.shared).toBe(2);
  });
});

describe("A supergraph that renames the directives", () => {
  const SPEC = "https://specs.apollo.dev/requiresScopes/v0.1";
  const renamed = (link: string, name: string) => (sdl: string) =>
    sdl
      .replace(`@link(url: "${SPEC}", for: SECURITY)`, `@link(url: "${SPEC}", for: SECURITY, ${link})`)
      .replaceAll("@requiresScopes(", `@${name}(`);

  it.each([
    [`as: "needs"`, "needs"],
    [`as: "needs"`, "needs__requiresScopes"],
    [`import: [{ name: "@requiresScopes", as: "@holds" }]`, "holds"],
    [`import: ["@requiresScopes"]`, "requiresScopes"],
  ])("by %s means the same by @%s", async (link, name) => {
    const { ask } = await protectedGraph({ shop, postage }, { edit: renamed(link, name) });

    const { data, errors } = await ask(reader(), "{ open secret }");

    expect(data).toEqual({ open: 1, secret: null });
    expect(errors).toEqual([forbidden("secret", "Query.secret")]);
  });

  it("is read only by its links: a directive with the same name from elsewhere protects nothing", () => {
    const sdl = `schema @contact(url: "https://specs.apollo.dev/policy/v0.1") @link(url: "https://example.com/link/v1.0/") { query: Query }`;

    expect(linksOf(parse(sdl)).map(({ url }) => url)).toEqual(["https://example.com/link/v1.0/"]);
  });
});
