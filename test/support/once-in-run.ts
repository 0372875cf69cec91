import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { alone } from "./postgres.ts";

/** A path in the run's own folder, which is removed after the run. */
export const inRunFolder = (name: string): string => {
  const { TEST_RUN_FOLDER: folder } = process.env;
  if (folder === undefined) throw new Error("the run's set-up made no folder");
  return join(folder, name);
};

/** Creates something that several test files need: the first one to ask creates it, the others wait. */
export const onceInRun = async (name: string, make: () => Promise<void>): Promise<void> => {
  const made = inRunFolder(`${name}.made`);
  if (existsSync(made)) return;
  await alone(name, async () => {
    if (existsSync(made)) return;
    await make();
    await writeFile(made, "");
  });
};
