import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from "@jest/globals";
import {
  CustomerDeleteText,
  type CustomerGraphClientOptions,
  CustomerGraphError,
  CustomersText,
  createCustomerGraphClient,
} from "../../client/fetch/index.ts";

interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body: object;
}

const CUSTOMERS: Answer = { status: 200, body: { data: { customers: { nodes: [] } } } };
const busy = (status: number, retryAfter?: string): Answer => ({
  status,
  headers: retryAfter === undefined ? {} : { "retry-after": retryAfter },
  body: { errors: [{ message: "Too much" }] },
});

let server: Server;
let url: string;
/** The responses to come; the last one is repeated. */
let answers: Answer[];
let asked: { readonly authorization: string | undefined }[];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push({ authorization: request.headers.authorization });
    const { status, headers, body } = (answers.length > 1 ? answers.shift() : answers[0]) ?? CUSTOMERS;
    response.writeHead(status, headers).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

beforeEach(() => {
  answers = [CUSTOMERS];
  asked = [];
});

const failure = async (request: Promise<unknown>): Promise<CustomerGraphError> => {
  const error = await request.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof CustomerGraphError)) throw new Error(`not a failure of the client: ${String(error)}`);
  return error;
};

const ask = (options: Partial<CustomerGraphClientOptions>) =>
  createCustomerGraphClient({ url, ...options }).request(CustomersText, { first: 1 });

