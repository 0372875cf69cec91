import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { print } from "graphql";
import { CustomerCreateDocument, CustomerDocument } from "../../client/index.ts";
import { serveCustomerGraph } from "../support/client-graph.ts";
import { given } from "../support/given.ts";

const viewer = given.tenant();

let graph: Awaited<ReturnType<typeof serveCustomerGraph>>;
let authorization: string;

beforeAll(async () => {
  graph = await serveCustomerGraph(viewer);
  authorization = `Bearer ${graph.token}`;
});

afterAll(() => graph.close());

const post = async (body: object, headers: Record<string, string> = { authorization }) => {
  const response = await fetch(graph.url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the operation, which `send` knows.
  return { status: response.status, body: (await response.json()) as any };
};

/** A complete typed client: the types of variables and data come with the document. */
const send = async <Data, Variables>(document: TypedDocumentNode<Data, Variables>, variables: Variables) =>
  (await post({ query: print(document), variables })).body.data as Data;

describe("A client", () => {
  it("in TypeScript creates and reads customers through typed documents", async () => {
    const { customerCreate } = await send(CustomerCreateDocument, { input: { displayName: "Acme Corporation" } });
    const id: string = customerCreate.customer?.id ?? "";
    const { customer } = await send(CustomerDocument, { id });

    expect(customerCreate.userErrors).toEqual([]);
    expect(customer?.displayName).toBe("Acme Corporation");
    expect(customer?.tenantId).toBe(viewer.tenantId);
  });

  it("in any language posts JSON with a bearer token, and gets nothing without one", async () => {
    const query = `mutation { customerCreate(input: { displayName: "Acme", primaryEmail: "contact@acme.example", status: ACTIVE }) {
      customer { id status primaryEmail } userErrors { message }
    } }`;

    const signedIn = await post({ query });
    const stranger = await post({ query }, {});

    expect(signedIn).toMatchObject({
      status: 200,
      body: { data: { customerCreate: { customer: { status: "ACTIVE", primaryEmail: "contact@acme.example" } } } },
    });
    expect(stranger.status).toBe(401);
    expect(stranger.body.data).toBeUndefined();
  });

  it("gets a user error for each invalid value, with its path in the input", async () => {
    const input = { displayName: "Acme", primaryEmail: "nowhere", relationship: { customerSince: "yesterday" } };

    const { body } = await post({ query: print(CustomerCreateDocument), variables: { input } });

    expect(body.errors).toBeUndefined();
    expect(body.data.customerCreate).toMatchObject({
      customer: null,
      userErrors: [
        { code: "INVALID", path: ["relationship", "customerSince"], params: { actual: "yesterday" } },
        { code: "INVALID", path: ["primaryEmail"], params: { actual: "nowhere" } },
      ],
    });
  });

  it("gets one for a literal in the document too", async () => {
    const query = `mutation { customerCreate(input: { displayName: "Acme", website: "nowhere" }) { userErrors { path } } }`;

    const { body } = await post({ query });

    expect(body.data.customerCreate.userErrors).toEqual([{ path: ["website"] }]);
  });
});
