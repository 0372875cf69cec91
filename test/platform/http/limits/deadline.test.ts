import { createServer, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { signalOf } from "../../../../platform/http/limits/deadline.ts";

const reasons: string[] = [];
const signals: AbortSignal[] = [];

/** A server with a deadline of 50 milliseconds for each request, which `work` answers. */
const serve = async (work: (response: ServerResponse) => void) => {
  const server = createServer((_, response) => {
    signals.push(signalOf(response, 50, (reason) => reasons.push(reason)));
    work(response);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return { port, url: `http://127.0.0.1:${port}`, close: () => server.closeAllConnections() ?? server.close() };
};

afterEach(() => {
  reasons.length = 0;
  signals.length = 0;
});

describe("the deadline of a request", () => {
  it("has no effect once it is answered", async () => {
    const { url, close } = await serve((response) => response.end("done"));

    expect(await (await fetch(url)).text()).toBe("done");
    await new Promise((later) => setTimeout(later, 100));

    expect(reasons).toEqual([]);
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    close();
  });

  it("ends work that ignores it with 504", async () => {
    const { url, close } = await serve(() => undefined);

    const response = await fetch(url);

    expect(response.status).toBe(504);
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: "DOWNSTREAM_SERVICE_UNAVAILABLE" } }],
    });
    expect(reasons).toEqual(["TIMEOUT"]);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    close();
  });

  it("disconnects a client that does not read the response", async () => {
    const { port, close } = await serve((response) => response.end(Buffer.alloc(64 * 1_048_576)));
    const socket = connect(port, "127.0.0.1").pause();
    socket.write("GET / HTTP/1.1\r\nhost: x\r\n\r\n");
    const ended = new Promise((cut) => socket.once("close", cut).once("error", () => undefined));
    await new Promise((later) => setTimeout(later, 5_500));

    socket.resume();
    await ended;

    expect(socket.bytesRead).toBeLessThan(32 * 1_048_576);
    close();
  });
});
