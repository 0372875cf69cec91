import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Log } from "../observability/log.ts";
import { trackConnections } from "./draining.ts";
import { addressedToLoopback, type Guard } from "./guards.ts";
import { SECURITY_HEADERS } from "./headers.ts";
import { createReadiness, type Phase } from "./health.ts";
import { createPipeliningLimit } from "./limits/pipelining-limit.ts";
import { listenOn, urlOf } from "./port.ts";
import { requestTarget } from "./request-target.ts";
import { send, sendError, sendJson } from "./send.ts";
import { asksForWebSocket, refuseWebSocket } from "./websocket.ts";

export type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

export interface HttpOptions {
  /** Refuses requests under a host name that is not this machine's. */
  readonly local: boolean;
  /** Further ones are closed at once; unlimited by default. */
  readonly maxConnections?: number;
  readonly log: Log;
  readonly metrics: { readonly guard: Guard; readonly text: () => Promise<string> };
}

/** It serves `/livez`, `/readyz` and `/metrics` at once, and everything else once it is opened. */
export interface HttpServer {
  /**
   * Starts serving, at each path and, under `/name/*`, below it. `check` rejects while a dependency cannot be reached.
   */
  open(routes: Readonly<Record<string, Handler>>, check: () => Promise<void>): void;
  /** Accepts no new requests, and gives those in flight time to finish. */
  drain(milliseconds: number): Promise<void>;
}

export interface ListeningServer extends HttpServer {
  /** The URL for a person on this machine. */
  readonly url: string;
}

/** A server that does not listen: another process accepts its connections. */
export interface UnboundServer extends HttpServer {
  take(connection: Socket): void;
  /** Holds new requests until it drains. */
  hold(): void;
}

const routeAt = (routes: Readonly<Record<string, Handler>>, path: string): Handler | undefined =>
  [path, path.replace(/^(\/[^/]+)\/.*$/s, "$1/*")]
    .map((key) => Object.hasOwn(routes, key) && routes[key])
    .find(Boolean) || undefined;

/**
 * A client that sends its request slowly is disconnected after this many milliseconds; the check runs every five
 * seconds.
 */
const LIMITS = {
  // Longer than the 60 seconds for which load balancers, and the gateway towards subgraphs, keep a connection idle.
  keepAliveTimeout: 65_000,
  headersTimeout: 15_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 16_384,
};

const METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

const createHttpServer = ({ local, log, metrics }: HttpOptions) => {
  let phase: Phase = "starting";
  let routes: Readonly<Record<string, Handler>> = {};
  let readiness = createReadiness(
    () => phase,
    async () => undefined,
  );

  const handle: Handler = async (request, response) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    const target = requestTarget(request.url ?? "");
    if ("fault" in target) return sendError(response, 400, "BAD_REQUEST", target.fault);
    request.url = target.url;
    if (target.host !== undefined) request.headers.host = target.host;
    if (local && !addressedToLoopback(request)) {
      return sendError(
        response,
        403,
        "FORBIDDEN",
        "Sign-in is not configured, so this server answers requests to localhost only.",
      );
    }
    if (asksForWebSocket(request)) return refuseWebSocket(response);
    const path = target.url.replace(/\?.*$/s, "");
    if (path === "/livez") return sendJson(response, 200, { status: "alive" });
    if (path === "/readyz") {
      const status = await readiness();
      return sendJson(response, status === "ready" ? 200 : 503, { status });
    }
    if (path === "/metrics" && metrics.guard(request)) return send(response, 200, METRICS_TYPE, await metrics.text());
    const route = routeAt(routes, path);
    if (route) return route(request, response);
    if (phase === "starting") return sendError(response, 503, "DOWNSTREAM_SERVICE_UNAVAILABLE", "Starting.");
    sendError(response, 404, "BAD_REQUEST", "Nothing is here. GraphQL is at /graphql.");
  };

  const logRequest = ({ method, url = "" }: IncomingMessage, response: ServerResponse): void => {
    const began = performance.now();
    response.on("close", () => {
      const milliseconds = Math.round(performance.now() - began);
      const [path] = url.split("?", 1);
      const id = response.getHeader("x-request-id");
      log.debug({ method, path, status: response.statusCode, milliseconds, request: id }, "request");
    });
  };

  const isWithinLimit = createPipeliningLimit();
  const server = createServer(LIMITS, (request, response) => {
    if (!isWithinLimit(request, response)) return;
    if (log.isLevelEnabled("debug")) logRequest(request, response);
    const held = connections.held();
    Promise.resolve(held ? held.then(() => handle(request, response)) : handle(request, response)).catch(
      (error: unknown) => {
        log.error({ err: error }, "a request failed");
        if (response.headersSent) response.destroy();
        else sendError(response, 500, "INTERNAL_SERVER_ERROR", "Internal error");
      },
    );
  });
  const connections = trackConnections(server);
  const http: HttpServer = {
    open: (opened, check) => {
      routes = opened;
      readiness = createReadiness(() => phase, check);
      phase = "ready";
    },
    drain: (milliseconds) => {
      phase = "draining";
      return connections.drain(milliseconds);
    },
  };
  return { server, connections, http };
};

/**
 * Listens before the process can answer, so that a port in use is detected first and probes see it start. `local` means
 * loopback only.
 */
export const listen = async ({
  port,
  ...options
}: HttpOptions & { readonly port: number }): Promise<ListeningServer> => {
  const { server, http } = createHttpServer(options);
  if (options.maxConnections) server.maxConnections = options.maxConnections;
  await listenOn(server, port, options.local);
  return { ...http, url: urlOf(server) };
};

export const createUnbound = (options: HttpOptions): UnboundServer => {
  const { server, connections, http } = createHttpServer(options);
  server.emit("listening"); // Starts the timer with which it looks for slow requests.
  return {
    ...http,
    hold: connections.hold,
    take: (connection) => {
      if (options.maxConnections && connections.count() >= options.maxConnections) return connection.destroy();
      connection.allowHalfOpen = true; // As those that it accepts itself: a client may say that it has sent all.
      server.emit("connection", connection);
    },
  };
};
