import { createServer, type IncomingHttpHeaders, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import type { ApolloServer, BaseContext } from "@apollo/server";
import { HeaderMap } from "@apollo/server";

/** The body of a GraphQL request. */
export interface Body {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** Serves on a free port, and returns the address. */
export const listen = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener);
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
};

/** Apollo Server on `node:http`, the leanest way to serve it, the same for every kind. */
export const serveApollo = async <Context extends BaseContext>(
  apollo: ApolloServer<Context>,
  createContext: (headers: IncomingHttpHeaders) => Context | Promise<Context>,
): Promise<string> => {
  await apollo.start();
  return listen(async (request, response) => {
    const headers = new HeaderMap();
    for (const [name, value] of Object.entries(request.headers)) if (value) headers.set(name, String(value));
    const answer = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: "POST", headers, search: "", body: await json(request) },
      context: async () => createContext(request.headers),
    });
    if (answer.status) response.statusCode = answer.status;
    for (const [name, value] of answer.headers) response.setHeader(name, value);
    response.end(answer.body.kind === "complete" ? answer.body.string : "");
  });
};

/** GraphQL on `node:http` with nothing in between. */
export const serveBare = (answer: (body: Body) => unknown): Promise<string> =>
  listen(async (request, response) => {
    const result = await answer((await json(request)) as Body);
    response.setHeader("content-type", "application/json").end(JSON.stringify(result));
  });
