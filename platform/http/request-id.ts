import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** The id from a proxy in front, if it is safe to log, else a new one. */
export const requestIdOf = ({ headers }: IncomingMessage): string => {
  const given = headers["x-request-id"];
  return typeof given === "string" && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
};
