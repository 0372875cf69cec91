import type { Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text as readText } from "node:stream/consumers";
import { execute, GraphQLError, parse } from "graphql";
import { http } from "../../../gateway/transport/http.ts";
import type { Transport } from "../../../gateway/transport/transport.ts";
import type { EngineRequest } from "./gateway.ts";
import { SUBGRAPHS, subgraphSchemas } from "./graph.ts";

const requests = new Map<string, EngineRequest>();

/** Sends the request id as a header, by which the server looks up the test's request. */
const headersOf = (request: EngineRequest): Record<string, string> => {
  requests.set(request.requestId, request);
  return { "x-request-id": request.requestId };
};

const answer = async (name: string, body: string, requestId: string) => {
  const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
  const schema = subgraphSchemas.get(name);
  const contextValue = requests.get(requestId);
  if (!schema || !contextValue) throw new GraphQLError("no such subgraph or request");
  return execute({ schema, document: parse(query), variableValues: variables, contextValue });
};

const listen = (server: Server) =>
  new Promise<string>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`));
  });

/** Starts an HTTP server for each subgraph of the engine's test graph. */
export const startHttpSubgraphs = async () => {
  const servers = SUBGRAPHS.map(({ name }) => ({
    name,
    server: createServer({ keepAliveTimeout: 60_000 }, async (request, response) => {
      const result = await answer(name, await readText(request), String(request.headers["x-request-id"]));
      response.setHeader("content-type", "application/json").end(JSON.stringify(result));
    }),
  }));
  const urls = new Map(
    await Promise.all(servers.map(async ({ name, server }) => [name, await listen(server)] as const)),
  );
  return {
    transport: (name: string): Transport =>
      http({ name, url: urls.get(name) ?? "", headers: (context) => headersOf(context as EngineRequest) }),
    stop: () =>
      Promise.all(
        servers.map(({ server }) => {
          server.closeAllConnections();
          return new Promise((resolve) => server.close(resolve));
        }),
      ),
  };
};
