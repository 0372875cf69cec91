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
  createCommand("import", "Create and update customers from a file. Twice the same file makes no difference.")
    .argument("<file>", "a CSV file with a heading; with --as also lines of JSON, or one JSON array")
    .option("--map <mapping>", "what the columns of a CSV mean: docs/importing.md tells how to say it")
    .option("--as <vocabulary>", `the vocabulary of its records: ${vocabularyNames}`, toVocabulary)
    .option("--tenant <id>", "whose customers they are (in development: the demo tenant)")
    .option(
      "--workspace <id>",
      "the workspace to import in: new customers are local to it unless the mapping says otherwise",
    )
    .option("--batch-size <rows>", "how many rows are written at once, all or none", batchSize, 50)
    .option("--delimiter <character>", "what separates the cells, or tab (the mapping's, else a comma)", delimiter)
    .option("--dry-run", "check and try everything, and keep nothing")
    .addHelpText("after", "\nExit code: 0 when no row was refused, 2 when some were, 1 when it failed.");

/** Signals this close together are one keystroke, from the terminal and from npm. */
const SAME_SIGNAL_MS = 100;

/** Stops after the batch under way on the first signal, and at once on the second. */
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
  const tell = (end: string): void => {
    progress.stop();
    if (tally.refused > 0) process.stderr.write(`${tally.refusals()}\n`);
    process.stdout.write(`${tally.summary()}${dryRun ? " (only tried, nothing was kept)" : ""}${end}\n`);
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
    tell(`, of ${source.rows}. Then it failed; the same command goes on from there.`);
    throw error;
  }
  const stopped = signal.aborted && tally.rows < source.rows;
  tell(stopped ? `, of ${source.rows}. Stopped; the same command goes on from there.` : "");
  await lifecycle.end();
  process.exit(stopped ? 1 : tally.refused > 0 ? 2 : 0);
});
