import { once } from "node:events";
import { readAuthConfig, readStoreConfig } from "../platform/config/index.ts";
import { runMain } from "../platform/process/main.ts";
import { exportRecords, type Vocabulary } from "../subgraphs/directory/vocabularies/index.ts";
import { createCommand } from "./command/command.ts";
import { openForCommand } from "./command/command-database.ts";
import { toVocabulary, vocabularyNames } from "./command/vocabulary-option.ts";
import { viewerOf } from "./import/viewer.ts";

interface Options {
  readonly as: Vocabulary;
  readonly tenant?: string;
  readonly workspace?: string;
}

const print = async (line: string): Promise<void> => {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, "drain");
};

await runMain(async () => {
  const options = createCommand(
    "export",
    "Write customers to standard output, one JSON record a line, in the order of their ids.",
  )
    .requiredOption("--as <vocabulary>", `the vocabulary to write them in: ${vocabularyNames}`, toVocabulary)
    .option("--tenant <id>", "the tenant whose customers to write (in development: the demo tenant)")
    .option("--workspace <id>", "also write the local customers of this workspace")
    .parse()
    .opts<Options>();
  const development = readAuthConfig(process.env) === null && process.env.NODE_ENV !== "production";
  const viewer = viewerOf({ ...options, development });
  const { database, lifecycle } = await openForCommand("export", readStoreConfig(process.env));

  for await (const record of exportRecords(database.session(viewer.tenantId), viewer, options.as)) {
    await print(JSON.stringify(record));
  }
  await lifecycle.end();
  process.exit(0);
});
