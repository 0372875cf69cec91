import { readAuthConfig, readStoreConfig } from "../platform/config/index.ts";
import { runMain } from "../platform/process/main.ts";
import type { VocabularyName } from "../subgraphs/directory/vocabularies/titles.ts";
import { createCommand } from "./command/command.ts";
import { toVocabulary, vocabularyNames } from "./command/vocabulary-option.ts";
import { viewerOf } from "./import/viewer.ts";

interface Options {
  readonly as: VocabularyName;
  readonly tenant?: string;
  readonly workspace?: string;
}

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
  const config = readStoreConfig(process.env);

  const { runExport } = await import("./export/run.ts");
  await runExport(config, viewer, options.as);
});
