import { connect, type Socket } from "node:net";
import { text as readText } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { GraphQLInt, GraphQLList, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString } from "graphql";
import { TRAFFIC_LIMITS } from "../../../../platform/config/traffic.ts";
import { createCors } from "../../../../platform/http/cors.ts";
import { createApollo } from "../../../../platform/http/graphql/apollo.ts";
import { createGraphqlHandler } from "../../../../platform/http/graphql/handler.ts";
import { type HttpServer, listen } from "../../../../platform/http/server.ts";
import { createLog } from "../../../../platform/observability/log.ts";
import { createMetrics } from "../../../../platform/observability/metrics.ts";

const MEGABYTE = 1_048_576;
const log = createLog({ name: "test", level: "silent" });
const LONG_TEXT = "x".repeat(10_000);

/** A field that returns the given number of texts of 10,000 characters each. */
const texts = {
  type: new GraphQLList(GraphQLString),
  args: { count: { type: new GraphQLNonNull(GraphQLInt) } },
  resolve: (_: unknown, { count }: { count: number }) => Array(count).fill(LONG_TEXT),
};
const schema = new GraphQLSchema({ query: new GraphQLObjectType({ name: "Query", fields: { texts } }) });

const servers: HttpServer[] = [];
const sockets: Socket[] = [];

const start = async (limits: Partial<typeof TRAFFIC_LIMITS>) => {
  const traffic = { ...TRAFFIC_LIMITS, ...limits };
  const metrics = createMetrics();
  const apollo = createApollo({ schema }, { log, metrics, traffic, production: true, introspection: false });
  await apollo.start();
  const cors = createCors([]);
  const graphql = createGraphqlHandler({ apollo, cors, metrics, traffic, context: async () => ({}) });
  const text = () => metrics.registry.metrics();
  const server = await listen({ port: 0, local: true, log, metrics: { guard: () => false, text } });
  servers.push(server);
  server.open({ "/graphql": graphql }, async () => undefined);
  const { port } = new URL(server.url);

  const connected = (): Socket => {
    const socket = connect(Number(port), "127.0.0.1").pause();
    sockets.push(socket.on("error", () => undefined));
    return socket;
  };
  const ask = async (query: string): Promise<string> => {
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: "POST",
      headers,
      body: JSON.stringify({ query }),
    });
    return answer.text();
  };
  /** A client that reads nothing until told to, with a request body of the given length still to send. */
  const open = (length: number): Socket => {
    const socket = connected();
    socket.write(`POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n`);
    socket.write(`connection: close\r\ncontent-length: ${length}\r\n\r\n`);
    return socket;
  };
  const slow = async (): Promise<string | undefined> =>
    /aborted_total\{reason="SLOW"\} (\d+)/.exec(await metrics.registry.metrics())?.[1];
  return { ask, open, connected, slow };
};

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await Promise.all(servers.splice(0).map((server) => server.drain(0)));
});

describe("An answer", () => {
  it("that is too long is refused before it is serialized", async () => {
    const { ask } = await start({ maxAnswer: 100_000 });

    const [fine, tooLong] = [await ask("{ texts(count: 9) }"), await ask("{ texts(count: 10) }")];

    expect(JSON.parse(fine).data.texts).toHaveLength(9);
    expect(JSON.parse(tooLong)).toEqual({
      errors: [
        {
          message: expect.stringContaining("The answer would have more than 100000 characters."),
          extensions: { code: "OPERATION_REFUSED", limit: 100_000 },
        },
      ],
    });
  });
});

describe("Slow clients", () => {
  it("sending bodies are disconnected, the slowest first, when their buffers exceed the budget", async () => {
    const { open, slow } = await start({ maxBuffered: MEGABYTE });
    const question = JSON.stringify({ query: "{ texts(count: 1) }" });
    const [first, second] = [open(600_000), open(600_000)];
    first.write(" ".repeat(590_000));
    await sleep(200);

    second.write(" ".repeat(600_000 - question.length));
    const told = await readText(first);
    second.write(question);

    expect(told).toContain("408 Request Timeout");
    expect(told).toContain("The body came too slowly while others needed the room.");
    expect(await readText(second)).toContain(LONG_TEXT);
    expect(await slow()).toBe("1");
  });

  it("reading responses are disconnected, the slowest first, when their buffers exceed the budget", async () => {
    const { open, slow } = await start({ maxBuffered: 30 * MEGABYTE });
    const question = JSON.stringify({ query: "{ texts(count: 2000) }" });
    const askSlowly = async (): Promise<Socket> => {
      const socket = open(question.length);
      socket.write(question);
      await sleep(500);
      return socket;
    };

    const [first, second] = [await askSlowly(), await askSlowly()];

    expect(await slow()).toBe("1");
    const answer = await readText(second);
    expect(JSON.parse(answer.slice(answer.indexOf("\r\n\r\n"))).data.texts).toHaveLength(2_000);
    expect((await readText(first).catch(() => "")).length).toBeLessThan(20_000_000);
  });

  it("reading responses while sending further requests are disconnected", async () => {
    const { connected } = await start({});
    const question = "GET /livez HTTP/1.1\r\nhost: localhost\r\n\r\n";
    const [few, many] = [connected(), connected()];
    few.write(question.repeat(9) + question.replace("\r\n\r\n", "\r\nconnection: close\r\n\r\n"));

    many.write(question.repeat(1_000));

    expect((await readText(few)).match(/"alive"/g)).toHaveLength(10);
    expect((await readText(many).catch(() => "")).match(/"alive"/g)?.length ?? 0).toBeLessThanOrEqual(10);
  });
});
