import { buildSubgraphSchema } from "@apollo/subgraph";
import { parse } from "graphql";
import { inProcess } from "../../../gateway/transport/in-process.ts";
import { asJson, requestOf } from "../../support/engine/gateway.ts";

const SDL = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { top: Node }
  type Node @key(fields: "id") { id: ID! left: Node right: Node lazy: Node }`;

const below = (id: string) => ({ id: `${id}.left`, right: { id: `${id}.left.right` } });
const top = {
  id: "top",
  left: below("top"),
  right: { id: "top.right" },
  lazy: (_: object, { requestId }: { requestId: string }) => Promise.resolve({ id: typeof requestId }),
};

describe("A subgraph's query that runs repeatedly", () => {
  it.each([
    "{ a: top { b_c: left { id } } c_a: top { b: right { id } } }",
    "{ c_a: top { b: right { id } } a: top { b_c: left { id } } }",
    "{ top { left { id right { id left { id } } } lazy { id } } }",
  ])("gets the same response when it is compiled: %s", async (text) => {
    const schema = buildSubgraphSchema({ typeDefs: parse(SDL), resolvers: { Query: { top: () => top } } });
    const subgraph = inProcess({ name: "subgraph", schema, createContext: (context) => context });
    const send = subgraph.prepare({ text, kind: "query" });

    const answers = [];
    for (let run = 0; run < 5; run++) answers.push(asJson(await send({}, requestOf())));

    expect(answers[0]?.errors).toBeUndefined();
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });
});
