import type { Store } from "../store.ts";
import type { EngineSubgraph, Resolver } from "../subgraph.ts";
import { LINK } from "../subgraph.ts";
import { productOf } from "./catalog.ts";

const stub = (store: Store, id: string) => {
  const { sku, region } = productOf(store, { id }) ?? { sku: "", region: "" };
  return { __typename: "Product", id, sku, region: { code: region, country: region === "EU" ? "Europe" : null } };
};

const warehouse =
  (field: "city"): Resolver =>
  ({ code }, _, { store }) =>
    store.warehouses.find((each) => each.code === code)?.[field];

export const stock: EngineSubgraph = {
  name: "stock",
  sdl: `${LINK}
    type Query { warehouse(code: ID!): Warehouse warehouses: [Warehouse!]! featured: Featured @shareable }
    type Mutation { stockSet(sku: String!, region: RegionInput!, amount: Int!): Product }
    input RegionInput { code: String! }
    type Region @shareable { code: String! country: String }
    type Featured { title: String @shareable stockNote: String }
    type Product @key(fields: "id") @key(fields: "sku region { code }") {
      id: ID!
      sku: String!
      region: Region!
      inStock: Int!
      warehouses: [Warehouse!]
      price: Float
    }
    type Warehouse @key(fields: "code") { code: ID! city: String products(first: Int): [Product!]! }
  `,
  resolvers: {
    Query: {
      warehouse: (_, { code }, { store }) =>
        store.warehouses.some((each) => each.code === code) ? { __typename: "Warehouse", code } : null,
      warehouses: (_, __, { store }) => store.warehouses.map(({ code }) => ({ __typename: "Warehouse", code })),
      featured: () => ({ title: "Featured" }),
    },
    Mutation: {
      stockSet: (_, { sku, region, amount }, { store }) => {
        const record = productOf(store, { sku, region });
        if (!record) return null;
        record.stock = amount;
        store.writes.push(`stock ${record.id} ${amount}`);
        return stub(store, record.id);
      },
    },
    Featured: { stockNote: () => "from the stock" },
    Product: {
      id: (key, _, { store }) => productOf(store, key)?.id,
      sku: (key, _, { store }) => productOf(store, key)?.sku,
      region: (key, _, { store }) => {
        const code = productOf(store, key)?.region;
        return { code, country: code === "EU" ? "Europe" : null };
      },
      inStock: (key, _, { store }) => productOf(store, key)?.stock,
      warehouses: (key, _, { store }) => {
        const record = productOf(store, key);
        return store.warehouses
          .filter(({ products }) => record && products.includes(record.id))
          .map(({ code }) => ({ __typename: "Warehouse", code }));
      },
      price: () => -1,
    },
    Warehouse: {
      city: warehouse("city"),
      products: ({ code }, { first }, { store }) =>
        store.warehouses
          .find((each) => each.code === code)
          ?.products.slice(0, first ?? undefined)
          .map((id) => stub(store, id)),
    },
  },
};
