import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { Server as NetServer, type Socket } from "node:net";
import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";

/**
 * How long a keep-alive connection may stay idle before a draining server closes it: a client that is just sending a
 * request must not meet a closed connection. Meanwhile each response announces that its connection closes.
 */
const LINGER_MS = 500;

const SWEEP_MS = 20;

const QUIET_MS = 20;

/** Clients that keep connecting are accepted no longer than this. */
const LONGEST_QUEUE_MS = 1_000;

interface Kept {
  /** Requests in flight on it. */
  requests: number;
  idleSince: number;
  /** Bytes received from the client by then: more means that the next request is arriving. */
  bytesRead: number;
  /** The last request that has arrived on it, until it is answered. */
  last?: ServerResponse | undefined;
}

/** The connections of a server, accepted by itself or by another process. */
export interface Connections {
  count(): number;
  /** Holds new requests until it drains: a client that waits for its response does not reconnect. */
  hold(): void;
  /** While requests are held: settles when they may be answered. */
  held(): Promise<void> | undefined;
  /**
   * Stops accepting, and lets open connections finish within the given time, without resetting one that is sending a
   * request.
   */
  drain(milliseconds: number): Promise<void>;
}

/**
 * Stops accepting once nobody connects for a moment: the kernel resets connections not yet accepted when a server
 * closes.
 */
export const stopAccepting = async (server: NetServer): Promise<void> => {
  const began = performance.now();
  let isQuiet: boolean;
  const onConnection = (): void => {
    isQuiet = false;
  };
  server.on("connection", onConnection);
  do {
    isQuiet = true;
    await sleep(QUIET_MS);
    await nextTurn(); // So that it closes right after it has looked for connections.
  } while (!isQuiet && performance.now() - began < LONGEST_QUEUE_MS);
  server.off("connection", onConnection);
  // Not the method of HTTP servers, which would close keep-alive connections at once.
  NetServer.prototype.close.call(server);
};

/**
 * Of pipelined requests only the last announces it: Node closes the connection after that response, whatever others are
 * being answered. Read when the response headers are written, which may be long after this.
 */
const announceClose = ({ last }: Kept): void => {
  if (last) last.shouldKeepAlive = false;
};

export const trackConnections = (server: Server): Connections => {
  const connections = new Map<Socket, Kept>();
  let drainsSince: number | undefined;
  let held: Promise<void> | undefined;
  let release: (() => void) | undefined;

  const rest = (socket: Socket): Kept => ({ requests: 0, idleSince: performance.now(), bytesRead: socket.bytesRead });

  server.on("connection", (socket: Socket) => {
    connections.set(socket, rest(socket));
    socket.once("close", () => connections.delete(socket));
  });
  // Before the handler, which may respond at once.
  server.prependListener("request", ({ socket }: IncomingMessage, response: ServerResponse) => {
    const kept = connections.get(socket);
    if (!kept) return;
    kept.requests++;
    const before = kept.last;
    kept.last = response;
    if (drainsSince !== undefined) {
      announceClose(kept);
      if (before && !before.headersSent) before.shouldKeepAlive = true;
    }
    response.once("close", () => {
      Object.assign(kept, rest(socket), { requests: kept.requests - 1 });
      if (kept.last === response) kept.last = undefined;
    });
  });

  const closeIdle = (since: number, linger: number): void => {
    const before = performance.now() - linger;
    for (const [socket, { requests, idleSince, bytesRead }] of connections) {
      if (requests === 0 && socket.bytesRead === bytesRead && Math.max(idleSince, since) <= before)
        socket.destroySoon();
    }
  };

  const hold = (): void => {
    held ??= new Promise((resolve) => {
      release = resolve;
    });
  };

  const drain = async (milliseconds: number): Promise<void> => {
    const since = performance.now();
    drainsSince = since;
    for (const kept of connections.values()) announceClose(kept);
    hold();
    await stopAccepting(server);
    held = undefined;
    release?.();
    while (connections.size > 0 && performance.now() - since < milliseconds) {
      await sleep(SWEEP_MS);
      await nextTurn(); // What clients have sent meanwhile is read, however long a turn took.
      closeIdle(since, Math.min(LINGER_MS, milliseconds));
    }
    for (const socket of connections.keys()) socket.destroy();
    while (connections.size > 0) await nextTurn();
    server.close(() => undefined); // Ends the timer with which it looks for slow requests.
  };

  return { count: () => connections.size, hold, held: () => held, drain };
};
