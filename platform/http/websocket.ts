import type { IncomingMessage, ServerResponse } from "node:http";
import { sendError } from "./send.ts";

/** Whether a client requests a WebSocket. Offers of other protocols, such as `h2c`, can be ignored. */
export const asksForWebSocket = ({ headers }: IncomingMessage): boolean =>
  (headers.upgrade ?? "").split(",").some((protocol) => /^\s*websocket\s*(\/|$)/i.test(protocol));

/** Tells a WebSocket client what is supported instead, and closes its connection. */
export const refuseWebSocket = (response: ServerResponse): void => {
  response.setHeader("connection", "close");
  sendError(
    response,
    400,
    "BAD_REQUEST",
    "This server has neither WebSockets nor subscriptions. Send queries and mutations with POST to /graphql, as application/json.",
  );
};
