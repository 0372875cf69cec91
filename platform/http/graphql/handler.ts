import type { IncomingMessage, ServerResponse } from "node:http";
import { type ApolloServer, type BaseContext, HeaderMap } from "@apollo/server";
import { TRAFFIC_LIMITS, type TrafficLimits } from "../../config/traffic.ts";
import type { Metrics } from "../../observability/metrics.ts";
import { endRequest } from "../../process/requests/request-end.ts";
import type { Cors } from "../cors.ts";
import { BodyError, readJsonBody } from "../limits/body.ts";
import { type BufferBudget, createBufferBudget } from "../limits/buffer-budget.ts";
import { createConcurrencyLimiter } from "../limits/concurrency-limiter.ts";
import { signalOf } from "../limits/deadline.ts";
import { requestIdOf } from "../request-id.ts";
import { sendError } from "../send.ts";
import { checkHash } from "./check-hash.ts";
import { checkNumbers } from "./check-numbers.ts";
import { operationKinds } from "./operation-kind.ts";
import type { RequestEnvelope } from "./request-envelope.ts";
import { writeAnswer } from "./write-response.ts";

/** What is known of a request before GraphQL sees it. */
export interface Incoming {
  readonly headers: IncomingMessage["headers"];
  readonly requestId: string;
  /** Aborted when the client leaves or the deadline passes. */
  readonly signal: AbortSignal;
}

export interface GraphqlOptions<Context extends BaseContext> {
  readonly apollo: ApolloServer<Context>;
  /** Authenticates, or refuses, before a body is read. */
  readonly context: (incoming: Incoming) => Promise<Context>;
  /** Whose request it is: no tenant takes all the slots. */
  readonly shareOf?: (context: Context) => string;
  readonly cors: Cors;
  readonly metrics: Metrics;
  readonly traffic?: TrafficLimits;
  /** Rewrites the request before Apollo Server reads it, or refuses it. */
  readonly admit?: (envelope: RequestEnvelope) => RequestEnvelope;
  /** The page for browsers has its own policy for what it needs. */
  readonly pagePolicy?: string;
}

/** The request's own headers; its id is among them, so that plugins find it there. */
const headerMapOf = (headers: IncomingMessage["headers"], requestId: string): HeaderMap => {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) map.set(name, String(value));
  map.set("x-request-id", requestId);
  return map;
};

/** The outcome of creating the context, so that Apollo Server can report a refusal in its own form. */
const settled = <Value>(promise: Promise<Value>): Promise<{ ok: boolean; value: () => Promise<Value> }> =>
  promise.then(
    (value) => ({ ok: true, value: async () => value }),
    (error: unknown) => ({ ok: false, value: () => Promise.reject(error) }),
  );

/** The rewritten request; a refusal waits until the caller is authenticated. */
const admitted = (
  admit: (envelope: RequestEnvelope) => RequestEnvelope,
  envelope: RequestEnvelope,
): { envelope: RequestEnvelope; settle: () => void } => {
  try {
    checkHash(envelope);
    checkNumbers(envelope);
    return { envelope: admit(envelope), settle: () => undefined };
  } catch (error) {
    const refuse = (): never => {
      throw error;
    };
    return { envelope, settle: refuse };
  }
};

/** Answers at once, before anything is read or verified, that the client should try another process, or later. */
const turnAway = (response: ServerResponse, metrics: Metrics): void => {
  if (response.destroyed) return;
  metrics.countTurnedAway("OVERLOAD");
  response.setHeader("retry-after", "1");
  sendError(response, 503, "DOWNSTREAM_SERVICE_UNAVAILABLE", "The server is busy. Try again in a second.");
};

/** GraphQL over HTTP: Apollo Server's responses on `node:http`. */
export const createGraphqlHandler = <Context extends BaseContext>(options: GraphqlOptions<Context>) => {
  const {
    apollo,
    context,
    shareOf,
    cors,
    metrics,
    traffic = TRAFFIC_LIMITS,
    admit = (envelope) => envelope,
    pagePolicy,
  } = options;
  const limiter = createConcurrencyLimiter(traffic.maxConcurrency);
  const holdRoom = createBufferBudget(traffic.maxBuffered);
  const budget: BufferBudget = (cutOff) =>
    holdRoom(() => {
      metrics.countAborted("SLOW");
      cutOff();
    });
  metrics.watch(limiter);

  const work = async (
    { envelope, settle }: ReturnType<typeof admitted>,
    viewer: { value: () => Promise<Context> },
    request: { readonly headers: IncomingMessage["headers"]; readonly requestId: string },
    response: ServerResponse,
  ): Promise<string> => {
    const httpGraphQLRequest = { ...envelope, headers: headerMapOf(request.headers, request.requestId) };
    const result = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest,
      context: async () => {
        const given = await viewer.value();
        settle();
        return given;
      },
    });
    if (pagePolicy && result.headers.get("content-type")?.startsWith("text/html")) {
      result.headers.set("content-security-policy", pagePolicy);
    }
    await writeAnswer(response, result, budget);
    return operationKinds.get(httpGraphQLRequest) ?? "none";
  };

  /** A slot is taken once the body has arrived: a slow sender keeps nobody else from theirs. */
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<string> => {
    const requestId = requestIdOf(request);
    response.setHeader("x-request-id", requestId);
    if (limiter.isFull()) {
      turnAway(response, metrics);
      return "none";
    }
    const { method = "GET", headers, url = "" } = request;
    const signal = signalOf(response, traffic.requestTimeout, metrics.countAborted);
    const signIn = () => context({ headers, requestId, signal });
    // A caller without a token may want the page for browsers, which needs no authentication.
    const isKnown = method === "POST" || headers.authorization !== undefined;
    const viewer = isKnown ? await settled(signIn()) : { ok: true, value: signIn };
    const bounds = { most: traffic.maxBody, signal, budget };
    const body = viewer.ok && method === "POST" ? await readJsonBody(request, bounds) : undefined;
    const search = url.includes("?") ? url.slice(url.indexOf("?")) : "";
    const envelope = admitted(admit, { method, search, body });

    const who = isKnown && viewer.ok && shareOf ? shareOf(await viewer.value()) : undefined;
    const entered = limiter.acquire(signal, who);
    if (!(typeof entered === "boolean" ? entered : await entered)) {
      turnAway(response, metrics);
      return "none";
    }
    try {
      return await work(envelope, viewer, { headers, requestId }, response);
    } finally {
      limiter.release(who);
      endRequest(signal);
    }
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (cors(request, response)) return;

    const began = performance.now();
    let operation = "none";
    try {
      operation = await answer(request, response);
    } catch (error) {
      if (!(error instanceof BodyError)) throw error;
      if (error.status === 413 || error.status === 408) response.setHeader("connection", "close");
      sendError(response, error.status, "BAD_REQUEST", error.message);
    } finally {
      metrics.observe({ operation, status: response.statusCode, seconds: (performance.now() - began) / 1_000 });
    }
  };
};
