import type { MigrateConfig } from "../../platform/config/index.ts";
import { migrate } from "../../platform/database/migrations/migrate.ts";
import { schemaState } from "../../platform/database/migrations/schema-state.ts";
import type { MigrateOptions } from "../../platform/database/migrations/session.ts";
import { planUndo, undo } from "../../platform/database/migrations/undo.ts";
import { reportBy } from "../graph/ready-schema.ts";
import { schemas } from "../graph/schemas.ts";
import { openTarget } from "./target.ts";

interface Options {
  readonly check?: true;
  readonly down?: number | true;
  readonly yes?: true;
  readonly maintenance?: true;
}

/** A task's output and exit code. */
type Outcome = readonly [text: string, exitCode: number];

const listed = (names: readonly string[], none: string): string => names.join("\n") || none;

const check = async (url: string): Promise<Outcome> => {
  const { missing, unknown } = await schemaState(url, schemas);
  const newer = unknown.map((name) => `${name} (of a newer version)`);
  return [listed([...missing.map((name) => `${name} (pending)`), ...newer], "up to date"), missing.length > 0 ? 1 : 0];
};

/** One that changed only values has no statements: the version before reads them too. */
const NO_STATEMENTS = "-- Only the record of it goes: what it changed stays.";

const withSemicolon = (text: string): string => `${text.trim().replace(/;$/, "")};`;

const plan = async (url: string, count: number): Promise<Outcome> => {
  const steps = await planUndo(url, schemas, count);
  if (steps.length === 0) return ["nothing to undo", 0];
  const texts = steps.map(
    ({ name, statements }) => `-- ${name}\n${listed(statements.map(withSemicolon), NO_STATEMENTS)}`,
  );
  return [`${texts.join("\n\n")}\n\n-- Nothing was run. With --yes this is, and what the statements drop is lost.`, 1];
};

/** Does to a database what the options request, and tells what to print and how to exit. */
export const migrateTo = async (
  url: string,
  { check: only, down, yes }: Options,
  options: MigrateOptions = {},
): Promise<Outcome> => {
  if (only) return check(url);
  const count = down === true ? 1 : down;
  if (!count) return [listed(await migrate(url, schemas, options), "up to date"), 0];
  if (!yes) return plan(url, count);
  return [
    listed(
      (await undo(url, schemas, count, options)).map((name) => `${name} (undone)`),
      "nothing to undo",
    ),
    0,
  ];
};

/** Does what the options of `npm run migrate` request. */
export const runMigrate = async (config: MigrateConfig, options: Options): Promise<void> => {
  const { url, lifecycle, log } = await openTarget(config);
  const [text, exitCode] = await migrateTo(url, options, { report: reportBy(log), maintenance: options.maintenance });
  process.stdout.write(`${text}\n`);
  await lifecycle.end();
  process.exitCode = exitCode;
};
