import { resolve } from "node:path";
import { projectFile } from "../project.ts";
import { postgresUrl, words } from "./kinds.ts";
import type { Reader } from "./reader.ts";

/** Where the data are. */
export interface StoreConfig {
  /** Null is the embedded server, in the data folder. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
}

export const storeIn = (reader: Reader): StoreConfig => ({
  databaseUrl: reader.read("DATABASE_URL", postgresUrl, null),
  dataDir: resolve(reader.read("DATA_DIR", words, projectFile(".data"))),
});
