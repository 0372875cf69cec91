import type { IncomingMessage } from "node:http";
import { isSecret } from "../auth/secret.ts";

export type Guard = (request: IncomingMessage) => boolean;

const LOOPBACK_NAME = /^(localhost|[\w-]+\.localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;
const LOOPBACK_ADDRESS = /^(127\.|::1$|::ffff:127\.)/;

/** Lets in who asked for this machine by a name of its own: a page of another site, its name turned to loopback, cannot. */
export const addressedToLoopback: Guard = ({ headers }) => LOOPBACK_NAME.test(headers.host ?? "");

/** What proxies, load balancers and content networks add to the requests that they pass on. */
const PROXY_HEADER =
  /^(forwarded|via|cdn-loop|max-forwards|(true-)?client-ip|x-(forwarded|original|real|client|cluster-client|remote|proxy|envoy|amzn|appengine|azure|arr|varnish|nginx)\b.*|(cf|fastly|fly|akamai)-.*)$/;

const isProxied: Guard = ({ headers }) => Object.keys(headers).some((name) => PROXY_HEADER.test(name));

/** Lets in who holds one of the tokens, or without any whoever asks this machine by a name of its own, on it and not through a proxy. */
export const metricsGuard = (tokens: readonly string[] | null): Guard => {
  if (tokens) {
    const isToken = isSecret(tokens.map((token) => `Bearer ${token}`));
    return ({ headers }) => isToken(headers.authorization);
  }
  return (request) =>
    LOOPBACK_ADDRESS.test(request.socket.remoteAddress ?? "") && addressedToLoopback(request) && !isProxied(request);
};
