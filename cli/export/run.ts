import { once } from "node:events";
import type { Viewer } from "../../platform/auth/viewer.ts";
import type { CommandConfig } from "../../platform/config/index.ts";
import { exportRecords, vocabularyNamed } from "../../subgraphs/directory/vocabularies/index.ts";
import type { VocabularyName } from "../../subgraphs/directory/vocabularies/titles.ts";
import { openForCommand } from "../command/command-database.ts";

const print = async (line: string): Promise<void> => {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, "drain");
};

/** Does what the options of `npm run export` request, and ends the process. */
export const runExport = async (config: CommandConfig, viewer: Viewer, vocabulary: VocabularyName): Promise<void> => {
  const { database, lifecycle } = await openForCommand("export", config);
  for await (const record of exportRecords(database.session(viewer.tenantId), viewer, vocabularyNamed(vocabulary))) {
    await print(JSON.stringify(record));
  }
  await lifecycle.end();
  process.exit(0);
};
