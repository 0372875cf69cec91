import type { QueryRunner } from "typeorm";
import { apply } from "../../platform/database/migrations/apply.ts";
import { nameOf, type Step } from "../../platform/database/migrations/history.ts";

interface Constraint {
  readonly name: string;
  readonly validated: boolean;
}

/** State of the tables that existed before a migration, which it must not change while blocking readers. */
interface Inspection {
  readonly tables: readonly { readonly oid: number; readonly name: string; readonly file: number }[];
  readonly indexes: readonly string[];
  readonly constraints: readonly Constraint[];
  readonly notNull: readonly string[];
}

const inspect = async (query: QueryRunner["query"], oids: readonly number[] | null): Promise<Inspection> => {
  const [found] = await query(
    `with t as (
       select c.oid, c.oid::regclass::text as name, pg_relation_filenode(c.oid)::integer as file
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'r' and c.relname <> 'migrations' and n.nspname !~ '^pg_|^information_schema$'
         and ($1::integer[] is null or c.oid = any ($1::oid[])))
     select
       coalesce((select json_agg(json_build_object('oid', t.oid::integer, 'name', name, 'file', file)) from t), '[]') as tables,
       coalesce((select json_agg(i.indexrelid::regclass::text) from pg_index i join t on t.oid = i.indrelid), '[]') as indexes,
       coalesce((select json_agg(json_build_object('name', t.name || '.' || k.conname, 'validated', k.convalidated))
         from pg_constraint k join t on t.oid = k.conrelid where k.contype in ('c', 'f')), '[]') as constraints,
       coalesce((select json_agg(t.name || '.' || a.attname) from pg_attribute a join t on t.oid = a.attrelid
         where a.attnum > 0 and a.attnotnull), '[]') as "notNull"`,
    [oids],
  );
  return found;
};

const columnsOf = async (query: QueryRunner["query"], oids: readonly number[]): Promise<Set<string>> => {
  const rows: { name: string }[] = await query(
    `select attrelid::regclass || '.' || attname as name from pg_attribute where attnum > 0 and attrelid = any ($1::integer[]::oid[])`,
    [oids],
  );
  return new Set(rows.map(({ name }) => name));
};

const CHANGES_ROWS = /(^|;)\s*(update|insert into|delete from)\b/i;
const STRONG_LOCK = `select from pg_locks where pid = pg_backend_pid() and mode = 'AccessExclusiveLock' and relation = any ($1::integer[]::oid[])`;

/**
 * Runs a migration and lists what would block readers of existing tables for a time that grows with
 * their rows. Compares the catalog after each statement rather than parsing the statement.
 */
export const faultsOf = async (runner: QueryRunner, step: Step): Promise<string[]> => {
  const query = runner.query.bind(runner) as QueryRunner["query"];
  const before = await inspect(query, null);
  const oids = before.tables.map(({ oid }) => oid);
  const oldColumns = await columnsOf(query, oids);
  const isOneTransaction = step.migration.transaction !== false;
  const faults = new Set<string>();
  let last = before;

  const compare = async (text: string): Promise<void> => {
    const now = await inspect(query, oids);
    for (const { oid, name, file } of now.tables)
      if (last.tables.find((table) => table.oid === oid)?.file !== file) faults.add(`rewrites ${name}`);
    for (const index of now.indexes)
      if (!last.indexes.includes(index) && !/^\s*create (unique )?index concurrently/i.test(text))
        if (!/rename to/i.test(text)) faults.add(`builds ${index} without "concurrently"`);
    for (const { name, validated } of now.constraints) {
      const known = (isOneTransaction ? before : last).constraints.find((constraint) => constraint.name === name);
      if (validated && !known) faults.add(`adds ${name} and reads all rows for it at once`);
    }
    for (const column of now.notNull)
      if (oldColumns.has(column) && !before.notNull.includes(column)) faults.add(`makes ${column} not null at once`);
    last = now;
  };

  const watched = async (...call: Parameters<QueryRunner["query"]>): Promise<unknown> => {
    const [text] = call;
    if (CHANGES_ROWS.test(text) && /\w+\.migrations\b/.test(text) === false) {
      const locked: unknown[] = isOneTransaction ? await query(STRONG_LOCK, [oids]) : [];
      if (locked.length > 0 || /alter table/i.test(text)) faults.add("changes rows while it holds a table for itself");
    }
    const result: unknown = await query(...call);
    await compare(text);
    return result;
  };
  runner.query = watched as QueryRunner["query"];
  try {
    await apply(runner, step, "up", {});
  } finally {
    runner.query = query;
  }
  return [...faults].map((fault) => `${nameOf(step)} ${fault}`);
};
