import { createConnection } from "node:net";
import { text } from "node:stream/consumers";
import type { Handler } from "../../platform/http/server.ts";
import { serveRoutes } from "../support/serve-routes.ts";

const show: Handler = ({ url, headers, method }, response) => {
  response.end(JSON.stringify({ method, url, host: headers.host }));
};

let server: Awaited<ReturnType<typeof serveRoutes>>;

beforeAll(async () => {
  server = await serveRoutes({ "/graphql": show, "/app": show, "/app/*": show });
});

afterAll(() => server.close());

/** Sends raw bytes, and reads until the server closes the connection. */
const exchange = async (...lines: readonly string[]) => {
  const socket = createConnection(Number(new URL(server.url).port), "127.0.0.1");
  socket.write(`${lines.join("\r\n")}\r\n\r\n`);
  const [head = "", body = ""] = (await text(socket)).split("\r\n\r\n");
  return { status: Number(head.split(" ")[1]), head: head.toLowerCase(), body: body ? JSON.parse(body) : undefined };
};

const get = (target: string, host = "localhost") =>
  exchange(`GET ${target} HTTP/1.1`, `host: ${host}`, "connection: close");

const refusal = (pattern: RegExp) => ({
  errors: [{ message: expect.stringMatching(pattern), extensions: { code: "BAD_REQUEST" } }],
});

describe("A request target", () => {
  it.each([
    ["/graphql?query=%7Bx%7D", "/graphql?query=%7Bx%7D"],
    ["/%67raph%71l", "/graphql"],
    ["/%67raphql?a=%67%zz", "/graphql?a=%67%zz"],
    ["http://localhost/graphql?a=b", "/graphql?a=b"],
    ["HTTP://127.0.0.1:4000/%67raphql", "/graphql"],
    ["https://[::1]:4000/graphql", "/graphql"],
    ["/app/a%2fb%c3%a9", "/app/a%2Fb%C3%A9"],
  ])("%s is %s", async (target, url) => {
    const { status, body } = await get(target);

    expect(status).toBe(200);
    expect(body.url).toBe(url);
  });

  it.each([
    "/graph%2571l",
    "/graphql%2F",
    "/graphql%00",
    "//graphql",
    "/x/../graphql",
    "*",
    "http://localhost",
    "http://localhost?x",
  ])("%s is not /graphql, and gets 404", async (target) => {
    expect(await get(target)).toMatchObject({ status: 404, body: refusal(/GraphQL is at \/graphql/) });
  });

  it.each([
    ["/%zz", /"\/%zz" has a % that is not followed by two hexadecimal digits/],
    ["/graphql%6", /"\/graphql%6" has a %/],
    ["/%?query=x", /"\/%" has a %/],
    ["http://localhost/%", /"\/%" has a %/],
    ["http://ada:secret@localhost/graphql", /is not a host/],
    ["http:///graphql", /"" in the request target is not a host/],
    ["ftp://localhost/graphql", /must be a path such as \/graphql, or an http address/],
  ])("%s gets 400 with a reason", async (target, message) => {
    expect(await get(target)).toMatchObject({ status: 400, body: refusal(message) });
  });

  it("that names a host overrides the Host header, also for the check of who may ask", async () => {
    expect((await get("http://localhost:4450/graphql", "rebound.example")).body).toMatchObject({
      host: "localhost:4450",
    });
    expect((await get("http://rebound.example/graphql", "localhost")).status).toBe(403);
  });
});

describe("A client that wants a WebSocket", () => {
  const upgrade = (protocol: string) =>
    exchange(
      "GET /graphql HTTP/1.1",
      "host: localhost",
      "connection: Upgrade",
      `upgrade: ${protocol}`,
      "sec-websocket-version: 13",
      "sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==",
      "sec-websocket-protocol: graphql-transport-ws",
    );

  it.each(["websocket", "WebSocket", "h2c, websocket/13"])(
    "by %s is told what is supported, and its connection is closed",
    async (protocol) => {
      const { status, head, body } = await upgrade(protocol);

      expect(status).toBe(400);
      expect(head).toContain("connection: close");
      expect(body).toMatchObject(
        refusal(/neither WebSockets nor subscriptions.*queries and mutations with POST to \/graphql/),
      );
    },
  );

  it("is not confused with one that offers HTTP/2 with its request", async () => {
    const lines = ["host: localhost", "connection: upgrade, close", "upgrade: h2c", "http2-settings: AAMAAABkAAQAAP__"];

    expect(await exchange("GET /graphql HTTP/1.1", ...lines)).toMatchObject({ status: 200, body: { url: "/graphql" } });
  });
});
