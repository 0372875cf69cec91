import type { QueryRunner } from "typeorm";

/**
 * Steps that change tables in use, for migrations with `transaction = false`: each commits by itself, and can safely
 * run again.
 */

/** Waits for open transactions as long as they last, without holding a lock that blocks reads or writes. */
const concurrently = async (runner: QueryRunner, text: string): Promise<void> => {
  await runner.query("set lock_timeout = 0");
  try {
    await runner.query(text);
  } finally {
    await runner.query("reset lock_timeout");
  }
};

const unqualified = (name: string): string => name.slice(name.indexOf(".") + 1);

interface IndexOptions {
  readonly unique?: boolean;
}

/**
 * Builds an index, `identity.customer_by_name` on `identity.customer (tenant_id, …)`. The remains of a failed build are
 * dropped first.
 */
export const createIndex = async (
  runner: QueryRunner,
  name: string,
  on: string,
  { unique = false }: IndexOptions = {},
): Promise<void> => {
  const found: { valid: boolean }[] = await runner.query(
    "select indisvalid as valid from pg_index where indexrelid = to_regclass($1)",
    [name],
  );
  if (found[0]?.valid) return;
  if (found[0]) await dropIndex(runner, name);
  await concurrently(runner, `create ${unique ? "unique " : ""}index concurrently ${unqualified(name)} on ${on}`);
};

export const dropIndex = (runner: QueryRunner, name: string): Promise<void> =>
  concurrently(runner, `drop index concurrently if exists ${name}`);

/** Gives an index another definition under its name. The old one serves until the new one is ready. */
export const replaceIndex = async (runner: QueryRunner, name: string, on: string): Promise<void> => {
  await createIndex(runner, `${name}_new`, on);
  await dropIndex(runner, name);
  await runner.query(`alter index ${name}_new rename to ${unqualified(name)}`);
};

interface ConstraintOptions {
  /** Whether existing rows must satisfy it as well. */
  readonly validate?: boolean;
}

/**
 * Adds named constraints, replacing those with the same names: they hold for new rows at once, and then existing rows
 * are validated.
 */
export const constrain = async (
  runner: QueryRunner,
  table: string,
  constraints: Readonly<Record<string, string>>,
  { validate = true }: ConstraintOptions = {},
): Promise<void> => {
  const names = Object.keys(constraints);
  const added = Object.entries(constraints).map(
    ([name, definition]) => `drop constraint if exists ${name}, add constraint ${name} ${definition} not valid`,
  );
  await runner.query(`alter table ${table} ${added.join(", ")}`);
  if (!validate) return;
  await runner.query(`alter table ${table} ${names.map((name) => `validate constraint ${name}`).join(", ")}`);
};

/** Runs statements, which form one transaction as one text, unless what they create exists already. */
export const createOnce = async (runner: QueryRunner, relation: string, text: string): Promise<void> => {
  const [{ there }]: [{ there: boolean }] = await runner.query("select to_regclass($1) is not null as there", [
    relation,
  ]);
  if (!there) await runner.query(text);
};
