import type { EngineSubgraph } from "../subgraph.ts";
import { LINK } from "../subgraph.ts";
import { productOf } from "./catalog.ts";

/** Knows a product only by a compound key, which must first be fetched from other subgraphs. */
export const pricing: EngineSubgraph = {
  name: "pricing",
  sdl: `${LINK}
    type Region @shareable { code: String! }
    type Product @key(fields: "sku region { code }") {
      sku: String!
      region: Region!
      listPrice(rebate: Int = 0): Float
      offers: [Offer!]
    }
    type Offer { name: String! for: Customer }
    enum Customer { ANYBODY MEMBERS }
  `,
  resolvers: {
    Product: {
      listPrice: (key, { rebate }, { store }) => {
        const price = productOf(store, key)?.price ?? null;
        return price === null ? null : price * 2 - (rebate ?? 0);
      },
      offers: (key, _, { store }) => {
        const { id, kind } = productOf(store, key) ?? {};
        return kind === "FOOD" ? null : [{ name: `offer for ${id}`, for: kind === "TOY" ? "ANYBODY" : null }];
      },
    },
  },
};
