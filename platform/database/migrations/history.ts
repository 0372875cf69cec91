import type { MigrationInterface } from "typeorm";

/** The migrations of one schema, oldest first. That of a subgraph has its name. */
export interface SchemaMigrations {
  readonly name: string;
  readonly migrations: readonly (new () => MigrationInterface)[];
}

/** One migration of one schema. */
export interface Step {
  readonly schema: string;
  readonly name: string;
  readonly timestamp: number;
  readonly migration: MigrationInterface;
}

/** Runs a statement and returns its rows. */
export interface Queryable {
  query<Row>(text: string, parameters?: unknown[]): Promise<Row[]>;
}

/** The 13 digits at the end of a migration's name are its timestamp in milliseconds. */
const timestampOf = (name: string): number => Number(name.slice(-13));

/** The migrations of all schemas as one history, oldest first, whatever their schema. */
export const historyOf = (schemas: readonly SchemaMigrations[]): Step[] =>
  schemas
    .flatMap(({ name: schema, migrations }) =>
      migrations.map((Migration) => ({
        schema,
        name: Migration.name,
        timestamp: timestampOf(Migration.name),
        migration: new Migration(),
      })),
    )
    .toSorted((one, other) => one.timestamp - other.timestamp);

/** The display name of a migration: `identity.IndexNames1763800000120`. */
export const nameOf = ({ schema, name }: Pick<Step, "schema" | "name">): string => `${schema}.${name}`;

/** The migration tables that this connection's role may read, in TypeORM's format. */
const READABLE = `
  select n.nspname as schema from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relname = 'migrations' and n.nspname = any ($1)
    and has_schema_privilege(n.oid, 'usage') and has_column_privilege(c.oid, 'name', 'select')`;

/** The migrations that ran in a database, named by `nameOf`. */
export const appliedIn = async (db: Queryable, schemas: readonly SchemaMigrations[]): Promise<Set<string>> => {
  const readable = await db.query<{ schema: string }>(READABLE, [schemas.map(({ name }) => name)]);
  const applied = new Set<string>();
  for (const { schema } of readable) {
    for (const { name } of await db.query<{ name: string }>(`select name from ${schema}.migrations`))
      applied.add(nameOf({ schema, name }));
  }
  return applied;
};

/** Creates a schema and its migration table. */
export const prepareSchema = async (db: Queryable, schema: string): Promise<void> => {
  await db.query(`create schema if not exists ${schema}`);
  await db.query(`
    create table if not exists ${schema}.migrations (
      id serial primary key,
      timestamp bigint not null,
      name character varying not null
    )`);
};

export const remember = ({ schema, name, timestamp }: Step): [string, unknown[]] => [
  `insert into ${schema}.migrations (timestamp, name) values ($1, $2)`,
  [timestamp, name],
];

export const forget = ({ schema, name }: Step): [string, unknown[]] => [
  `delete from ${schema}.migrations where name = $1`,
  [name],
];
