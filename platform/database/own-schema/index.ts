import type { SchemaMigrations } from "../migrations/history.ts";
import { CreateLastWrite1764400000000 } from "./1764400000000-create-last-write.ts";
import { AnalyzeGrownTables1764600000000 } from "./1764600000000-analyze-grown-tables.ts";

/** What the platform itself keeps in the database, in a schema of its own. */
export const platformSchema: SchemaMigrations = {
  name: "platform",
  migrations: [CreateLastWrite1764400000000, AnalyzeGrownTables1764600000000],
};
