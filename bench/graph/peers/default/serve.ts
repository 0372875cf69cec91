import type { IncomingHttpHeaders } from "node:http";
import { ApolloServer } from "@apollo/server";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { parse } from "graphql";
import { DataSource } from "typeorm";
import { composeSupergraph } from "../../../../gateway/supergraph/compose.ts";
import { serveApollo } from "../../../support/apollo.ts";
import { apolloGateway } from "../../../support/apollo-gateway.ts";
import type { PeerEnvironment } from "../environment.ts";
import { SUBGRAPHS } from "../schema.ts";
import { tenantReader } from "../token.ts";
import { commercial, contacts, finance } from "./facets.ts";
import { identity } from "./identity.ts";

const SOURCES = { identity, commercial, finance, contacts };

/** A subgraph as Apollo's documentation builds it, on repositories of TypeORM. The gateway has verified the token and names the tenant. */
export const serveDefaultSubgraph = async ({ databaseUrl, name }: PeerEnvironment): Promise<string> => {
  const { entities, createSource, resolvers } = SOURCES[name as keyof typeof SOURCES];
  const db = new DataSource({
    type: "postgres",
    url: databaseUrl,
    entities,
    installExtensions: false,
    extra: { idleTimeoutMillis: 0 },
  });
  await db.initialize();
  const typeDefs = parse(SUBGRAPHS[name as keyof typeof SOURCES]);
  const schema = buildSubgraphSchema({ typeDefs, resolvers: resolvers as never });
  return serveApollo(new ApolloServer<{ source: unknown }>({ schema }), ({ "tenant-id": tenant }) => ({
    source: createSource(db, String(tenant)),
  }));
};

interface Sent {
  readonly request: { readonly http: { readonly headers: Map<string, string> } };
  readonly context: { readonly tenant?: string };
}

/** Apollo Server with its defaults over `ApolloGateway`, which verifies the token and tells the subgraphs the tenant in a header. */
export const serveDefaultGateway = ({ urls, secret }: PeerEnvironment): Promise<string> => {
  const { ApolloServer: Server, ApolloGateway, RemoteGraphQLDataSource } = apolloGateway();
  class TenantSource extends (RemoteGraphQLDataSource as new (options: { url: string }) => object) {
    willSendRequest({ request, context }: Sent): void {
      if (context.tenant) request.http.headers.set("tenant-id", context.tenant);
    }
  }
  const subgraphs = Object.entries(SUBGRAPHS).map(([name, sdl]) => ({ name, sdl, url: urls[name] ?? "" }));
  const gateway = new ApolloGateway({
    supergraphSdl: composeSupergraph(subgraphs).supergraphSdl,
    buildService: ({ url }: { url: string }) => new TenantSource({ url }),
  });
  const readTenant = tenantReader(secret);
  return serveApollo(new Server({ gateway }), async (headers: IncomingHttpHeaders) => ({
    tenant: await readTenant(headers),
  }));
};
