import type { ServerResponse } from "node:http";
import type { ErrorCode } from "../graphql/errors.ts";

/** A text response with its length, unless the client has left. */
export const send = (response: ServerResponse, status: number, type: string, text: string): void => {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, { "content-type": type, "content-length": Buffer.byteLength(text) });
  response.end(text);
};

export const sendJson = (response: ServerResponse, status: number, value: unknown): void =>
  send(response, status, "application/json; charset=utf-8", JSON.stringify(value));

/** A refusal before GraphQL was reached, in GraphQL's error format. */
export const sendError = (response: ServerResponse, status: number, code: ErrorCode, message: string): void =>
  sendJson(response, status, { errors: [{ message, extensions: { code } }] });
