import { readFileSync } from "node:fs";
import { localTransports } from "../../cli/graph/local-graph.ts";
import { createGateway } from "../../gateway/request/graph-gateway.ts";
import { createGatewayServer } from "../../gateway/server.ts";
import { type Transport, TransportError } from "../../gateway/transport/transport.ts";
import { createSignIn } from "../../platform/auth/sign-in.ts";
import { mintToken } from "../../platform/auth/token.ts";
import type { Viewer } from "../../platform/auth/viewer.ts";
import { createLog } from "../../platform/observability/log.ts";
import { createMetrics } from "../../platform/observability/metrics.ts";
import { projectFile } from "../../platform/project.ts";
import { testDatabase } from "./graph.ts";
import { auth } from "./secrets.ts";
import { serveRoutes } from "./serve-routes.ts";

/** A token for the viewer's subject, tenant and scopes. */
export const tokenOf = ({ subject, tenantId, scopes }: Viewer): Promise<string> =>
  mintToken(auth, { sub: subject, tenant: tenantId, scope: [...scopes].join(" ") }, "1h");

/** A transport to a subgraph that fails while the subgraph is down. */
const unreliable = (name: string, transport: Transport, isDown: (facet: string) => boolean): Transport => ({
  prepare: (operation) => {
    const send = transport.prepare(operation);
    return (variables, context) => {
      if (isDown(name)) throw new TransportError("DOWNSTREAM_SERVICE_UNAVAILABLE", `${name} is down`);
      return send(variables, context);
    };
  },
});

/** Serves the whole graph on the test database over HTTP, with a token for the viewer's tenant. */
export const serveCustomerGraph = async (viewer: Viewer, isDown: (facet: string) => boolean = () => false) => {
  const log = createLog({ name: "test", level: "silent" });
  const metrics = createMetrics();
  const transportOf = localTransports({ database: testDatabase });
  const gateway = await createGateway({
    supergraphSdl: readFileSync(projectFile("schema", "supergraph.graphql"), "utf8"),
    transports: (name) => unreliable(name, transportOf(name), isDown),
  });
  const config = { production: true, introspection: false, corsOrigins: [] };
  const graph = await createGatewayServer({ gateway, config, signIn: await createSignIn(auth, log), log, metrics });
  const server = await serveRoutes(graph.routes);
  return {
    url: `${server.url}/graphql`,
    token: await tokenOf(viewer),
    close: async () => {
      await server.close();
      await graph.stop();
    },
  };
};
