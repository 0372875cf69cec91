import type { IncomingMessage } from "node:http";
import { isSecret } from "../auth/secret.ts";

export type Guard = (request: IncomingMessage) => boolean;

const LOOPBACK_NAME = /^(localhost|[\w-]+\.localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;
const LOOPBACK_ADDRESS = /^(127\.|::1$|::ffff:127\.)/;

/**
 * Admits requests that address this machine by its own name: a page of another site cannot, even if its name resolves
 * to loopback.
 */
export const addressedToLoopback: Guard = ({ headers }) => LOOPBACK_NAME.test(headers.host ?? "");

/** Headers that proxies, load balancers and CDNs add to requests. */
const PROXY_HEADER =
  /^(forwarded|via|cdn-loop|max-forwards|(true-)?client-ip|x-(forwarded|original|real|client|cluster-client|remote|proxy|envoy|amzn|appengine|azure|arr|varnish|nginx)\b.*|(cf|fastly|fly|akamai)-.*)$/;

const isProxied: Guard = ({ headers }) => Object.keys(headers).some((name) => PROXY_HEADER.test(name));

/**
 * Admits holders of one of the tokens or, without tokens, requests from this machine itself, under its own name and not
 * through a proxy.
 */
export const metricsGuard = (tokens: readonly string[] | null): Guard => {
  if (tokens) {
    const isToken = isSecret(tokens.map((token) => `Bearer ${token}`));
    return ({ headers }) => isToken(headers.authorization);
  }
  return (request) =>
    LOOPBACK_ADDRESS.test(request.socket.remoteAddress ?? "") && addressedToLoopback(request) && !isProxied(request);
};
