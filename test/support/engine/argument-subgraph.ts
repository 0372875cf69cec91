import { buildSubgraphSchema } from "@apollo/subgraph";
import { GraphQLScalarType, type GraphQLSchema, parse } from "graphql";

/** The arguments that resolvers received, in call order. */
export interface SeenArguments {
  readonly seen: { readonly field: string; readonly args: object }[];
}

const INPUTS = `
  int: Int, intOr: Int = 7, need: Int! = 5, float: Float, text: String, textOr: String = "x", flag: Boolean = true, id: ID
  color: Color, colorOr: Color = GREEN, moment: Moment, momentOr: Moment = "0", ints: [Int], intsOr: [Int!] = [1, 2]
  matrix: [[Color]], moments: [Moment!], filter: Filter, filterOr: Filter = { color: RED, low: 2 }, filters: [Filter!], one: One`;

const SDL = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  directive @oneOf on INPUT_OBJECT
  enum Color { RED GREEN BLUE }
  scalar Moment
  input Filter {
    low: Int, high: Int = 9, must: Int! = 1, color: Color, colorOr: Color = BLUE, moment: Moment, momentOr: Moment = "1"
    words: [String!], wordsOr: [String] = ["a", null], inner: Filter, innerOr: Range = { from: 1 }, inners: [Filter], one: One
  }
  input Range { from: Int!, to: Int = 3 }
  input One @oneOf { low: Int, word: String }
  type Query { give(${INPUTS}): Given! plain(must: Int!, range: Range): Given }
  type Given @key(fields: "id") { id: ID! leaf(${INPUTS}): Int deeper(${INPUTS}): Given list(${INPUTS}): [Given!]! }`;

const momentOf = (value: unknown): { moment: string } => {
  if (typeof value !== "string" || value === "bad") throw new Error(`no moment: ${JSON.stringify(value)}`);
  return { moment: value };
};

/** Its internal values are neither JSON nor text that a client wrote. */
const Moment = new GraphQLScalarType({
  name: "Moment",
  parseValue: momentOf,
  parseLiteral: (node) => momentOf("value" in node ? node.value : undefined),
});

const GIVEN = { __typename: "Given", id: "g" };

const note =
  (field: string, value: unknown) =>
  (_: unknown, args: object, { seen }: SeenArguments): unknown => {
    seen.push({ field, args });
    return value;
  };

/** A subgraph whose fields take arguments of every shape and record what they receive. */
export const argumentSubgraph: GraphQLSchema = buildSubgraphSchema({
  typeDefs: parse(SDL),
  resolvers: {
    Moment,
    Color: { RED: 1, GREEN: Symbol.for("green"), BLUE: { blue: true } },
    Query: { give: note("give", GIVEN), plain: note("plain", GIVEN) },
    Given: {
      __resolveReference: () => GIVEN,
      leaf: note("leaf", 1),
      deeper: note("deeper", GIVEN),
      list: note("list", [GIVEN, GIVEN]),
    },
  } as never,
});
