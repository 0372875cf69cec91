import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { Explained } from "../../platform/process/explained.ts";
import { projectFile } from "../../platform/project.ts";
import { createDeveloperCommand } from "./developer-command.ts";
import { differingLines } from "./differing-lines.ts";

const current = (path: string): Promise<string> => readFile(projectFile(path), "utf8").catch(() => "");

const write = async (path: string, text: string): Promise<void> => {
  await mkdir(dirname(projectFile(path)), { recursive: true });
  await writeFile(projectFile(path), text);
};

/** Files by path, as they should be. */
export type Made = Readonly<Record<string, string>>;

/** A command with the option that `refresh` takes. */
export const createRefreshCommand = (script: string, description: string) =>
  createDeveloperCommand(script, description).option("--check", "write nothing; fail if a file is out of date");

/** Writes the files that are out of date; under `--check` it writes nothing and reports them instead. */
export const refresh = async (
  script: string,
  { check }: { check?: true },
  make: () => Made | Promise<Made>,
): Promise<void> => {
  const made = await make();
  const stale = [];
  for (const [path, text] of Object.entries(made)) {
    const before = await current(path);
    if (before !== text) stale.push({ path, text, lines: differingLines(before, text) });
  }
  if (check && stale.length > 0) {
    const differences = stale.map(({ path, lines }) => [`  ${path}`, ...lines].join("\n    "));
    throw new Explained(`Out of date. Run npm run ${script}.\n${differences.join("\n")}`);
  }
  for (const { path, text } of stale) await write(path, text);
  process.stdout.write(stale.length > 0 ? stale.map(({ path }) => `wrote ${path}\n`).join("") : "up to date\n");
};
