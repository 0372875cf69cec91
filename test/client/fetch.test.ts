import { createHash } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import {
  CustomerCountText,
  CustomerFunnelStageSetText,
  CustomerGraphError,
  type CustomerQuery,
  CustomerSummaryText,
  CustomersText,
  CustomerText,
  createCustomerGraphClient,
  type TypedText,
} from "../../client/fetch/index.ts";
import * as texts from "../../client/generated/texts.generated.ts";
import { documentIds } from "../../client/index.ts";
import { DEMO_TENANT_ID } from "../../platform/auth/demo-viewer.ts";
import { mintToken } from "../../platform/auth/token.ts";
import { projectFile } from "../../platform/project.ts";
import { demoDatabase } from "../support/demo-database.ts";
import { AUTH_SECRET, auth, GATEWAY_SECRET } from "../support/secrets.ts";
import { build, cleanUp, type ServerProcess, serve } from "../support/server-process.ts";

const NOBODY = "0198c0de-0000-7000-8000-ffffffffffff";

let graph: ServerProcess;
let url: string;
let token: string;

beforeAll(async () => {
  await build();
  graph = await serve("start", [], {
    AUTH_SECRET,
    DATABASE_URL: await demoDatabase(),
    DEMO: "1",
    GATEWAY_SECRET,
    SUBGRAPHS: "finance=http://127.0.0.1:9/graphql",
    TRUSTED_DOCUMENTS: projectFile("client", "generated", "trusted-documents.json"),
  });
  url = `${graph.url}/graphql`;
  const scope = "customers:read customers:write finance:read finance:write";
  token = await mintToken(auth, { sub: "ada", tenant: DEMO_TENANT_ID, scope }, "1h");
}, 120_000);

afterAll(cleanUp);

const failure = async (asked: Promise<unknown>): Promise<CustomerGraphError> => {
  const error = await asked.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof CustomerGraphError)) throw new Error(`not a failure of the client: ${String(error)}`);
  return error;
};

