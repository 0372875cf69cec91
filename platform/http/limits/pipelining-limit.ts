import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** Requests that a client may have sent on one connection before the first of them is answered. Few clients send more than one. */
const MOST_AHEAD = 10;

/** Whether a request may be answered. */
export type PipeliningLimit = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * Cuts off clients that send requests without waiting for answers: Node hands out all that arrive together, and every answer is held until
 * those before it are taken.
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
