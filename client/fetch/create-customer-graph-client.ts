import { CustomerGraphError } from "./customer-graph-error.ts";
import { documentId } from "./document-id.ts";
import { anyOf, checkedHeaders, clockOf, jsonOf, unlessAborted, wholeUrl } from "./prepare.ts";
import { type Answer, readAnswer } from "./read-answer.ts";
import { type RetryOptions, withRetries } from "./retry.ts";
import type { TypedText } from "./typed-text.ts";
import { usageError } from "./usage-error.ts";

type Token = string | undefined;

/** Where the graph is, and how to query it. */
export interface CustomerGraphClientOptions {
  /** The URL of the graph: `https://graph.example.com/graphql`. */
  readonly url: string | URL;
  /** The viewer's token: a JWT, or a function that returns one, called before every attempt. */
  readonly token?: Token | (() => Token | Promise<Token>);
  /** Headers for every operation. */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * Milliseconds until an operation times out, including the token and retries. Without it, only the graph's own
   * deadline applies.
   */
  readonly timeout?: number;
  /** Retries queries that the graph answers with 429 or 503 and `Retry-After`. Mutations are never sent twice. */
  readonly retry?: RetryOptions;
  /** Sends the ids of operations instead of their texts, to a graph that lists them. */
  readonly trustedDocuments?: boolean;
  /** A replacement for the platform's `fetch`. It receives `url` unchanged. */
  readonly fetch?: typeof globalThis.fetch;
}

/** Options for one operation. */
export interface RequestOptions {
  /** Aborts the operation. The promise is then rejected with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Milliseconds, overriding the client's. */
  readonly timeout?: number;
  /** Overrides the client's. */
  readonly retry?: RetryOptions;
  /** Headers, added to the client's and overriding them. */
  readonly headers?: Readonly<Record<string, string>>;
}

type Given<Variables> =
  Record<string, never> extends Variables
    ? [variables?: Variables, options?: RequestOptions]
    : [variables: Variables, options?: RequestOptions];

/** Queries the graph without a cache and without a framework. */
export interface CustomerGraphClient {
  /** Runs one operation. A partial response is returned with its `errors`; without any data, it throws. */
  request<Data, Variables>(operation: TypedText<Data, Variables>, ...given: Given<Variables>): Promise<Answer<Data>>;
}

const operationName = (text: string): string | undefined => /^\s*(?:query|mutation)\s+(\w+)/.exec(text)?.[1];

/**
 * Creates a client on `fetch` alone, for programs without Apollo Client. It caches nothing, and retries only if
 * configured.
 */
export const createCustomerGraphClient = (client: CustomerGraphClientOptions): CustomerGraphClient => {
  const tokenNow = async (): Promise<Token> => (typeof client.token === "function" ? client.token() : client.token);

  const headersOf = async (options: RequestOptions): Promise<Headers> => {
    const token = await tokenNow();
    return checkedHeaders({
      "content-type": "application/json",
      accept: "application/graphql-response+json, application/json",
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...client.headers,
      ...options.headers,
    });
  };

  const bodyOf = async (text: string, variables: unknown): Promise<string> => {
    const document = client.trustedDocuments ? { documentId: await documentId(text) } : { query: text };
    return jsonOf({ ...document, operationName: operationName(text), variables });
  };

  const ask = async <Data>(text: string, variables: unknown, options: RequestOptions): Promise<Answer<Data>> => {
    const { signal, timeout = client.timeout, retry = client.retry } = options;
    signal?.throwIfAborted();
    const clock = clockOf(timeout);
    const either = anyOf([signal, clock].filter((each) => each !== undefined));
    const url = client.fetch ? client.url : wholeUrl(client.url);
    const send = client.fetch ?? globalThis.fetch;
    if (typeof send !== "function") throw usageError("This platform has no fetch: give one as `fetch`.");
    const body = await bodyOf(text, variables);

    const attempt = async (): Promise<Answer<Data>> => {
      const headers = await unlessAborted(either, headersOf(options));
      const init = { method: "POST", headers, body, ...(either && { signal: either }) };
      try {
        return await readAnswer(await send(url, init));
      } catch (error) {
        if (error instanceof CustomerGraphError || either?.aborted) throw error;
        throw new CustomerGraphError("network", "The graph cannot be reached", { cause: error });
      }
    };
    try {
      return await withRetries(text, retry, either, attempt);
    } catch (error) {
      signal?.throwIfAborted();
      if (clock?.aborted && !(error instanceof CustomerGraphError))
        throw new CustomerGraphError("timeout", `No answer within ${timeout} milliseconds`, { cause: error });
      throw error;
    }
  };

  return {
    request: (operation, ...[variables, options = {}]) => ask(operation, variables, options),
  };
};
