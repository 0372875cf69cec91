import { subgraphs } from "../../../../cli/graph/subgraphs.ts";
import { createSignIn } from "../../../../platform/auth/sign-in.ts";
import { readAuthConfig } from "../../../../platform/config/index.ts";
import { serveSubgraph } from "../../../../platform/graphql/serve-subgraph.ts";
import { createLog } from "../../../../platform/observability/log.ts";
import { createMetrics } from "../../../../platform/observability/metrics.ts";
import { AUTH_SECRET, GATEWAY_SECRET } from "../../../support/secrets.ts";
import { serveRoutes } from "../../../support/serve-routes.ts";

const log = createLog({ name: "test", level: "silent" });
const bySecret = { "x-gateway-secret": GATEWAY_SECRET };

const start = async () => {
  const [subgraph] = subgraphs;
  if (!subgraph) throw new Error("There is no subgraph.");
  const sessions: string[] = [];
  const slice = await serveSubgraph({
    subgraph,
    database: {
      session: (tenantId: string) => {
        sessions.push(tenantId);
        return {} as never;
      },
    },
    config: { production: true, introspection: true, gatewaySecrets: [GATEWAY_SECRET] },
    signIn: await createSignIn(readAuthConfig({ AUTH_SECRET }), log),
    log,
    metrics: createMetrics(),
  });
  const server = await serveRoutes(slice.routes);
  const ask = async (query: string, headers: Record<string, string>, operationName: string | null = null) => {
    const response = await fetch(`${server.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ query, operationName }),
    });
    const { data, errors } = (await response.json()) as {
      data?: { _service?: { sdl: string } };
      errors?: { extensions: { code: string } }[];
    };
    return { status: response.status, data, codes: errors?.map(({ extensions }) => extensions.code) };
  };
  return { ask, sessions, sdl: subgraph.sdl, stop: () => Promise.all([slice.stop(), server.close()]) };
};

let server: Awaited<ReturnType<typeof start>>;

beforeAll(async () => {
  server = await start();
});

afterAll(() => server.stop());

describe("A subgraph that receives the gateway's secret and no token", () => {
  it.each([
    "{ _service { sdl } }",
    "query SubgraphIntrospectQuery { _service { sdl } }",
    "query Sdl { schema: _service { __typename sdl } }",
  ])("returns its SDL to %s", async (query) => {
    const { status, data, codes } = await server.ask(query, bySecret);

    expect([status, codes]).toEqual([200, undefined]);
    expect(JSON.stringify(data)).toContain("type Customer");
  });

  it.each([
    ["{ __typename }", null],
    ["{ __schema { queryType { name } } }", null],
    ["{ _service { sdl } __typename }", null],
    ["{ _service { sdl } __schema { queryType { name } } }", null],
    ['{ _service { sdl } _entities(representations: [{ __typename: "Customer", id: "1" }]) { __typename } }', null],
    ['{ _entities(representations: [{ __typename: "Customer", id: "1" }]) { __typename } }', null],
    ["query A { _service { sdl } } query B { __typename }", "A"],
    ["query A { _service { sdl } } query B { __typename }", "B"],
    ["query { ...F } fragment F on Query { _service { sdl } __typename }", null],
    ["{ ... { _service { sdl } __typename } }", null],
    ["mutation { __typename }", null],
  ])("answers nothing else: %s (%s)", async (query, operationName) => {
    const { status, data, codes } = await server.ask(query, bySecret, operationName);

    expect(data).toBeUndefined();
    expect([status, codes]).toEqual([401, ["UNAUTHENTICATED"]]);
    expect(server.sessions).toEqual([]);
  });

  it.each([
    ["no secret", {}, [403, ["FORBIDDEN"]]],
    ["another secret", { "x-gateway-secret": "another-secret-of-a-gateway" }, [403, ["FORBIDDEN"]]],
    ["a token that is none", { ...bySecret, authorization: "Bearer a.b.c" }, [401, ["UNAUTHENTICATED"]]],
    ["an empty token", { ...bySecret, authorization: "" }, [401, ["UNAUTHENTICATED"]]],
  ] as const)("reveals nothing for %s", async (_, headers, refusal) => {
    const { status, data, codes } = await server.ask("{ _service { sdl } }", headers);

    expect(data).toBeUndefined();
    expect([status, codes]).toEqual(refusal);
  });
});
