import { APP_ROLE } from "../tenancy/role.ts";
import { apply } from "./apply.ts";
import { appliedIn, historyOf, nameOf, prepareSchema, type Queryable, type SchemaMigrations } from "./history.ts";
import { asMigrator, type MigrateOptions } from "./session.ts";

/**
 * The application reads and writes rows. It may read the names of migrations, to know whether the schema is new enough.
 */
const grant = (db: Queryable, schema: string): Promise<unknown> =>
  db.query(`
    grant usage on schema ${schema} to ${APP_ROLE};
    grant select, insert, update, delete on all tables in schema ${schema} to ${APP_ROLE};
    revoke all on ${schema}.migrations from ${APP_ROLE};
    grant select (name) on ${schema}.migrations to ${APP_ROLE}`);

/**
 * Brings every schema up to date and returns the migrations that ran, oldest first. Safe to run in several processes at
 * once.
 */
export const migrate = (
  url: string,
  schemas: readonly SchemaMigrations[],
  options: MigrateOptions = {},
): Promise<string[]> =>
  asMigrator(url, options, async (runner) => {
    for (const { name } of schemas) await prepareSchema(runner, name);
    const applied = await appliedIn(runner, schemas);
    const pending = historyOf(schemas).filter((step) => !applied.has(nameOf(step)));
    for (const step of pending) await apply(runner, step, "up", options);
    for (const { name } of schemas) await grant(runner, name);
    return pending.map(nameOf);
  });
