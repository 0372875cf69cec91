import { ApolloServer } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
} from "@apollo/server/plugin/disabled";
import type { DocumentNode } from "graphql";
import { execute, parse, validate } from "graphql";
import type { GatewayContext } from "../../gateway/request/context.ts";
import { createGateway } from "../../gateway/request/graph-gateway.ts";
import { http } from "../../gateway/transport/http.ts";
import { inProcess } from "../../gateway/transport/in-process.ts";
import { serveApollo, serveBare } from "../support/apollo.ts";
import { compose, monolithSchema, subgraphSchema } from "./schemas.ts";

/** URLs of the subgraphs, for the kinds that query them. */
export type Urls = Readonly<Record<string, string>>;

const plugins = () => [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginInlineTraceDisabled()];

const viewer = { subject: "bench", tenantId: "t", workspaceIds: [], workspaceId: null, scopes: new Set<never>() };

const createContext = (): GatewayContext => ({ viewer, authorization: undefined, requestId: "bench" });

const gatewayOver = (urls: Urls, subgraphs: "http" | "compiled" | "interpreted") =>
  createGateway({
    supergraphSdl: compose(urls).supergraphSdl,
    transports: (name, url) =>
      subgraphs === "http"
        ? http({ name, url })
        : inProcess({ name, schema: subgraphSchema(name), createContext: () => ({}), jit: subgraphs === "compiled" }),
  });

/** Parses and validates once per text, as Apollo Server does. */
const documents = () => {
  const known = new Map<string, DocumentNode>();
  return (schema: Parameters<typeof validate>[0], text: string) => {
    const document = known.get(text) ?? parse(text);
    if (!known.has(text) && validate(schema, document).length > 0) throw new Error("not valid");
    known.set(text, document);
    return document;
  };
};

/** The setups measured, each in its own process. A kind returns its URL. */
export const KINDS: Readonly<Record<string, (urls: Urls, argument: string) => Promise<string>>> = {
  subgraph: (_, name) =>
    serveApollo(new ApolloServer({ schema: subgraphSchema(name), plugins: plugins() }), () => ({})),
  "gateway-http": async (urls) =>
    serveApollo(new ApolloServer({ gateway: await gatewayOver(urls, "http"), plugins: plugins() }), createContext),
  "gateway-jit": async (urls) =>
    serveApollo(new ApolloServer({ gateway: await gatewayOver(urls, "compiled"), plugins: plugins() }), createContext),
  "gateway-js": async (urls) =>
    serveApollo(
      new ApolloServer({ gateway: await gatewayOver(urls, "interpreted"), plugins: plugins() }),
      createContext,
    ),
  "engine-jit": async (urls) => {
    const gateway = await gatewayOver(urls, "compiled");
    const schema = monolithSchema();
    const documentOf = documents();
    return serveBare(({ query, variables }) =>
      gateway.execute({ document: documentOf(schema, query), variables, context: createContext() }),
    );
  },
  "monolith-apollo": () => serveApollo(new ApolloServer({ schema: monolithSchema() }), () => ({})),
  "monolith-lean": () => serveApollo(new ApolloServer({ schema: monolithSchema(), plugins: plugins() }), () => ({})),
  "monolith-bare": () => {
    const schema = monolithSchema();
    const documentOf = documents();
    return serveBare(({ query, variables }) =>
      execute({
        schema,
        document: documentOf(schema, query),
        variableValues: variables,
        contextValue: {},
      }),
    );
  },
};