/** A server that always returns one response, or never responds. */
const answering = async (answer?: { status: number; headers: Record<string, string>; body: string }) => {
  const server: Server = createServer((_request, response) => {
    if (answer) response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

describe("The fetch client", () => {
  it("fetches the token for each request, and returns what the operation's types say", async () => {
    let fetched = 0;
    const client = createCustomerGraphClient({
      url,
      token: async () => {
        fetched += 1;
        return token;
      },
    });

    const { data, errors } = await client.request(CustomersText, { first: 3 });
    const names: readonly string[] = data.customers.nodes.map(({ displayName }) => displayName);
    const counted = await client.request(CustomerCountText);

    expect(errors).toEqual([]);
    expect(names).toHaveLength(3);
    expect(counted.data.customers.totalCount).toBeGreaterThan(3);
    expect(fetched).toBe(2);
  });

  it("returns partial data with the errors of the rest", async () => {
    const client = createCustomerGraphClient({ url, token });
    const [first] = (await client.request(CustomersText, { first: 1 })).data.customers.nodes;

    const { data, errors } = await client.request(CustomerText, { id: first?.id ?? "" });

    expect(data.customer?.displayName).toBe(first?.displayName);
    expect(data.customer?.finance).toBeNull();
    expect(errors.map(({ extensions }) => extensions?.code)).toContain("DOWNSTREAM_SERVICE_UNAVAILABLE");
    expect(errors.map(({ path }) => path?.[0])).toContain("customer");
  });

  it("returns user errors as data", async () => {
    const client = createCustomerGraphClient({ url, token });

    const { data, errors } = await client.request(CustomerFunnelStageSetText, {
      input: { customerId: NOBODY, funnelStage: "LEAD" },
    });

    expect(errors).toEqual([]);
    expect(data.customerFunnelStageSet.customer).toBeNull();
    expect(data.customerFunnelStageSet.userErrors[0]).toMatchObject({ code: "NOT_FOUND", path: ["customerId"] });
  });

  it("throws the graph's error for an anonymous caller", async () => {
    const unknown = await failure(createCustomerGraphClient({ url }).request(CustomersText));
    const forged = await failure(createCustomerGraphClient({ url, token: "forged" }).request(CustomersText));

    expect(unknown).toMatchObject({ reason: "refused", code: "UNAUTHENTICATED", status: 401 });
    expect(unknown.message).toBe(unknown.errors[0]?.message);
    expect(forged).toMatchObject({ reason: "refused", code: "UNAUTHENTICATED" });
  });

  it("throws the graph's error for wrong variables that the types let through", async () => {
    const client = createCustomerGraphClient({ url, token });

    expect(await failure(client.request(CustomersText, { first: 1.5 }))).toMatchObject({
      reason: "refused",
      code: "BAD_USER_INPUT",
    });
  });

  it("sends ids instead of texts to a graph that answers only listed operations", async () => {
    const sent: string[] = [];
    const listening: typeof fetch = (input, init) => {
      sent.push(String(init?.body));
      return fetch(input, init);
    };
    const client = createCustomerGraphClient({ url, token, trustedDocuments: true, fetch: listening });

    const { data } = await client.request(CustomerSummaryText, { id: NOBODY });
    const own = "query Own { __typename }" as TypedText<object, object>;

    expect(data.customer).toBeNull();
    expect(JSON.parse(sent[0] ?? "")).toEqual({
      documentId: `sha256:${documentIds.CustomerSummary}`,
      operationName: "CustomerSummary",
      variables: { id: NOBODY },
    });
    expect((await failure(client.request(own))).reason).toBe("refused");
    expect((await failure(createCustomerGraphClient({ url, token }).request(own))).code).toBe("OPERATION_REFUSED");
  });

  it("says when no graph responds, or something that is not one", async () => {
    const nothing = await failure(createCustomerGraphClient({ url: "http://127.0.0.1:9" }).request(CustomersText));
    const page = await failure(createCustomerGraphClient({ url: `${graph.url}/livez` }).request(CustomersText));

    expect(nothing).toMatchObject({ reason: "network", status: undefined, errors: [] });
    expect(nothing.cause).toHaveProperty("name", "TypeError");
    expect(page.reason).toBe("answer");
    expect(page.status).toBeGreaterThanOrEqual(200);
  });

  it("says when to retry", async () => {
    const busy = await answering({
      status: 429,
      headers: { "retry-after": "7", "content-type": "application/json" },
      body: JSON.stringify({ errors: [{ message: "Too much", extensions: { code: "RATE_LIMITED" } }] }),
    });

    const error = await failure(createCustomerGraphClient({ url: busy.url }).request(CustomersText));

    expect(error).toMatchObject({ reason: "refused", status: 429, retryAfter: 7, message: "Too much" });
    busy.close();
  });

  it("gives up on a timeout and on an abort", async () => {
    const silent = await answering();
    const client = createCustomerGraphClient({ url: silent.url, timeout: 60_000 });
    const controller = new AbortController();

    const late = await failure(client.request(CustomersText, {}, { timeout: 20 }));
    const aborted = client.request(CustomersText, {}, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error("the user left")), 20);

    expect(late).toMatchObject({ reason: "timeout", message: "No answer within 20 milliseconds" });
    await expect(aborted).rejects.toThrow("the user left");
    await expect(client.request(CustomersText, {}, { signal: AbortSignal.abort() })).rejects.toThrow("aborted");
    silent.close();
  });

  it("compiles only with the right variables", async () => {
    const client = createCustomerGraphClient({ url, token });
    const compiled = async () => {
      const { data } = await client.request(CustomerText, { id: NOBODY });
      const typed: CustomerQuery = data;
      // @ts-expect-error a customer is queried by id.
      await client.request(CustomerText);
      // @ts-expect-error an id is a string.
      await client.request(CustomerText, { id: 1 });
      // @ts-expect-error there is no such variable.
      await client.request(CustomersText, { colour: "red" });
      return typed;
    };

    expect(compiled).toBeInstanceOf(Function);
  });
});

describe("The texts of the operations", () => {
  it("are those of the trusted documents", () => {
    const ids = Object.fromEntries(
      Object.entries(texts).map(([name, text]) => [
        name.replace(/Text$/, ""),
        createHash("sha256").update(text).digest("hex"),
      ]),
    );

    expect(ids).toEqual(documentIds);
  });
});
