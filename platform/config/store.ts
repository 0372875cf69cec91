import { resolve } from "node:path";
import { projectFile } from "../project.ts";
import type { Pooling, ReplicaConfig } from "./database.ts";
import { postgresUrl, words } from "./kinds.ts";
import type { Reader } from "./reader.ts";

/** Where the data is. */
export interface StoreConfig {
  /** Null is the embedded server, in the data folder. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
}

/** Where the data is, for processes that answer requests from it. */
export interface ServedStoreConfig extends StoreConfig, Pooling {
  /** Milliseconds after which PostgreSQL itself ends a statement. */
  readonly statementTimeout: number;
  /** Connections for requests, in each process. */
  readonly poolSize: number;
  /** The replica for queries, if there is one. */
  readonly replica: ReplicaConfig | null;
}

export const storeIn = (reader: Reader): StoreConfig => ({
  databaseUrl: reader.read("DATABASE_URL", postgresUrl, null),
  dataDir: resolve(reader.read("DATA_DIR", words, projectFile(".data"))),
});
