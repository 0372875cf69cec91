import type { MigrationInterface } from "typeorm";

/** The migrations of one subgraph, oldest first. They live in the schema of its name. */
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

/** Whoever runs a statement and gives its rows. */
export interface Queryable {
  query<Row>(text: string, parameters?: unknown[]): Promise<Row[]>;
}

/** The 13 digits at the end of a migration's name are the milliseconds of its time. */
const timestampOf = (name: string): number => Number(name.slice(-13));

/** The migrations of all schemas as one history: the oldest first, whichever schema it is in. */
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

/** How people call a migration: `identity.IndexNames1763800000120`. */
export const nameOf = ({ schema, name }: Pick<Step, "schema" | "name">): string => `${schema}.${name}`;

/** The tables of migrations that the role of this connection may read, in TypeORM's form. */
const READABLE = `
  select n.nspname as schema from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relname = 'migrations' and n.nspname = any ($1)
    and has_schema_privilege(n.oid, 'usage') and has_column_privilege(c.oid, 'name', 'select')`;

/** What has been run in a database, by the names of `nameOf`. */
export const appliedIn = async (db: Queryable, schemas: readonly SchemaMigrations[]): Promise<Set<string>> => {
  const readable = await db.query<{ schema: string }>(READABLE, [schemas.map(({ name }) => name)]);
  const applied = new Set<string>();
  for (const { schema } of readable) {
    for (const { name } of await db.query<{ name: string }>(`select name from ${schema}.migrations`))
      applied.add(nameOf({ schema, name }));
  }
  return applied;
};

/** Makes room for a schema and for the list of its migrations. */
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
