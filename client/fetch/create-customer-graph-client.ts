import { CustomerGraphError } from "./customer-graph-error.ts";
import { documentId } from "./document-id.ts";
import { anyOf, checkedHeaders, clockOf, jsonOf, unlessAborted, wholeUrl } from "./prepare.ts";
import { type Answer, readAnswer } from "./read-answer.ts";
import { type RetryOptions, withRetries } from "./retry.ts";
import type { TypedText } from "./typed-text.ts";
import { usageError } from "./usage-error.ts";

type Token = string | undefined;

/** Where the graph is, and how to ask it. */
export interface CustomerGraphClientOptions {
  /** The address of the graph: `https://graph.example.com/graphql`. */
  readonly url: string | URL;
  /** Who asks: a JWT, or a function that gives one, asked before every attempt. */
  readonly token?: Token | (() => Token | Promise<Token>);
  /** Headers for every operation. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds until an operation is given up, the token and retries included. Without it, nothing but the graph itself gives up. */
  readonly timeout?: number;
  /** Asks queries again that the graph answers with 429 or 503 and `Retry-After`. Mutations are never sent twice. */
  readonly retry?: RetryOptions;
  /** Sends the ids of operations in place of their texts, to a graph that lists them. */
  readonly trustedDocuments?: boolean;
  /** Another `fetch` than the platform's. It is given `url` as it is. */
  readonly fetch?: typeof globalThis.fetch;
}

/** How to ask one operation. */
export interface RequestOptions {
  /** Gives the operation up. The promise is then rejected with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Milliseconds, in place of those of the client. */
  readonly timeout?: number;
  /** In place of that of the client. */
  readonly retry?: RetryOptions;
  /** Headers, over those of the client. */
  readonly headers?: Readonly<Record<string, string>>;
}

type Given<Variables> =
  Record<string, never> extends Variables
    ? [variables?: Variables, options?: RequestOptions]
    : [variables: Variables, options?: RequestOptions];

/** Asks the graph without a cache and without a framework. */
export interface CustomerGraphClient {
  /** Asks one operation. What is answered in part comes back with its `errors`; where nothing is answered, it throws. */
  request<Data, Variables>(operation: TypedText<Data, Variables>, ...given: Given<Variables>): Promise<Answer<Data>>;
}

const operationName = (text: string): string | undefined => /^\s*(?:query|mutation)\s+(\w+)/.exec(text)?.[1];

/** Makes a client of `fetch` alone, for programs without Apollo Client. It keeps nothing, and tries nothing twice unless told to. */
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
