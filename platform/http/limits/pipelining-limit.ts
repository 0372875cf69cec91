import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** Requests that a client may send on one connection before the first is answered. Few clients send more than one. */
const MOST_AHEAD = 10;

/** Whether a request may be answered. */
export type PipeliningLimit = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * Disconnects clients that send requests without waiting for responses: Node hands out all that arrive together, and
 * every response is buffered until those before it are read.
 */
export const createPipeliningLimit = (): PipeliningLimit => {
  const ahead = new WeakMap<Socket, number>();
  const count = (socket: Socket, change: number): number => {
    const requests = (ahead.get(socket) ?? 0) + change;
    ahead.set(socket, requests);
    return requests;
  };

  return ({ socket }, response) => {
    if (socket.destroyed) return false;
    response.once("close", () => count(socket, -1));
    if (count(socket, 1) <= MOST_AHEAD) return true;
    socket.destroy();
    return false;
  };
};
