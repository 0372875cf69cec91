import { Pool } from "undici";
import { Refusal } from "../../platform/graphql/errors.ts";
import { createReadBudgets, type ReadBudgets, UNBOUNDED } from "../../platform/process/requests/read-budgets.ts";
import { stringifyExact } from "../../platform/values/exact-json.ts";
import type { GatewayContext } from "../request/context.ts";
import { postJson } from "./http-post.ts";
import type { Send, SubgraphOperation, SubgraphResponse, Transport } from "./transport.ts";
import { TransportError } from "./transport.ts";

export interface HttpSubgraph {
  readonly name: string;
  readonly url: string;
  /** Headers of one request: the viewer's token, and the gateway's proof to the subgraph. */
  headers?(context: GatewayContext): Record<string, string>;
  /** Milliseconds from sending a read to its complete response. */
  readonly timeout?: number;
  /** The same for a write: a caller that stops waiting does not know its outcome. Defaults to that of a read. */
  readonly writeTimeout?: number;
  /** Maximum bytes of a response. */
  readonly maxResponseSize?: number;
  /** Counts what requests read; unlimited by default. */
  readonly budgetOf?: ReadBudgets;
  /** Connections kept to the subgraph. */
  readonly connections?: number;
}

const SECOND = 1_000;
const MEBIBYTE = 1_048_576;

/** Below the idle time after which a subgraph's server closes a connection, so that no request meets a closing one. */
const KEEP_ALIVE = 4 * SECOND;

/** A read is retried once if its connection died before a byte of the response arrived. */
const READ_ATTEMPTS = 2;

const wasNeverAnswered = (error: unknown) =>
  ["UND_ERR_SOCKET", "ECONNREFUSED", "ECONNRESET", "EPIPE"].includes(String((error as { code?: unknown }).code));

const hadNoConnection = (error: unknown): boolean =>
  ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "UND_ERR_CONNECT_TIMEOUT"].includes(
    String((error as { code?: unknown }).code),
  );

/** The transport of a subgraph in another process. */
export const http = ({
  name,
  url,
  headers = () => ({}),
  timeout = 30 * SECOND,
  writeTimeout = timeout,
  maxResponseSize = 64 * MEBIBYTE,
  connections = 128,
  budgetOf = createReadBudgets(UNBOUNDED),
}: HttpSubgraph): Transport => {
  const { origin, pathname, search } = new URL(url);
  const pool = new Pool(origin, {
    connections,
    keepAliveTimeout: KEEP_ALIVE,
    keepAliveMaxTimeout: 10 * 60 * SECOND,
    keepAliveTimeoutThreshold: SECOND,
    connect: { timeout: Math.min(timeout, 5 * SECOND) },
    headersTimeout: 0,
    bodyTimeout: 0,
    maxResponseSize,
  });

  const failure = (error: unknown): TransportError | Refusal => {
    if (error instanceof TransportError || error instanceof Refusal) return error;
    const { message } = error instanceof Error ? error : new Error(String(error));
    const isSent = !hadNoConnection(error);
    return new TransportError("DOWNSTREAM_SERVICE_UNAVAILABLE", `${name}: ${message}`, { cause: error, isSent });
  };

  const send = async (body: string, isRead: boolean, context: GatewayContext): Promise<SubgraphResponse> => {
    const deadline = performance.now() + (isRead ? timeout : writeTimeout);
    const attempts = isRead ? READ_ATTEMPTS : 1;
    const budget = context.signal && budgetOf(context.signal, context.viewer?.tenantId);
    const count = (bytes: number): void => budget?.take(bytes);
    for (let attempt = 1; ; attempt++) {
      const remaining = deadline - performance.now();
      try {
        const limits = { timeout: Math.max(remaining, 1), signal: budget?.signal, count };
        return await postJson(pool, pathname + search, body, headers(context), limits);
      } catch (error) {
        const again = attempt < attempts && wasNeverAnswered(error) && !budget?.signal.aborted;
        if (!again) throw budget ? budget.explain(failure(error)) : failure(error);
      }
    }
  };

  return {
    prepare: ({ text, kind }: SubgraphOperation): Send => {
      const start = `{"query":${JSON.stringify(text)}`;
      const isRead = kind === "query";
      return (variables, context) => {
        let hasVariables = false;
        for (const _ in variables) hasVariables = true;
        const body = hasVariables ? `${start},"variables":${stringifyExact(variables)}}` : `${start}}`;
        return send(body, isRead, context);
      };
    },
    close: () => pool.close(),
  };
};
