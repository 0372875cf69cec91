import { once } from "node:events";
import type { Viewer } from "../../platform/auth/viewer.ts";
import type { CommandConfig } from "../../platform/config/index.ts";
import { exportRecords, vocabularyNamed } from "../../subgraphs/directory/vocabularies/index.ts";
import type { VocabularyName } from "../../subgraphs/directory/vocabularies/titles.ts";
import { openForCommand } from "../command/command-database.ts";

const print = async (line: string): Promise<void> => {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, "drain");
};

const toldLeftOut = (count: number, fields: readonly string[]): string => {
  const customers = count === 1 ? "1 customer was" : `${count} customers were`;
  return `${customers} left out for lack of what every record of this vocabulary has: ${fields.join(", ")}.`;
};

/** Does what the options of `npm run export` request, and ends the process. */
export const runExport = async (config: CommandConfig, viewer: Viewer, vocabulary: VocabularyName): Promise<void> => {
  const { database, lifecycle } = await openForCommand("export", config);
  const session = database.session(viewer.tenantId);
  const missing = new Set<string>();
  let leftOut = 0;
  const onLeftOut = (fields: readonly string[]): void => {
    leftOut += 1;
    for (const field of fields) missing.add(field);
  };
  for await (const record of exportRecords(session, viewer, vocabularyNamed(vocabulary), onLeftOut)) {
    await print(JSON.stringify(record));
  }
  if (leftOut > 0) process.stderr.write(`${toldLeftOut(leftOut, [...missing])}\n`);
  await lifecycle.end();
  process.exit(0);
};
