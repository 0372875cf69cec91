import type { Viewer } from "../../platform/auth/viewer.ts";
import type { CommandConfig } from "../../platform/config/index.ts";
import { Explained } from "../../platform/process/explained.ts";
import { hasCountryNames, learnCountryNames } from "../../subgraphs/contacts/countries.ts";
import type { MatchedBy, Unknown } from "../../subgraphs/directory/vocabularies/index.ts";
import { openForCommand } from "../command/command-database.ts";
import { createProgress } from "./progress.ts";
import { type Language, sourceOf } from "./source.ts";
import { createTally } from "./tally.ts";

interface Options {
  readonly path: string;
  readonly delimiter?: string | undefined;
  readonly encoding?: string | undefined;
  readonly match?: MatchedBy | undefined;
  readonly unknown?: Unknown | undefined;
  /** A language whose names of countries are taken, by its code. */
  readonly locale?: string | undefined;
  readonly language: Language;
  readonly viewer: Viewer;
  readonly batchSize: number;
  readonly dryRun: boolean;
}

/** Signals this close together are one keystroke, from the terminal and from npm. */
const SAME_SIGNAL_MS = 100;

/** Stops after the current batch on the first signal, and at once on the second. */
const stopOnSignals = (): AbortSignal => {
  const stopping = new AbortController();
  let last = Number.NEGATIVE_INFINITY;
  const onSignal = (): void => {
    if (performance.now() - last < SAME_SIGNAL_MS) return;
    last = performance.now();
    if (stopping.signal.aborted) process.exit(1);
    stopping.abort();
  };
  process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
  return stopping.signal;
};

const useLocale = (locale: string): void => {
  if (!hasCountryNames(locale)) throw new Explained(`--locale ${locale} is no language. Give its code, such as de.`);
  learnCountryNames(locale);
};

/** Does what the options of `npm run import` request, and ends the process. */
export const runImport = async (
  config: CommandConfig,
  { path, delimiter, encoding, locale, match, unknown, language, viewer, batchSize, dryRun }: Options,
): Promise<void> => {
  if (locale !== undefined) useLocale(locale);
  const source = await sourceOf({ path, delimiter, encoding, match, unknown }, language, viewer);

  const { database, lifecycle, log } = await openForCommand("import", config);

  const signal = stopOnSignals();
  const tally = createTally();
  const progress = createProgress(source.rows);
  const printSummary = (end: string): void => {
    progress.stop();
    if (tally.refused > 0) process.stderr.write(`${tally.refusals()}\n`);
    process.stdout.write(`${tally.summary()}${dryRun ? " (dry run: nothing was written)" : ""}${end}\n`);
    for (const note of source.notes) process.stdout.write(`${note}.\n`);
    if (tally.skipped() !== "") process.stdout.write(`${tally.skipped()}.\n`);
    if (tally.keyless() !== "") process.stdout.write(`${tally.keyless()}.\n`);
  };
  try {
    const session = database.session(viewer.tenantId);
    for await (const results of source.import({ session, batchSize, dryRun, signal })) {
      tally.add(results);
      progress.at(tally.rows);
      log.debug({ rows: tally.rows }, "a batch is done");
    }
  } catch (error) {
    printSummary(`, of ${source.rows}. Then it failed; run the same command again to continue.`);
    throw error;
  }
  const stopped = signal.aborted && tally.rows < source.rows;
  printSummary(stopped ? `, of ${source.rows}. Stopped; run the same command again to continue.` : "");
  await lifecycle.end();
  process.exit(stopped ? 1 : tally.refused > 0 ? 2 : 0);
};
