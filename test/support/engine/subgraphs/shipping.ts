import type { EngineSubgraph } from "../subgraph.ts";
import { LINK } from "../subgraph.ts";

/** Has no data of its own, only what it `@requires` from others. */
export const shipping: EngineSubgraph = {
  name: "shipping",
  sdl: `${LINK}
    enum Speed { SLOW FAST }
    type Dimensions @shareable { width: Float! height: Float }
    type Maker @key(fields: "id") { id: ID! country: String! @external isFar: Boolean! @requires(fields: "country") }
    type Product @key(fields: "id") {
      id: ID!
      weight: Float @external
      dimensions: Dimensions @external
      shippingCost(speed: Speed = SLOW): Float @requires(fields: "weight dimensions { width height }")
      isHeavy: Boolean @requires(fields: "weight")
    }
  `,
  resolvers: {
    Maker: { isFar: ({ country }) => country !== "DE" },
    Product: {
      shippingCost: ({ weight, dimensions }, { speed }) =>
        weight === null || weight === undefined
          ? null
          : weight * 2 + (dimensions?.width ?? 0) + (dimensions?.height ?? 0) + (speed === "FAST" ? 100 : 0),
      isHeavy: ({ weight }) => (weight === null || weight === undefined ? null : weight > 3),
    },
  },
};
