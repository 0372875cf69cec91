import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { Explained } from "../platform/process/explained.ts";
import { runMain } from "../platform/process/main.ts";
import { projectFile } from "../platform/project.ts";
import { composedFiles } from "./composed-files.ts";
import { differingLines } from "./differing-lines.ts";

const current = (name: string): Promise<string> => readFile(projectFile("schema", name), "utf8").catch(() => "");

await runMain(async () => {
  const { check } = parseArgs({ options: { check: { type: "boolean", default: false } } }).values;
  const stale: string[] = [];
  for (const [name, fresh] of Object.entries(composedFiles())) {
    const before = await current(name);
    if (before === fresh) continue;
    stale.push([`schema/${name}`, ...differingLines(before, fresh)].join("\n    "));
    if (!check) await writeFile(projectFile("schema", name), fresh);
  }
  if (check && stale.length > 0) {
    throw new Explained(`Not as the subgraphs compose. Run npm run compose.\n  ${stale.join("\n  ")}`);
  }
  process.stdout.write(
    stale.length > 0 ? `wrote ${stale.length} of schema/supergraph.graphql, schema/api.graphql\n` : "up to date\n",
  );
});
