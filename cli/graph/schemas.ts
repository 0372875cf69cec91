import type { SchemaMigrations } from "../../platform/database/migrations/history.ts";
import { platformSchema } from "../../platform/database/own-schema/index.ts";
import { subgraphs } from "./subgraphs.ts";

/** All schemas of the graph's database: the platform's own and one for each subgraph. */
export const schemas: readonly SchemaMigrations[] = [platformSchema, ...subgraphs];
