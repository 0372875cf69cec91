import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text as readText } from "node:stream/consumers";
import { http } from "../../../gateway/transport/http.ts";
import { createAnswerText } from "../../../platform/http/graphql/response-text.ts";
import { stringifyExact } from "../../../platform/values/exact-json.ts";
import { startRawGraph } from "../../support/engine/raw-graph.ts";

const MAX_LONG = "9223372036854775807";
const ODD = "9007199254740993";

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close().closeAllConnections();
});

/** A subgraph over HTTP that returns a fixed text and records the texts it receives. */
const textSubgraph = async (name: string, sdl: string, answer: string) => {
  const received: string[] = [];
  const server = createServer(async (request, response) => {
    received.push(await readText(request));
    response.setHeader("content-type", "application/json").end(answer);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return { subgraph: { sdl, transport: http({ name, url }) }, received };
};

const write = createAnswerText(1_000_000, () => {});

describe("A whole number beyond 2^53 from a subgraph", () => {
  it("keeps every digit in the response, in keys and in requests to other subgraphs", async () => {
    const a = await textSubgraph(
      "a",
      `scalar Long type Query { e: E } type E @key(fields: "id") @key(fields: "ref { no }") { id: ID! ref: Ref total: Long nested: Long } type Ref { no: Long }`,
      `{"data":{"e":{"__typename":"E","id":${ODD},"ref":{"no":${ODD}},"total":${MAX_LONG},"nested":{"list":[-${MAX_LONG},1]}}}}`,
    );
    const b = await textSubgraph(
      "b",
      `type E @key(fields: "id") { id: ID! seen: String }`,
      `{"data":{"_entities":[{"seen":"b"}]}}`,
    );
    const c = await textSubgraph(
      "c",
      `scalar Long type E @key(fields: "ref { no }") { ref: Ref told: String } type Ref { no: Long @shareable }`,
      `{"data":{"_entities":[{"told":"c"}]}}`,
    );
    const graph = await startRawGraph({
      a: { ...a.subgraph, sdl: a.subgraph.sdl.replace("no: Long }", "no: Long @shareable }") },
      b: b.subgraph,
      c: c.subgraph,
    });

    const text = write(await graph.execute("{ e { id total nested seen told } }"));

    expect(text).toBe(
      `{"data":{"e":{"id":"${ODD}","total":${MAX_LONG},"nested":{"list":[-${MAX_LONG},1]},"seen":"b","told":"c"}}}\n`,
    );
    expect(b.received[0]).toContain(`"representations":[{"__typename":"E","id":${ODD}}]`);
    expect(c.received[0]).toContain(`"no":${ODD}`);
    await graph.stop();
  });

  it("distinguishes entities that doubles would confuse", async () => {
    const a = await textSubgraph(
      "a",
      `type Query { es: [E!]! } type E @key(fields: "id") { id: ID! }`,
      `{"data":{"es":[{"__typename":"E","id":9007199254740992},{"__typename":"E","id":${ODD}}]}}`,
    );
    const b = await textSubgraph(
      "b",
      `type E @key(fields: "id") { id: ID! seen: String }`,
      `{"data":{"_entities":[{"seen":"even"},{"seen":"odd"}]}}`,
    );
    const graph = await startRawGraph({ a: a.subgraph, b: b.subgraph });

    const { data } = await graph.ask("{ es { seen } }");

    expect(data).toEqual({ es: [{ seen: "even" }, { seen: "odd" }] });
    await graph.stop();
  });

  it.each([
    ["ID", ODD, `"${ODD}"`],
    ["String", ODD, `"${ODD}"`],
    ["Float", "12345678901234567890", "12345678901234567000"],
    ["[Float]", "[12345678901234567890,1.5]", "[12345678901234567000,1.5]"],
    ["[Long!]", `[${MAX_LONG},7]`, `[${MAX_LONG},7]`],
    ["Long", "0.1234567890123456789", "0.12345678901234568"],
  ])("becomes what its type makes of it: %s %s", async (type, value, written) => {
    const { subgraph } = await textSubgraph(
      "a",
      `scalar Long type Query { v: ${type} l: Long }`,
      `{"data":{"v":${value}}}`,
    );
    const graph = await startRawGraph({ a: subgraph });

    expect(write(await graph.execute("{ v }"))).toBe(`{"data":{"v":${written}}}\n`);
    await graph.stop();
  });

  it.each([
    ["Int", ODD],
    ["Boolean", ODD],
    ["Long", "1e400"],
  ])("is an invalid response where the type has no such value: %s %s", async (type, value) => {
    const { subgraph } = await textSubgraph(
      "a",
      `scalar Long type Query { v: ${type} l: Long }`,
      `{"data":{"v":${value}}}`,
    );
    const graph = await startRawGraph({ a: subgraph });

    const { data, errors } = await graph.ask("{ v }");

    expect(data).toEqual({ v: null });
    expect(errors?.[0]?.extensions?.code).toBe("DOWNSTREAM_INVALID_RESPONSE");
    await graph.stop();
  });

  it("is logged with every digit in an error's extensions", async () => {
    const { subgraph } = await textSubgraph(
      "a",
      "type Query { v: Int }",
      `{"data":{"v":null},"errors":[{"message":"no","path":["v"],"extensions":{"at":${ODD}}}]}`,
    );
    const graph = await startRawGraph({ a: subgraph });

    await graph.ask("{ v }");

    expect(graph.reported.map(({ error }) => stringifyExact(error))).toEqual([
      `{"message":"no","path":["v"],"extensions":{"at":${ODD}}}`,
    ]);
    await graph.stop();
  });
});

describe("A whole number beyond 2^53 in an operation's text", () => {
  it("reaches the subgraph with every digit", async () => {
    const a = await textSubgraph("a", "scalar Long type Query { v(at: Long, id: ID): Int }", `{"data":{"v":1}}`);
    const graph = await startRawGraph({ a: a.subgraph });

    await graph.ask(`{ v(at: ${ODD}, id: ${ODD}) }`);

    expect(a.received[0]).toContain(`at: ${ODD}`);
    expect(a.received[0]).toContain(`id: ${ODD}`);
    await graph.stop();
  });
});
