import type { Server } from "node:http";
import type { Socket } from "node:net";

/**
 * Answers how to close the connections of a server on which no request is in work. Node's own way leaves those that never had one,
 * and browsers open some ahead.
 */
export const watchConnections = (server: Server): (() => void) => {
  const requestsOn = new Map<Socket, number>();
  const count = (socket: Socket, change: number): void => {
    const requests = requestsOn.get(socket);
    if (requests !== undefined) requestsOn.set(socket, requests + change);
  };
  server.on("connection", (socket: Socket) => {
    requestsOn.set(socket, 0);
    socket.once("close", () => requestsOn.delete(socket));
  });
  server.on("request", ({ socket }, response) => {
    count(socket, 1);
    response.once("close", () => count(socket, -1));
  });
  return () => {
    for (const [socket, requests] of requestsOn) if (requests === 0) socket.destroy();
  };
};
