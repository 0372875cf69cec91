import type { IncomingMessage, ServerResponse } from "node:http";
import { type ApolloServer, type BaseContext, HeaderMap, type HTTPGraphQLResponse } from "@apollo/server";
import type { Metrics } from "../metrics.ts";
import type { Asked } from "./asked.ts";
import { BodyError, readJsonBody } from "./body.ts";
import type { Cors } from "./cors.ts";
import { operationKinds } from "./operation-kind.ts";
import { requestIdOf } from "./request-id.ts";
import { sendError } from "./send.ts";

/** What is known of a request before GraphQL sees it. */
export interface Incoming {
  readonly headers: IncomingMessage["headers"];
  readonly requestId: string;
  /** Aborted when the client leaves. */
  readonly signal: AbortSignal;
}

export interface GraphqlOptions<Context extends BaseContext> {
  readonly apollo: ApolloServer<Context>;
  /** Says who asks, or refuses, before a body is read. */
  readonly context: (incoming: Incoming) => Promise<Context>;
  readonly cors: Cors;
  readonly metrics: Metrics;
  /** Puts what is asked in other words before Apollo Server reads it, or refuses it. */
  readonly admit?: (asked: Asked) => Asked;
  /** The page for browsers allows what it needs in a policy of its own. */
  readonly pagePolicy?: string;
}

/** The request's own headers; its id is among them, so that plugins find it there. */
const headerMapOf = (headers: IncomingMessage["headers"], requestId: string): HeaderMap => {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) map.set(name, String(value));
  map.set("x-request-id", requestId);
  return map;
};

const signalOf = (response: ServerResponse): AbortSignal => {
  const controller = new AbortController();
  response.on("close", () => response.writableFinished || controller.abort(new Error("the client left")));
  return controller.signal;
};

const write = async (response: ServerResponse, { status, headers, body }: HTTPGraphQLResponse): Promise<void> => {
  for (const [name, value] of headers) response.setHeader(name, value);
  response.statusCode = status ?? 200;
  if (body.kind === "complete") {
    response.setHeader("content-length", Buffer.byteLength(body.string));
    response.end(body.string);
    return;
  }
  for await (const chunk of body.asyncIterator) response.write(chunk);
  response.end();
};

/** What asking for the context gave, so that a refusal can be told by Apollo Server, in its own form. */
const settled = <Value>(promise: Promise<Value>): Promise<{ ok: boolean; value: () => Promise<Value> }> =>
  promise.then(
    (value) => ({ ok: true, value: async () => value }),
    (error: unknown) => ({ ok: false, value: () => Promise.reject(error) }),
  );

/** What is asked in its last words; a refusal waits until it is known who asks. */
const admitted = (admit: (asked: Asked) => Asked, asked: Asked): { asked: Asked; settle: () => void } => {
  try {
    return { asked: admit(asked), settle: () => undefined };
  } catch (error) {
    const refuse = (): never => {
      throw error;
    };
    return { asked, settle: refuse };
  }
};

/** GraphQL over HTTP: Apollo Server's answers on `node:http`. */
export const createGraphqlHandler = <Context extends BaseContext>(options: GraphqlOptions<Context>) => {
  const { apollo, context, cors, metrics, admit = (asked) => asked, pagePolicy } = options;

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<string> => {
    const requestId = requestIdOf(request);
    response.setHeader("x-request-id", requestId);
    const { method = "GET", headers, url = "" } = request;
    const signIn = () => context({ headers, requestId, signal: signalOf(response) });
    const viewer = method === "POST" ? await settled(signIn()) : { ok: true, value: signIn };
    const body = viewer.ok && method === "POST" ? await readJsonBody(request) : undefined;
    const search = url.includes("?") ? url.slice(url.indexOf("?")) : "";
    const { asked, settle } = admitted(admit, { method, search, body });
    const httpGraphQLRequest = { ...asked, headers: headerMapOf(headers, requestId) };

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
    await write(response, result);
    return operationKinds.get(httpGraphQLRequest) ?? "none";
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (cors(request, response)) return;

    const began = performance.now();
    let operation = "none";
    try {
      operation = await answer(request, response);
    } catch (error) {
      if (!(error instanceof BodyError)) throw error;
      if (error.status === 413) response.setHeader("connection", "close");
      sendError(response, error.status, "BAD_REQUEST", error.message);
    } finally {
      metrics.observe({ operation, status: response.statusCode, seconds: (performance.now() - began) / 1_000 });
    }
  };
};
