import { once } from "node:events";
import { type AddressInfo, createConnection, createServer, type Server, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { createUnbound, type Handler } from "../../../platform/http/server.ts";
import { createLog } from "../../../platform/observability/log.ts";

const log = createLog({ name: "test", level: "silent" });
const GET = "GET /it HTTP/1.1\r\nhost: localhost\r\n";
const opened: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

const start = async ({ maxConnections, handler }: { maxConnections?: number; handler?: Handler } = {}) => {
  const server = createUnbound({
    local: false,
    maxConnections,
    log,
    metrics: { guard: () => false, text: async () => "" },
  });
  server.open({ "/it": handler ?? ((_, response) => void response.end("here")) }, async () => undefined);
  const acceptor: Server = createServer({ allowHalfOpen: false }, server.take);
  await new Promise<void>((done) => acceptor.listen(0, "127.0.0.1", done));
  opened.push(
    () => server.drain(0),
    () => acceptor.close(),
  );
  const connect = (): Socket => {
    const socket = createConnection((acceptor.address() as AddressInfo).port, "127.0.0.1");
    opened.push(() => socket.destroy());
    return socket.on("error", () => undefined);
  };
  return { server, connect };
};

describe("a server whose connections another process accepts", () => {
  it("answers half-closed connections", async () => {
    const { connect } = await start();
    const client = connect();

    client.end(`${GET}connection: close\r\n\r\n`);

    expect(await text(client)).toMatch(/^HTTP\/1.1 200 OK.*here/s);
  });

  it("closes connections over its limit at once", async () => {
    const { connect } = await start({ maxConnections: 1 });
    const first = connect();
    first.write(`${GET}\r\n`);
    await once(first, "data");

    await once(connect(), "close");

    expect(first.destroyed).toBe(false);
  });

  it("finishes requests in flight while draining, and then closes their connections", async () => {
    const asked: (() => void)[] = [];
    const { server, connect } = await start({
      handler: (_, response) => void asked.push(() => response.end("late")),
    });
    const client = connect();
    client.write(`${GET}\r\n`);
    while (asked.length === 0) await new Promise((resolve) => setImmediate(resolve));

    const drained = server.drain(60_000);
    asked[0]?.();

    expect(await text(client)).toMatch(/connection: close.*late/is);
    await drained;
  });

  it("holds requests until it drains, and then answers them", async () => {
    let asked = 0;
    const { server, connect } = await start({
      handler: (_, response) => {
        asked++;
        response.end("held");
      },
    });
    server.hold();
    const client = connect();
    client.write(`${GET}\r\n`);
    const other = connect();
    other.write("nonsense\r\n\r\n");
    await once(other, "data"); // By now it has read the earlier request as well.
    expect(asked).toBe(0);

    await server.drain(60_000);

    expect(await text(client)).toMatch(/connection: close.*held/is);
  });

  it("disconnects a client that sends headers slowly", async () => {
    const { connect } = await start();
    const client = connect();
    client.write("GET /it HTTP/1.1\r\nhost:");

    expect(await text(client)).toMatch(/^HTTP\/1.1 408/);
  });
});