describe("A programming error", () => {
  const TOKEN = "a-secret\nof-two-lines";

  it.each<[string, Partial<CustomerGraphClientOptions>, RegExp]>([
    ["a relative url outside a browser", { url: "/graphql" }, /"\/graphql" is not a whole address.*https:\/\/graph/],
    ["no url at all", { url: "" }, /"" is not a whole address/],
    ["another scheme", { url: "ftp://graph.example/graphql" }, /"ftp:.*must begin with http:\/\/ or https:\/\//],
    ["a password in the url", { url: "https://ada:pw@graph.example" }, /must not hold a name or a password.*`token`/],
    ["a header of a wrong name", { headers: { "x y": "1" } }, /The header "x y" is not valid/],
    ["a header of a wrong value", { headers: { "x-name": "Ω" } }, /The header "x-name" is not valid/],
    ["a token of two lines", { token: TOKEN }, /The header "authorization" is not valid/],
    ["a timeout that is none", { timeout: -1 }, /The timeout -1 cannot be set.*milliseconds, from 0 on/],
  ])("is distinguished from a network error: %s", async (_, options, message) => {
    const error = await failure(ask(options));

    expect(error.reason).toBe("usage");
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain("a-secret");
    expect(error.message).not.toContain("pw@");
    expect(asked).toEqual([]);
  });

  it("is reported for variables that JSON cannot represent", async () => {
    const wrong = { first: 10n } as unknown as { first: number };

    const error = await failure(createCustomerGraphClient({ url }).request(CustomersText, wrong));

    expect(error.reason).toBe("usage");
    expect(error.message).toMatch(/variables cannot be written as JSON: .*BigInt/);
  });

  describe("on a platform that lacks something", () => {
    const without = async (owner: object, name: string, test: () => Promise<void>) => {
      const described = Object.getOwnPropertyDescriptor(owner, name) ?? {};
      Object.defineProperty(owner, name, { value: undefined, configurable: true });
      await test().finally(() => Object.defineProperty(owner, name, described));
    };

    it("names AbortSignal.any, and needs it only for several signals", async () => {
      const { signal } = new AbortController();
      const client = createCustomerGraphClient({ url });

      await without(AbortSignal, "any", async () => {
        const error = await failure(client.request(CustomersText, {}, { signal, timeout: 60_000 }));
        expect(error).toMatchObject({
          reason: "usage",
          message: expect.stringMatching(/no AbortSignal\.any.*Node 20\.3/),
        });

        for (const one of [{ signal }, { timeout: 60_000 }, {}])
          expect((await client.request(CustomersText, {}, one)).errors).toEqual([]);
      });
    });

    it("names fetch, and accepts one as an option", async () => {
      const { fetch } = globalThis;

      await without(globalThis, "fetch", async () => {
        expect(await failure(ask({}))).toMatchObject({ reason: "usage", message: expect.stringContaining("no fetch") });
        expect((await ask({ fetch })).errors).toEqual([]);
      });
    });

    it("names crypto.subtle when ids are to be sent", () =>
      without(globalThis, "crypto", async () => {
        const error = await failure(ask({ trustedDocuments: true }));

        expect(error).toMatchObject({ reason: "usage", message: expect.stringContaining("crypto.subtle") });
      }));
  });

  it("is not reported when the page or a custom fetch resolves a relative url", async () => {
    const to: string[] = [];
    const own: typeof fetch = (input, init) => {
      to.push(String(input));
      return fetch(url, init);
    };

    await ask({ url: "/graphql", fetch: own });
    Object.defineProperty(globalThis, "location", { value: new URL(url), configurable: true });
    const { errors } = await ask({ url: "/graphql" }).finally(() => Reflect.deleteProperty(globalThis, "location"));

    expect(to).toEqual(["/graphql"]);
    expect(errors).toEqual([]);
  });

  it("is not reported when nothing listens: that is a network error", async () => {
    const error = await failure(ask({ url: "http://127.0.0.1:9/graphql" }));

    expect(error).toMatchObject({ reason: "network", message: "The graph cannot be reached" });
  });
});

describe("A client with retries", () => {
  it.each([429, 503])("repeats a query answered with %s when the response says, with a new token", async (status) => {
    answers = [busy(status, "0"), busy(status, new Date(0).toUTCString()), CUSTOMERS];
    let made = 0;
    const token = () => {
      made += 1;
      return `t${made}`;
    };

    const { data } = await ask({ retry: { attempts: 3 }, token });

    expect(data.customers.nodes).toEqual([]);
    expect(asked.map(({ authorization }) => authorization)).toEqual(["Bearer t1", "Bearer t2", "Bearer t3"]);
  });

  it("waits as long as the response says", async () => {
    answers = [busy(429, "7"), CUSTOMERS];
    const set = jest.spyOn(globalThis, "setTimeout").mockImplementation((run: () => void) => {
      queueMicrotask(run);
      return 0 as unknown as NodeJS.Timeout;
    });

    const waits = await ask({ retry: { attempts: 1 }, fetch: async () => answerOf(answers) })
      .then(() => set.mock.calls.map(([, milliseconds]) => milliseconds))
      .finally(() => set.mockRestore());

    expect(waits).toEqual([7_000]);
  });

  it("gives up after the configured attempts, with the last error", async () => {
    answers = [busy(429, "0")];

    const error = await failure(ask({ retry: { attempts: 2 } }));

    expect(error).toMatchObject({ reason: "refused", status: 429, retryAfter: 0 });
    expect(asked).toHaveLength(3);
  });

  it.each<[string, Answer, CustomerGraphClientOptions["retry"]]>([
    ["is not told to", busy(429, "0"), undefined],
    ["is not told when", busy(429), { attempts: 3 }],
    ["is told to wait for too long", busy(429, "31"), { attempts: 3 }],
    ["is told to wait for longer than it may", busy(503, "2"), { attempts: 3, maxWait: 1 }],
    ["is refused for another reason", busy(401, "0"), { attempts: 3 }],
    ["has an answer in part", { ...busy(200, "0"), body: { data: { customers: null }, errors: [] } }, { attempts: 3 }],
  ])("does not retry when it %s", async (_, answer, retry) => {
    answers = [answer];

    await ask({ ...(retry && { retry }) }).catch((error: unknown) => expect(error).toBeInstanceOf(CustomerGraphError));

    expect(asked).toHaveLength(1);
  });

  it("never sends a mutation twice", async () => {
    answers = [busy(503, "0")];
    const client = createCustomerGraphClient({ url, retry: { attempts: 3 } });

    const error = await failure(client.request(CustomerDeleteText, { input: { customerId: "1" } }));

    expect(error.status).toBe(503);
    expect(asked).toHaveLength(1);
  });

  it("stops waiting when it is aborted or times out", async () => {
    answers = [busy(429, "20")];
    const client = createCustomerGraphClient({ url, retry: { attempts: 3 } });
    const controller = new AbortController();
    const answered = new Promise<void>((resolve) =>
      server.once("request", (_, response) => response.once("close", resolve)),
    );

    const stopped = expect(client.request(CustomersText, {}, { signal: controller.signal })).rejects.toThrow(
      "the user left",
    );
    await answered;
    controller.abort(new Error("the user left"));
    const late = await failure(client.request(CustomersText, {}, { timeout: 200 }));

    await stopped;
    expect(late).toMatchObject({ reason: "timeout", message: "No answer within 200 milliseconds" });
  });

  it("waits for a token no longer than for a response: until the timeout or an abort", async () => {
    const client = createCustomerGraphClient({ url, token: () => new Promise<string>(() => undefined) });
    const leaving = new AbortController();

    const late = await failure(client.request(CustomersText, {}, { timeout: 20 }));
    const left = client.request(CustomersText, {}, { signal: leaving.signal });
    leaving.abort(new Error("gone"));

    expect(late).toMatchObject({ reason: "timeout", message: "No answer within 20 milliseconds" });
    await expect(left).rejects.toThrow("gone");
    expect(asked).toEqual([]);
  });
});

const answerOf = (from: Answer[]): Response => {
  const { status, headers, body } = from.shift() ?? CUSTOMERS;
  return new Response(JSON.stringify(body), { status, headers });
};
