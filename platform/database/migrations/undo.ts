import type { QueryRunner } from "typeorm";
import { Explained } from "../../process/explained.ts";
import { apply } from "./apply.ts";
import { appliedIn, historyOf, nameOf, type Queryable, type SchemaMigrations, type Step } from "./history.ts";
import { reading } from "./reading.ts";
import { asMigrator, type MigrateOptions } from "./session.ts";

/** The newest migrations of a database, newest first. */
const newestIn = async (db: Queryable, schemas: readonly SchemaMigrations[], count: number): Promise<Step[]> => {
  const history = historyOf(schemas);
  const known = new Set(history.map(nameOf));
  const applied = await appliedIn(db, schemas);
  const unknown = [...applied].filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new Explained(
      `A newer version has run ${unknown.join(", ")}, and only it knows how to undo that. Run "npm run migrate -- --down" of that version.`,
    );
  }
  return history
    .filter((step) => applied.has(nameOf(step)))
    .toReversed()
    .slice(0, count);
};

/** The statements of a `down`, without running them. */
const statementsOf = async ({ migration }: Step): Promise<string[]> => {
  const statements: string[] = [];
  const query = async (text: string): Promise<unknown[]> => {
    statements.push(text);
    return [];
  };
  await migration.down({ query } as unknown as QueryRunner);
  return statements;
};

/** What undoing the newest migrations would run, newest first. Nothing is changed. */
export const planUndo = (
  url: string,
  schemas: readonly SchemaMigrations[],
  count: number,
): Promise<{ readonly name: string; readonly statements: readonly string[] }[]> =>
  reading(url, undefined, async (db) => {
    const steps = await newestIn(db, schemas, count);
    return Promise.all(steps.map(async (step) => ({ name: nameOf(step), statements: await statementsOf(step) })));
  });

/** Undoes the newest migrations, newest first, and returns them. What they added is lost. */
export const undo = (
  url: string,
  schemas: readonly SchemaMigrations[],
  count: number,
  options: MigrateOptions = {},
): Promise<string[]> =>
  asMigrator(url, options, async (runner) => {
    const steps = await newestIn(runner, schemas, count);
    for (const step of steps) await apply(runner, step, "down", options);
    return steps.map(nameOf);
  });
