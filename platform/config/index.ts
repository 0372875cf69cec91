import { resolve } from "node:path";
import { type Auth, readAuth } from "./auth.ts";
import { type Pooling, readPooling, readPoolSize, readPoolSizeOfWorkers, readReplica } from "./database.ts";
import { flag, oneOf, origins, postgresUrl, type SubgraphUrls, subgraphUrls, wholeNumber, words } from "./kinds.ts";
import { type DocumentLimits, readDocumentLimits } from "./limits.ts";
import { createReader, type Environment, type Reader } from "./reader.ts";
import { logLevelIn, type ServerConfig, serverIn } from "./server.ts";
import { type ServedStoreConfig, type StoreConfig, storeIn } from "./store.ts";
import {
  MAX_BODY_OF_GATEWAY,
  type RateLimits,
  readRateLimits,
  readStatementTimeout,
  readSubgraphTimeout,
} from "./traffic.ts";

export type { ServerConfig } from "./server.ts";
export type { ServedStoreConfig, StoreConfig } from "./store.ts";

/** Where the data is, for commands that change its schema. */
export interface MigrateConfig extends StoreConfig, Pick<ServerConfig, "logLevel"> {
  /** The owner of the schemas. */
  readonly migrationUrl: string | null;
}

export interface SubgraphConfig extends ServerConfig, ServedStoreConfig {}

export interface GatewayConfig extends ServerConfig {
  readonly corsOrigins: readonly string[];
  /** The file that lists the only operations to answer. */
  readonly trustedDocuments: string | null;
  readonly documentLimits: DocumentLimits;
  /** Subgraphs to fetch from over HTTP. */
  readonly subgraphs: SubgraphUrls;
  /** Milliseconds that a read may take in one of them. */
  readonly subgraphTimeout: number;
  readonly rateLimits: RateLimits;
}

export interface StartConfig extends GatewayConfig, ServedStoreConfig {
  readonly demo: boolean;
  /** The contract that clients see; null is the whole schema. */
  readonly contract: "public" | null;
  readonly workers: number;
}

/** Apollo Sandbox on Apollo's own site, and embedded in a page. */
const SANDBOX_ORIGINS = ["https://studio.apollographql.com", "https://sandbox.embed.apollographql.com"];

const gatewayIn = (reader: Reader, env: Environment, names?: readonly string[]): GatewayConfig => {
  const server = serverIn(reader, env, 4000);
  const trustedDocuments = reader.read("TRUSTED_DOCUMENTS", words, null);
  if (trustedDocuments && server.introspection && reader.has("INTROSPECTION"))
    reader.fault("INTROSPECTION", "0 with TRUSTED_DOCUMENTS: introspection queries are not on the list");
  return {
    ...server,
    introspection: server.introspection && !trustedDocuments,
    trustedDocuments: trustedDocuments && resolve(trustedDocuments),
    documentLimits: readDocumentLimits(reader),
    corsOrigins: reader.read("CORS_ORIGINS", origins, env.NODE_ENV === "production" ? [] : SANDBOX_ORIGINS),
    subgraphs: reader.read("SUBGRAPHS", subgraphUrls(names), new Map()),
    subgraphTimeout: readSubgraphTimeout(reader, server.traffic),
    rateLimits: readRateLimits(reader, server.auth === null),
  };
};

const finished = <T>(reader: Reader, config: T): T => {
  reader.finish();
  return config;
};

/** The settings of the whole graph in one process, or in several workers. */
export const readStartConfig = (env: Environment, subgraphNames: readonly string[]): StartConfig => {
  const reader = createReader(env);
  const gateway = gatewayIn(reader, env, subgraphNames);
  const workers = reader.read("WORKERS", wholeNumber(1, 64), 1);
  const store = storeIn(reader);
  return finished(reader, {
    ...gateway,
    ...store,
    replica: readReplica(reader, store.databaseUrl),
    ...readPooling(reader),
    poolSize: readPoolSizeOfWorkers(reader, workers),
    statementTimeout: readStatementTimeout(reader, gateway.traffic),
    demo: reader.read("DEMO", flag, env.NODE_ENV !== "production"),
    contract: reader.read("CONTRACT", oneOf(["public"]), null),
    workers,
  });
};

/** The settings of the gateway alone, over any supergraph. */
export const readGatewayConfig = (env: Environment): GatewayConfig => {
  const reader = createReader(env);
  return finished(reader, gatewayIn(reader, env));
};

/**
 * The settings of one subgraph in its own process. With authentication configured it also requires the gateway's
 * secret.
 */
export const readSubgraphConfig = (env: Environment, port: number): SubgraphConfig => {
  const reader = createReader(env);
  const server = serverIn(reader, env, port, MAX_BODY_OF_GATEWAY);
  const store = storeIn(reader);
  const config = {
    ...server,
    ...store,
    replica: readReplica(reader, store.databaseUrl),
    ...readPooling(reader),
    poolSize: readPoolSize(reader),
    statementTimeout: readStatementTimeout(reader, server.traffic),
  };
  if (config.auth && !reader.has("GATEWAY_SECRET"))
    reader.fault(
      "GATEWAY_SECRET",
      "the secret that the gateway sends, because this subgraph can be reached from other machines",
    );
  return finished(reader, config);
};

/** The settings of a command that uses the database and serves nobody. */
export type CommandConfig = StoreConfig & Pooling & Pick<ServerConfig, "logLevel">;

export const readStoreConfig = (env: Environment): CommandConfig => {
  const reader = createReader(env);
  return finished(reader, { ...storeIn(reader), ...readPooling(reader), logLevel: logLevelIn(reader) });
};

/** The settings of the migration command. The owner is the user of `DATABASE_URL` unless another one is given. */
export const readMigrateConfig = (env: Environment): MigrateConfig => {
  const reader = createReader(env);
  const store = storeIn(reader);
  return finished(reader, {
    ...store,
    migrationUrl: reader.read("MIGRATION_DATABASE_URL", postgresUrl, store.databaseUrl),
    logLevel: logLevelIn(reader),
  });
};

/** How tokens are verified, for the command that creates one. */
export const readAuthConfig = (env: Environment): Auth | null => {
  const reader = createReader(env);
  return finished(reader, readAuth(reader, false));
};
