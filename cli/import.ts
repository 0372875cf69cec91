import { type Command, InvalidArgumentError } from "commander";
import { readAuthConfig, readStoreConfig } from "../platform/config/index.ts";
import { runMain } from "../platform/process/main.ts";
import type { Vocabulary } from "../subgraphs/directory/vocabularies/index.ts";
import { createCommand } from "./command/command.ts";
import { openForCommand } from "./command/command-database.ts";
import { toVocabulary, vocabularyNames } from "./command/vocabulary-option.ts";
import { createProgress } from "./import/progress.ts";
import { isDelimiter } from "./import/read-mapping.ts";
import { sourceOf } from "./import/source.ts";
import { createTally } from "./import/tally.ts";
import { viewerOf } from "./import/viewer.ts";

interface Options {
  readonly map?: string;
  readonly as?: Vocabulary;
  readonly tenant?: string;
  readonly workspace?: string;
  readonly batchSize: number;
  readonly delimiter?: string;
  readonly dryRun?: true;
}

const batchSize = (text: string): number => {
  if (/^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= 1_000) return Number(text);
  throw new InvalidArgumentError("Give a whole number from 1 to 1000.");
};

const delimiter = (text: string): string => {
  const character = text === "tab" || text === "\\t" ? "\t" : text;
  if (isDelimiter(character)) return character;
  throw new InvalidArgumentError('Give one character, such as ";", or the word tab.');
};

const command = (): Command =>
  createCommand("import", "Create and update customers from a file. Importing the same file twice changes nothing.")
    .argument("<file>", "a CSV file with a header row; with --as also JSON, one record a line or one array")
    .option("--map <mapping>", "the mapping that says what the columns of a CSV file mean; see docs/importing.md")
    .option("--as <vocabulary>", `the vocabulary the records are written in: ${vocabularyNames}`, toVocabulary)
    .option("--tenant <id>", "the tenant that owns the customers (in development: the demo tenant)")
    .option(
      "--workspace <id>",
      "the workspace to import into: new customers are local to it unless the mapping says otherwise",
    )
    .option("--batch-size <rows>", "how many rows to write in one transaction", batchSize, 50)
    .option(
      "--delimiter <character>",
      "the character between cells, or tab (default: that of the mapping, else a comma)",
      delimiter,
    )
    .option("--dry-run", "check every row, but write nothing")
    .addHelpText("after", "\nExit code: 0 if every row was accepted, 2 if some were refused, 1 if the import failed.");

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

await runMain(async () => {
  const parsed = command().parse();
  const options = parsed.opts<Options>();
  const [path = ""] = parsed.args;
  const development = readAuthConfig(process.env) === null && process.env.NODE_ENV !== "production";
  const viewer = viewerOf({ ...options, development });
  const config = readStoreConfig(process.env);

  const source = await sourceOf({ path, delimiter: options.delimiter }, options, viewer);

  const { database, lifecycle, log } = await openForCommand("import", config);

  const signal = stopOnSignals();
  const tally = createTally();
  const progress = createProgress(source.rows);
  const dryRun = options.dryRun === true;
  const printSummary = (end: string): void => {
    progress.stop();
    if (tally.refused > 0) process.stderr.write(`${tally.refusals()}\n`);
    process.stdout.write(`${tally.summary()}${dryRun ? " (dry run: nothing was written)" : ""}${end}\n`);
  };
  try {
    const session = database.session(viewer.tenantId);
    const { batchSize } = options;
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
});
