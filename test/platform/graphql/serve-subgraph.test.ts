import { GraphQLObjectType, GraphQLSchema, GraphQLString } from "graphql";
import { createSignIn } from "../../../platform/auth/sign-in.ts";
import { readSubgraphConfig } from "../../../platform/config/index.ts";
import type { Environment } from "../../../platform/config/reader.ts";
import { type SubgraphServer, serveSubgraph } from "../../../platform/graphql/serve-subgraph.ts";
import type { Subgraph } from "../../../platform/graphql/subgraph.ts";
import { createLog } from "../../../platform/observability/log.ts";
import { createMetrics } from "../../../platform/observability/metrics.ts";
import { serveRoutes } from "../../support/serve-routes.ts";

const SECRET = "a-secret-of-the-gateway";

interface Context {
  loaded: string;
  write(): void;
}

const log = createLog({ name: "test", level: "silent" });
const field = (resolve: (context: Context) => string) => ({
  type: GraphQLString,
  resolve: (_: unknown, __: unknown, context: Context) => resolve(context),
});

const schema = new GraphQLSchema({
  query: new GraphQLObjectType({ name: "Query", fields: { loaded: field(({ loaded }) => loaded) } }),
  mutation: new GraphQLObjectType({
    name: "Mutation",
    fields: {
      write: field((context) => {
        context.write();
        return context.loaded;
      }),
    },
  }),
});

/** Like the subgraphs' contexts, replaces loaded values after a write. */
const createContext = ({ db }: { db: unknown }) => {
  let writes = 0;
  const write = () => {
    context.loaded = `write ${++writes}`;
  };
  const context = { loaded: `nothing of ${db}`, write };
  return context;
};

const subgraph = { name: "notes", sdl: "", entities: [], migrations: [], schema, createContext } as unknown as Subgraph;
const database = { session: (tenantId: string) => tenantId } as never;

const start = async (env: Environment = {}) => {
  const metrics = createMetrics();
  const config = readSubgraphConfig(env, 4001);
  const slice: SubgraphServer = await serveSubgraph({
    subgraph,
    database,
    config,
    signIn: await createSignIn(null, log),
    log,
    metrics,
  });
  const server = await serveRoutes(slice.routes);
  const send = (body: object, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  const ask = async (query: string) => (await (await send({ query })).json()) as { data?: unknown };
  return { ask, send, stop: () => Promise.all([slice.stop(), server.close()]) };
};

describe("a subgraph over HTTP", () => {
  it("reads as the viewer's tenant, afresh in every request", async () => {
    const { ask, stop } = await start();

    expect(await ask("{ loaded }")).toEqual({ data: { loaded: "nothing of 0198c0de-0000-7000-8000-000000000001" } });
    expect(await ask("mutation { write }")).toEqual({ data: { write: "write 1" } });
    expect(await ask("mutation { write }")).toEqual({ data: { write: "write 1" } });
    await stop();
  });

  it("shows after each write of an operation what the write changed", async () => {
    const { ask, stop } = await start();

    expect(await ask("mutation { first: write second: write }")).toEqual({
      data: { first: "write 1", second: "write 2" },
    });
    await stop();
  });

  it("accepts larger bodies from a gateway with the secret than from clients, and reads nobody else's", async () => {
    const [alone, behind] = [await start(), await start({ GATEWAY_SECRET: SECRET })];
    const body = { query: "{ loaded }", variables: { ids: "x".repeat(2_000_000) } };

    const [fromClient, fromStranger, fromGateway] = await Promise.all([
      alone.send(body),
      behind.send(body).catch(() => undefined),
      behind.send(body, { "x-gateway-secret": SECRET }),
    ]);

    expect(fromClient.status).toBe(413);
    expect(fromStranger?.status ?? 403).toBe(403);
    expect(fromGateway.status).toBe(200);
    await Promise.all([alone.stop(), behind.stop()]);
  });
});
