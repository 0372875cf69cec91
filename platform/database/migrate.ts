import pg from "pg";
import { DataSource, type MigrationInterface } from "typeorm";
import { APP_ROLE, ensureAppRole } from "./role.ts";

/** The migrations of one subgraph, oldest first. They live in the schema of its name. */
export interface SchemaMigrations {
  readonly name: string;
  readonly migrations: readonly (new () => MigrationInterface)[];
}

/** The lock that makes processes which start together migrate one after the other. Any constant would do. */
const MIGRATION_LOCK = 7_264_001;

const migrateSchema = async (url: string, { name, migrations }: SchemaMigrations): Promise<string[]> => {
  const source = new DataSource({
    type: "postgres",
    url,
    schema: name,
    migrations: [...migrations],
    migrationsTableName: "migrations",
    installExtensions: false,
    poolSize: 1,
    logging: false,
  });
  await source.initialize();
  try {
    const ran = await source.runMigrations({ transaction: "each" });
    await source.query(`
      grant usage on schema ${name} to ${APP_ROLE};
      grant select, insert, update, delete on all tables in schema ${name} to ${APP_ROLE};
      revoke all on ${name}.migrations from ${APP_ROLE}`);
    return ran.map((migration) => `${name}.${migration.name}`);
  } finally {
    await source.destroy();
  }
};

/** Brings every schema up to date, in the order given, and answers which migrations ran. Safe to run from several processes at once. */
export const migrate = async (url: string, schemas: readonly SchemaMigrations[]): Promise<string[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await ensureAppRole(client);
    const ran: string[] = [];
    for (const schema of schemas) {
      await client.query(`create schema if not exists ${schema.name}`);
      ran.push(...(await migrateSchema(url, schema)));
    }
    return ran;
  } finally {
    await client.end();
  }
};
