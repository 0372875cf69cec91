import type { SchemaMigrations } from "../../platform/database/migrations/history.ts";
import { platformSchema } from "../../platform/database/own-schema/index.ts";
import { commercialSchema } from "../../subgraphs/commercial/migrations/index.ts";
import { contactsSchema } from "../../subgraphs/contacts/migrations/index.ts";
import { directorySchema } from "../../subgraphs/directory/migrations/index.ts";
import { financeSchema } from "../../subgraphs/finance/migrations/index.ts";
import { identitySchema } from "../../subgraphs/identity/migrations/index.ts";

/** All schemas of the graph's database: the platform's own and one for each subgraph. Migrating loads no subgraph. */
export const schemas: readonly SchemaMigrations[] = [
  platformSchema,
  identitySchema,
  commercialSchema,
  financeSchema,
  contactsSchema,
  directorySchema,
];
