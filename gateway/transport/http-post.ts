import { EventEmitter } from "node:events";
import type { Dispatcher, Pool } from "undici";
import { errors } from "undici";
import { Aborted } from "../../platform/graphql/aborted.ts";
import { Refusal } from "../../platform/graphql/errors.ts";
import { parseExact } from "../../platform/values/exact-json.ts";
import type { SubgraphResponse } from "./transport.ts";
import { TransportError } from "./transport.ts";

/** Told how many bytes of a response have arrived. Throws if there are too many. */
type Count = (bytes: number) => void;

interface Limits {
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
  readonly count: Count;
}

const HEADERS = { "content-type": "application/json", accept: "application/graphql-response+json, application/json" };

/**
 * Aborts when the fetch times out or the request ends, whichever comes first. An emitter costs a fraction of an
 * `AbortController`.
 */
const limited = (timeout: number, signal: AbortSignal | undefined) => {
  const emitter = new EventEmitter();
  let reason: TransportError | Aborted | undefined;
  const abort = (error: TransportError | Aborted) => {
    reason = error;
    emitter.emit("abort");
  };
  const leave = () => abort(new Aborted());
  const tooLate = () =>
    new TransportError("DOWNSTREAM_SERVICE_UNAVAILABLE", `No answer within ${Math.round(timeout)} ms.`, {
      affects: "tenant",
    });
  const timer = setTimeout(() => abort(tooLate()), timeout);
  signal?.addEventListener("abort", leave, { once: true });
  return {
    emitter,
    reason: () => reason,
    end: () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", leave);
    },
  };
};

const invalid = (message: string) => new TransportError("DOWNSTREAM_INVALID_RESPONSE", message);

const GATEWAY_TIMEOUT = 504;

const withStatus = (status: number, cause?: unknown): TransportError => {
  const affects = status < 500 ? "one" : status === GATEWAY_TIMEOUT ? "tenant" : "all";
  return new TransportError("DOWNSTREAM_SERVICE_UNAVAILABLE", `The answer has status ${status}.`, { affects, cause });
};

/** GraphQL over HTTP: an error status with a well-formed body is a response; with anything else it is not. */
const read = (status: number, text: string): SubgraphResponse => {
  const isSuccess = status >= 200 && status < 300;
  let body: unknown;
  try {
    body = parseExact(text);
  } catch (cause) {
    if (isSuccess) throw invalid("The answer is not JSON.");
    throw withStatus(status, cause);
  }
  const isResult =
    typeof body === "object" && body !== null && !Array.isArray(body) && ("data" in body || "errors" in body);
  if (isResult) return body as SubgraphResponse;
  if (isSuccess) throw invalid("The answer is not a GraphQL result.");
  throw withStatus(status);
};

/**
 * Reads a response, and counts it as it arrives: all at once if its length is known, since no part of it then needs
 * inspecting.
 */
const readCounted = async ({ body, headers }: Dispatcher.ResponseData, count: Count): Promise<string> => {
  const length = Number(headers["content-length"] ?? Number.NaN);
  if (length >= 0) {
    count(length);
    return body.text();
  }
  const chunks: Buffer[] = [];
  for await (const chunk of body as AsyncIterable<Buffer>) {
    count(chunk.length);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
};

/** A response that broke off is not the same as none. */
const wholeText = async (answer: Dispatcher.ResponseData, count: Count): Promise<string> => {
  try {
    return await readCounted(answer, count);
  } catch (cause) {
    answer.body.on("error", () => undefined).destroy();
    if (cause instanceof TransportError || cause instanceof Refusal) throw cause;
    if (cause instanceof errors.ResponseExceededMaxSizeError) throw invalid("The answer is too long.");
    throw new TransportError("DOWNSTREAM_SERVICE_UNAVAILABLE", "The response was cut short.", { cause });
  }
};

/** Posts a prebuilt body and reads the whole response. */
export const postJson = async (
  pool: Pool,
  path: string,
  body: string,
  headers: Record<string, string>,
  { timeout, signal, count }: Limits,
): Promise<SubgraphResponse> => {
  const limit = limited(timeout, signal);
  try {
    const answer = await pool.request({
      path,
      method: "POST",
      headers: { ...headers, ...HEADERS },
      body,
      signal: limit.emitter,
    });
    return read(answer.statusCode, await wholeText(answer, count));
  } catch (error) {
    throw limit.reason() ?? error;
  } finally {
    limit.end();
  }
};
