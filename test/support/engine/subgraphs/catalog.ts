import type { ProductRecord, Store } from "../store.ts";
import type { EngineContext, EngineSubgraph, Resolver } from "../subgraph.ts";
import { LINK } from "../subgraph.ts";

type ProductKey = { id?: string; sku?: string; region?: { code: string } };

/** Finds a product by either of its keys. */
export const productOf = (store: Store, { id, sku, region }: ProductKey): ProductRecord | undefined =>
  store.products.find((each) => (id === undefined ? each.sku === sku && each.region === region?.code : each.id === id));

const product = (id: string) => ({ __typename: "Product", id });

const read =
  (value: (record: ProductRecord, args: Parameters<Resolver>[1]) => unknown): Resolver =>
  (key, args, { store }) => {
    const record = productOf(store, key);
    return record === undefined ? null : value(record, args);
  };

const media =
  (field: "title" | "pages" | "minutes" | "sku"): Resolver =>
  ({ id }, _, { store }) =>
    store.media.find((each) => each.id === id)?.[field];

const maker =
  (field: "name" | "country"): Resolver =>
  ({ id }, _, { store }) =>
    store.makers.find((each) => each.id === id)?.[field];

export const catalog: EngineSubgraph = {
  name: "catalog",
  sdl: `${LINK}
    type Query {
      product(id: ID!): Product
      products(first: Int = 5, ids: [ID!], kind: Kind): [Product!]!
      media(id: ID!): Media
      medias: [Media!]!
      search(text: String!, filter: SearchFilter): [SearchResult]!
      items(kinds: [Kind!]): [Item!]!
      node(id: ID!): Node
      featured: Featured @shareable
      grid: [[Product!]]!
    }
    type Mutation { productRename(id: ID!, name: String): Product! productBreak(id: ID!): Product }
    scalar JSON
    enum Kind { TOOL TOY FOOD }
    input SearchFilter { kinds: [Kind!] = [TOOL, TOY, FOOD] limit: Int = 4 }
    interface Node { id: ID! }
    interface Item { sku: String! }
    union SearchResult = Product | Book | Film | User
    type Region @shareable { code: String! country: String }
    type Dimensions @shareable { width: Float! height: Float }
    type Featured { title: String @shareable catalogNote: String product: Product }
    type Product implements Node & Item @key(fields: "id") @key(fields: "sku region { code }") {
      id: ID!
      sku: String!
      name(upper: Boolean = false): String
      kind: Kind
      region: Region!
      weight: Float
      dimensions: Dimensions
      price: Float @override(from: "stock")
      tags: [String!]
      meta: JSON
      related(first: Int = 2): [Product!]!
      similar: [Item!]
      maker: Maker
      internal: String @inaccessible
    }
    type Maker implements Node @key(fields: "id") { id: ID! name: String country: String! }
    interface Media @key(fields: "id") { id: ID! title: String }
    type Book implements Media & Item @key(fields: "id") { id: ID! title: String sku: String! pages: Int }
    type Film implements Media & Item @key(fields: "id") { id: ID! title: String sku: String! minutes: Int }
    type User @key(fields: "id", resolvable: false) { id: ID! }
  `,
  resolvers: {
    Query: {
      product: (_, { id }, { store }) => (store.products.some((each) => each.id === id) ? product(id) : null),
      products: (_, { first, ids, kind }, { store }) =>
        store.products
          .filter((each) => (!ids || ids.includes(each.id)) && (!kind || each.kind === kind))
          .slice(0, first ?? undefined)
          .map(({ id }) => product(id)),
      media: (_, { id }, { store }) => store.media.find((each) => each.id === id),
      medias: (_, __, { store }) => store.media.map(({ __typename, id }) => ({ __typename, id })),
      search: (_, { text, filter }, { store }) =>
        [
          ...store.products
            .filter((each) => !filter?.kinds || filter.kinds.includes(each.kind))
            .map(({ id }) => product(id)),
          null,
          ...store.media.map(({ __typename, id }) => ({ __typename, id })),
          { __typename: "User", id: text === "" ? "u0" : "u2" },
        ].slice(0, 3 * (filter?.limit ?? 4)),
      items: (_, { kinds }, { store }) => [
        ...store.products
          .filter((each) => kinds?.includes(each.kind) ?? true)
          .slice(0, 3)
          .map(({ id }) => product(id)),
        ...store.media.map(({ __typename, id }) => ({ __typename, id })),
      ],
      node: (_, { id }, { store }) =>
        id.startsWith("m")
          ? { __typename: "Maker", id }
          : store.products.some((each) => each.id === id)
            ? product(id)
            : null,
      featured: () => ({ title: "Featured" }),
      grid: () => [[product("p0"), product("p1")], null, [], [product("p0")]],
    },
    Mutation: {
      productRename: (_, { id, name }, { store }) => {
        const record = productOf(store, { id });
        if (!record) throw new Error("no such product");
        record.name = name ?? null;
        store.writes.push(`rename ${id}`);
        return product(id);
      },
      productBreak: (_, { id }, { store }) => {
        store.writes.push(`break ${id}`);
        throw new Error("broken");
      },
    },
    Featured: { catalogNote: () => "from the catalog", product: () => product("p1") },
    Product: {
      id: read(({ id }) => id),
      sku: read(({ sku }) => sku),
      name: read(({ name }, { upper }) => (upper ? name?.toUpperCase() : name)),
      kind: read(({ kind }) => kind),
      region: read(({ region }) => ({ code: region, country: region === "EU" ? "Europe" : null })),
      weight: read(({ weight }) => weight),
      dimensions: read(({ width, height }) => ({ width, height })),
      price: read(({ price }) => price),
      tags: read(({ tags }) => tags),
      meta: read(({ meta }) => meta),
      related: read(({ related }, { first }) => related.slice(0, first ?? undefined).map(product)),
      similar: read(({ id }) =>
        id === "p2" ? null : [{ __typename: "Book", id: "b0" }, product("p3"), { __typename: "Film", id: "f0" }],
      ),
      maker: read((record) => (record.maker === null ? null : { __typename: "Maker", id: record.maker })),
      internal: () => "secret",
    },
    Media: {
      __resolveReference: ({ id }, { store }: EngineContext) => {
        const { __typename } = store.media.find((each) => each.id === id) ?? {};
        return __typename && { __typename, id };
      },
    },
    Maker: { name: maker("name"), country: maker("country") },
    Book: { title: media("title"), sku: media("sku"), pages: media("pages") },
    Film: { title: media("title"), sku: media("sku"), minutes: media("minutes") },
  },
};
