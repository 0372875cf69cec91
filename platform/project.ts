import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const rootAbove = (folder: string): string =>
  existsSync(join(folder, "package.json")) ? folder : rootAbove(dirname(folder));

const root = rootAbove(dirname(fileURLToPath(import.meta.url)));

/** The path of a file of this project, whether the code runs from source or compiled in `dist/`. */
export const projectFile = (...segments: string[]): string => join(root, ...segments);
