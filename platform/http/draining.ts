import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { Server as NetServer, type Socket } from "node:net";
import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";

/**
 * How long a kept connection may stay without a request before a draining server closes it: a client that is just sending one on it
 * must not meet a closed connection. Each answer meanwhile says that its connection ends with it.
 */
const LINGER_MS = 500;

const SWEEP_MS = 20;

interface Kept {
  /** Requests in work on it. */
  requests: number;
  idleSince: number;
  /** What the client had sent by then: more means that the next request is coming. */
  bytesRead: number;
}

/** Answers how to stop a server without resetting a connection on which a client asks. */
export const createDrain = (server: Server): ((milliseconds: number) => Promise<void>) => {
  const connections = new Map<Socket, Kept>();
  const inWork = new Set<ServerResponse>();
  let drainsSince: number | undefined;

  const rest = (socket: Socket): Kept => ({ requests: 0, idleSince: performance.now(), bytesRead: socket.bytesRead });

  server.on("connection", (socket: Socket) => {
    connections.set(socket, rest(socket));
    socket.once("close", () => connections.delete(socket));
  });
  // Before what answers, which may do so at once.
  server.prependListener("request", ({ socket }: IncomingMessage, response: ServerResponse) => {
    const kept = connections.get(socket);
    if (kept) kept.requests++;
    inWork.add(response);
    // Read when the head of the answer is written, which may be long after this.
    if (drainsSince !== undefined) response.shouldKeepAlive = false;
    response.once("close", () => {
      inWork.delete(response);
      if (kept) Object.assign(kept, rest(socket), { requests: kept.requests - 1 });
    });
  });

  const closeIdle = (since: number, linger: number): void => {
    const before = performance.now() - linger;
    for (const [socket, { requests, idleSince, bytesRead }] of connections) {
      if (requests === 0 && socket.bytesRead === bytesRead && Math.max(idleSince, since) <= before)
        socket.destroySoon();
    }
  };

  return async (milliseconds) => {
    const since = performance.now();
    drainsSince = since;
    for (const response of inWork) response.shouldKeepAlive = false;
    await nextTurn(); // Those that have connected already are let in.
    // Not the method of the HTTP server, which would close kept connections at once.
    const closed = new Promise<void>((resolve) => NetServer.prototype.close.call(server, () => resolve()));
    const sweep = setInterval(() => closeIdle(since, Math.min(LINGER_MS, milliseconds)), SWEEP_MS);
    await Promise.race([closed, sleep(milliseconds, undefined, { ref: false })]);
    clearInterval(sweep);
    server.closeAllConnections();
    for (const socket of connections.keys()) socket.destroy();
    await closed;
    server.close(() => undefined); // Ends the timer with which it looks for slow requests.
  };
};
