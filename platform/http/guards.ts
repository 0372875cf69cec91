import type { IncomingMessage } from "node:http";
import { isSecret } from "../secret.ts";

export type Guard = (request: IncomingMessage) => boolean;

const LOOPBACK_NAME = /^(localhost|[\w-]+\.localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;
const LOOPBACK_ADDRESS = /^(127\.|::1$|::ffff:127\.)/;

/** Lets in who asked for this machine by a name of its own: a page of another site, its name turned to loopback, cannot. */
export const addressedToLoopback: Guard = ({ headers }) => LOOPBACK_NAME.test(headers.host ?? "");

/** Lets in who holds the token, or without one whoever asks on this machine and not through a proxy. */
export const metricsGuard = (token: string | null): Guard => {
  if (token) {
    const isToken = isSecret(`Bearer ${token}`);
    return ({ headers }) => isToken(headers.authorization);
  }
  return ({ socket, headers }) =>
    LOOPBACK_ADDRESS.test(socket.remoteAddress ?? "") &&
    !headers["x-forwarded-for"] &&
    !headers.forwarded &&
    !headers.via;
};
