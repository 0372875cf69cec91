import { once } from "node:events";
import { readAuthConfig, readStoreConfig } from "../platform/config/index.ts";
import { openDatabase } from "../platform/database/open.ts";
import { createLog } from "../platform/log.ts";
import { createLifecycle } from "../platform/process/lifecycle.ts";
import { runMain } from "../platform/process/main.ts";
import { directory } from "../subgraphs/directory/server.ts";
import { exportRecords, type Vocabulary } from "../subgraphs/directory/vocabularies/index.ts";
import { createCommand } from "./command.ts";
import { viewerOf } from "./import/viewer.ts";
import { migrateStore } from "./migrate-store.ts";
import { openStore } from "./store.ts";
import { toVocabulary, vocabularyNames } from "./vocabulary-option.ts";

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
    "Write customers to standard output, a line of JSON for each, in the order of their ids.",
  )
    .requiredOption("--as <vocabulary>", `the vocabulary to write them in: ${vocabularyNames}`, toVocabulary)
    .option("--tenant <id>", "whose customers (in development: the demo tenant)")
    .option("--workspace <id>", "the workspace whose local customers are written as well")
    .parse()
    .opts<Options>();
  const development = readAuthConfig(process.env) === null && process.env.NODE_ENV !== "production";
  const viewer = viewerOf({ ...options, development });
  const config = readStoreConfig(process.env);

  const log = createLog({ name: "export", level: config.logLevel });
  const lifecycle = createLifecycle(log);
  const store = await openStore(config, lifecycle, log);
  await migrateStore(store, log);
  const database = await openDatabase({ url: store.appUrl, entities: directory.entities, poolSize: 1 });
  await lifecycle.onEnd(() => database.close());

  for await (const record of exportRecords(database.session(viewer.tenantId), viewer, options.as)) {
    await print(JSON.stringify(record));
  }
  await lifecycle.end();
  process.exit(0);
});
