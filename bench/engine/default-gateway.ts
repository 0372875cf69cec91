import { serveApollo } from "../support/apollo.ts";
import { apolloGateway } from "../support/apollo-gateway.ts";
import type { Urls } from "./kinds.ts";
import { compose, subgraphSchema } from "./schemas.ts";

/** The result of following its documentation: Apollo Server with its defaults over `ApolloGateway`. */
export const serveDefaultGateway = (urls: Urls): Promise<string> => {
  const { ApolloServer, ApolloGateway } = apolloGateway();
  const gateway = new ApolloGateway({ supergraphSdl: compose(urls).supergraphSdl });
  return serveApollo(new ApolloServer({ gateway }), () => ({}));
};

/** A subgraph of that default: Apollo Server with its defaults. */
export const serveDefaultSubgraph = async (name: string): Promise<string> => {
  const { ApolloServer } = await import("@apollo/server");
  return serveApollo(new ApolloServer({ schema: subgraphSchema(name) }), () => ({}));
};
