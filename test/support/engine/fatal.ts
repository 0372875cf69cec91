const ENTITY = { id: "1", sku: "s", weight: 2 };

/**
 * The planner (0.0.38) panics on a `@requires` in a subgraph with two keys if the owner has the
 * same two in the same order and a third subgraph leads there.
 */
export const FATAL_SUBGRAPHS = {
  owner: {
    sdl: `type Query { a: Int b: Int } type P @key(fields: "id") @key(fields: "sku") { id: ID! sku: ID! weight: Int }`,
    resolvers: { Query: { a: () => 1, b: () => 2 }, P: { __resolveReference: () => ENTITY } },
  },
  ship: {
    sdl: `type P @key(fields: "id") @key(fields: "sku") { id: ID! sku: ID! weight: Int @external cost: Int @requires(fields: "weight") }`,
    resolvers: { P: { cost: ({ weight }: { weight: number }) => 2 * weight } },
  },
  third: {
    sdl: `type Query { p: P ps: [P] } type P @key(fields: "id") { id: ID! }`,
    resolvers: { Query: { p: () => ENTITY, ps: () => [ENTITY] } },
  },
};

export const FATAL_OPERATION = "{ p { cost } }";
