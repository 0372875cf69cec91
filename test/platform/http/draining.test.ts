import { createConnection } from "node:net";
import { text } from "node:stream/consumers";
import { setImmediate as turn } from "node:timers/promises";
import { expect, it } from "@jest/globals";
import { listen } from "../../../platform/http/server.ts";
import { createLog } from "../../../platform/observability/log.ts";

const REQUEST = "GET /work HTTP/1.1\r\nHost: localhost\r\n\r\n";
const metrics = { guard: () => false, text: async () => "" };

/** A server that responds on demand, and a client that has pipelined requests to it. */
const givenPipelined = async (requests: number) => {
  const arrived: string[] = [];
  let answer: () => void = () => undefined;
  const told = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const server = await listen({ port: 0, local: false, log: createLog({ name: "test", level: "silent" }), metrics });
  server.open(
    {
      "/work": async (_, response) => {
        arrived.push("request");
        await told;
        response.end("done");
      },
    },
    async () => undefined,
  );
  const client = createConnection(Number(new URL(server.url).port), "127.0.0.1");
  const received = text(client);
  client.write(REQUEST.repeat(requests));
  while (arrived.length < requests) await turn();
  return { server, client, arrived, received, answer };
};

const headersOf = (received: string): string[] => received.match(/^Connection: [\w-]+/gm) ?? [];

it("A draining server answers all requests pipelined on a connection, and announces its end with the last", async () => {
  const { server, received, answer } = await givenPipelined(3);

  const drained = server.drain(5_000);
  answer();

  expect(headersOf(await received)).toEqual(["Connection: keep-alive", "Connection: keep-alive", "Connection: close"]);
  await drained;
});

it("A draining server also answers a request that arrives behind one in flight", async () => {
  const { server, client, arrived, received, answer } = await givenPipelined(1);

  const drained = server.drain(5_000);
  client.write(REQUEST);
  while (arrived.length < 2) await turn();
  answer();

  expect(headersOf(await received)).toEqual(["Connection: keep-alive", "Connection: close"]);
  await drained;
});
