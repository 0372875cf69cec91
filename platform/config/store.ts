import { resolve } from "node:path";
import { projectFile } from "../project.ts";
import type { Pooling, ReplicaConfig } from "./database.ts";
import { postgresUrl, words } from "./kinds.ts";
import type { Reader } from "./reader.ts";

/** Where the data are. */
export interface StoreConfig {
  /** Null is the embedded server, in the data folder. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
}

/** Where the data are, for who answers requests from them. */
export interface ServedStoreConfig extends StoreConfig, Pooling {
  /** Milliseconds after which PostgreSQL ends a statement by itself. */
  readonly statementTimeout: number;
  /** Connections for requests, in each process. */
  readonly poolSize: number;
  /** What queries are read from, if not from the same server. */
  readonly replica: ReplicaConfig | null;
}

export const storeIn = (reader: Reader): StoreConfig => ({
  databaseUrl: reader.read("DATABASE_URL", postgresUrl, null),
  dataDir: resolve(reader.read("DATA_DIR", words, projectFile(".data"))),
});
