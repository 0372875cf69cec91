import type { ServerResponse } from "node:http";
import type { HTTPGraphQLResponse } from "@apollo/server";
import type { BufferBudget } from "../limits/buffer-budget.ts";

/** Sends Apollo Server's response, and counts it as buffered until the client has read it. */
export const writeAnswer = async (
  response: ServerResponse,
  { status, headers, body }: HTTPGraphQLResponse,
  budget: BufferBudget,
): Promise<void> => {
  if (response.headersSent || response.destroyed) return;
  for (const [name, value] of headers) response.setHeader(name, value);
  response.statusCode = status ?? 200;
  if (body.kind === "complete") {
    const bytes = Buffer.byteLength(body.string);
    const reservation = budget(() => response.destroy());
    response.once("close", reservation.release);
    response.setHeader("content-length", bytes);
    response.end(body.string);
    reservation.grow(bytes);
    return;
  }
  for await (const chunk of body.asyncIterator) response.write(chunk);
  response.end();
};
