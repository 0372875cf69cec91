import { text } from "node:stream/consumers";
import { ApolloClient, CombinedGraphQLErrors, HttpLink } from "@apollo/client";
import { ApolloProvider, useReadQuery } from "@apollo/client/react";
import { prerenderStatic } from "@apollo/client/react/ssr";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { createElement, type FC, Suspense } from "react";
import { prerenderToNodeStream } from "react-dom/static";
import { createCustomerCache } from "../../client/cache/index.ts";
import {
  useCustomerBackgroundQuery,
  useCustomerLazyQuery,
  useCustomerQuery,
  useCustomerSuspenseQuery,
  useCustomerUpdateMutation,
} from "../../client/react.ts";
import { serveCustomerGraph, tokenOf } from "../support/client-graph.ts";
import { given } from "../support/given.ts";

const viewer = given.tenant();

let graph: Awaited<ReturnType<typeof serveCustomerGraph>>;
let client: ApolloClient;
let id: string;

beforeAll(async () => {
  graph = await serveCustomerGraph(viewer);
  id = await given.customer(viewer, { displayName: "Harbour Lights" });
});

afterAll(() => graph.close());

beforeEach(() => {
  client = clientWith(graph.token);
});

const clientWith = (token: string): ApolloClient =>
  new ApolloClient({
    cache: createCustomerCache(),
    link: new HttpLink({ uri: graph.url, headers: { authorization: `Bearer ${token}` } }),
    // Data that no component reads is disposed of soon, so that it does not keep the process alive.
    defaultOptions: { react: { suspense: { autoDisposeTimeoutMs: 100 } } },
  });

const within = (component: FC) => createElement(ApolloProvider, { client, children: createElement(component) });

/** The HTML of a component once all of its data has loaded. */
const rendered = async (component: FC): Promise<string> =>
  (await prerenderStatic({ tree: within(component), renderFunction: prerenderToNodeStream })).result;

/** The value of a hook after one render. */
const once = async <Value>(hook: () => Value): Promise<Value> => {
  let value: Value | undefined;
  const component: FC = () => {
    value = hook();
    return null;
  };
  await text((await prerenderToNodeStream(within(component))).prelude);
  return value as Value;
};

describe("The generated hooks", () => {
  it("send a query when the component is rendered", async () => {
    const html = await rendered(() => {
      const { data, loading } = useCustomerQuery({ variables: { id } });
      return createElement("h1", null, loading ? "…" : data?.customer?.displayName);
    });

    expect(html).toContain("<h1>Harbour Lights</h1>");
  });

  it("suspend until the data arrives", async () => {
    const html = await rendered(() => {
      const { data } = useCustomerSuspenseQuery({ variables: { id } });
      return createElement("h1", null, data.customer?.displayName);
    });

    expect(html).toContain("<h1>Harbour Lights</h1>");
  });

  it("fetch in the background for a child component", async () => {
    const html = await rendered(() => {
      const [customer] = useCustomerBackgroundQuery({ variables: { id } });
      const Name: FC = () => createElement("h1", null, useReadQuery(customer).data.customer?.displayName);
      return createElement(Suspense, { fallback: "…" }, createElement(Name));
    });

    expect(html).toContain("Harbour Lights");
  });

  it("return partial data with the errors of the rest where the error policy allows it", async () => {
    const token = await tokenOf({ ...viewer, scopes: new Set(["customers:read"]) });
    const Credit = (errorPolicy: "all" | "none") => () => {
      const { data, error } = useCustomerQuery({ variables: { id }, errorPolicy });
      const errors = CombinedGraphQLErrors.is(error) ? error.errors : [];
      const lost = errors.map(({ path }) => path?.join(".")).filter((path) => path?.endsWith("finance"));
      return createElement("p", null, `${data?.customer?.displayName}, without ${lost.join(", ")}`);
    };

    client = clientWith(token);
    expect(await rendered(Credit("all"))).toContain("<p>Harbour Lights, without customer.finance</p>");
    client = clientWith(token);
    expect(await rendered(Credit("none"))).toContain("<p>undefined, without customer.finance</p>");
  });

  it("send a lazy query when its function is called", async () => {
    const [ask, { called }] = await once(() => useCustomerLazyQuery());

    const { data } = await ask({ variables: { id } });

    expect(called).toBe(false);
    expect(data?.customer?.displayName).toBe("Harbour Lights");
  });

  it("send a mutation when its function is called, and refuse it after a concurrent change", async () => {
    const [update] = await once(() => useCustomerUpdateMutation());

    const done = await update({ variables: { input: { customerId: id, displayName: "Harbour Light" } } });
    const refused = await update({
      variables: { input: { customerId: id, displayName: "Harbours", expectedVersion: 1 } },
    });

    expect(done.data?.customerUpdate.customer?.displayName).toBe("Harbour Light");
    expect(refused.data?.customerUpdate).toMatchObject({
      customer: null,
      userErrors: [{ code: "CONFLICT", params: { allowed: [String(done.data?.customerUpdate.customer?.version)] } }],
    });
  });
});
