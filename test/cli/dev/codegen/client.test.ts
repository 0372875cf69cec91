import { InMemoryCache } from "@apollo/client";
import { describe, expect, it } from "@jest/globals";
import { buildSchema, parse, print } from "graphql";
import { connections } from "../../../../cli/dev/codegen/connections.ts";
import { customerLists } from "../../../../cli/dev/codegen/customer-lists.ts";
import { hooks } from "../../../../cli/dev/codegen/hooks.ts";
import { scalars } from "../../../../cli/dev/codegen/scalars.ts";
import { withTypenames } from "../../../../cli/dev/codegen/with-typenames.ts";

const schema = buildSchema(`
  type Query { books(genre: String, sorted: Boolean, first: Int, after: String): BookConnection!, book(id: ID!): Book, shelf: [Book!]! }
  type Mutation { bookLend(id: ID!): Book }
  type Book { id: ID!, title: String!, readers(first: Int, after: String): ReaderConnection! }
  type Reader { name: String! }
  type BookConnection { nodes: [Book!]!, pageInfo: PageInfo! }
  type ReaderConnection { nodes: [Reader!]!, pageInfo: PageInfo! }
  type PageInfo { endCursor: String }
`);

const generated = async (plugin: typeof hooks, ...documents: readonly string[]) => {
  const files = documents.map((text) => ({ document: parse(text) }));
  const made = await plugin.plugin(schema, files, {});
  return typeof made === "string" ? { content: made, prepend: [] } : made;
};

describe("The plugin for hooks", () => {
  it("generates four hooks for a query and one for a mutation, each with the operation's comment", async () => {
    const { content, prepend } = await generated(
      hooks,
      "# Lends a book.\n# To one reader.\nmutation BookLend($id: ID!) { bookLend(id: $id) { id } }",
      "# One book.\nquery Book($id: ID!) { book(id: $id) { ...Cover } }\nfragment Cover on Book { title }",
    );

    expect(content.split("\n").filter(Boolean)).toEqual([
      "/** One book. */",
      "export const useBookQuery = /* @__PURE__ */ queryHook(BookDocument);",
      "/** One book. It suspends until the data is there. */",
      "export const useBookSuspenseQuery = /* @__PURE__ */ suspenseQueryHook(BookDocument);",
      "/** One book. It asks when its function is called. */",
      "export const useBookLazyQuery = /* @__PURE__ */ lazyQueryHook(BookDocument);",
      "/** One book. It begins to ask, and `useReadQuery` suspends until the data is there. */",
      "export const useBookBackgroundQuery = /* @__PURE__ */ backgroundQueryHook(BookDocument);",
      "/** Lends a book. To one reader. */",
      "export const useBookLendMutation = /* @__PURE__ */ mutationHook(BookLendDocument);",
    ]);
    expect(prepend?.join("\n")).toContain("  BookDocument,\n  BookLendDocument");
  });

  it.each([
    ["has no description", "query Book { shelf { id } }", /Say in a # line above it what Book is for/],
    ["has no name", "# All books.\n{ shelf { id } }", /has no name/],
    ["is a subscription", "# New books.\nsubscription Books { shelf { id } }", /Books is a subscription/],
  ])("refuses an operation that %s", async (_what, text, message) => {
    await expect(async () => generated(hooks, text)).rejects.toThrow(message);
  });
});

describe("The plugin for connections", () => {
  it("lists the fields that return pages, with the arguments that distinguish lists", async () => {
    const { content } = await generated(connections);

    expect(JSON.parse(/= (\{[\s\S]*\}) as const;/.exec(content)?.[1] ?? "")).toEqual({
      Book: { readers: [] },
      Query: { books: ["genre", "sorted"] },
    });
  });
});

describe("The plugin for customer lists", () => {
  it("lists every field that finds customers, paged or not, and none that is looked up by id or returned anyway", async () => {
    const graph = buildSchema(`
      type Query { customers: CustomerConnection!, byNumber: [Customer!]!, byCode: Customer, customer: Customer, books: BookConnection! }
      type Customer { id: ID!, children: CustomerConnection!, parent: Customer, root: Customer!, above: [Step!]! }
      type Step { depth: Int!, customer: Customer! }
      type Note { id: ID!, customer: Customer! }
      type Mutation { add: Payload }
      type Payload { customer: Customer, customers: [Customer!]! }
      type CustomerConnection { nodes: [Customer!]! }
      type BookConnection { nodes: [Int!]! }
    `);

    const content = String(await customerLists.plugin(graph, [], {}));

    expect(JSON.parse(/= (\{[\s\S]*\}) as const;/.exec(content)?.[1] ?? "")).toEqual({
      Customer: ["children", "root", "above"],
      Query: ["customers", "byNumber", "byCode"],
    });
  });
});

describe("The plugin for scalars", () => {
  const graph = buildSchema("type Query { at: Moment, price: Amount, name: String } scalar Moment scalar Amount");

  it("maps each scalar of the schema to its JSON type, and no other", async () => {
    const content = String(
      await scalars.plugin(graph, [], { scalars: { Amount: "string", Moment: "string", Old: "x" } }),
    );

    expect(JSON.parse(/= (\{[\s\S]*\}) as const;/.exec(content)?.[1] ?? "")).toEqual({
      Amount: "string",
      Moment: "string",
    });
  });

  it("refuses a scalar without a JSON type", async () => {
    await expect(async () => scalars.plugin(graph, [], { scalars: { Amount: "string" } })).rejects.toThrow(
      "how JSON carries Moment",
    );
  });
});

describe("Typenames in documents", () => {
  it("are where Apollo Client would add them, so it adds none", () => {
    const document = parse(`
      query Books($with: Boolean = true) {
        books(first: 2) { nodes { ...Cover readers @include(if: $with) { nodes { name __typename } } } }
        __typename
      }
      fragment Cover on Book { title ... on Book { id } }
    `);
    const ours = withTypenames(document);

    expect(print(ours)).toBe(print(new InMemoryCache().transformDocument(document)));
    expect(print(new InMemoryCache().transformDocument(ours))).toBe(print(ours));
  });
});
