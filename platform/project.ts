import { existsSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";

const rootAbove = (folder: string): string =>
  existsSync(join(folder, "package.json")) ? folder : rootAbove(dirname(folder));

const here = dirname(fileURLToPath(import.meta.url));
const root = rootAbove(here);
const dist = join(root, "dist");

/** The path of a file of this project, whether the code runs from source or compiled in `dist/`. */
export const projectFile = (...segments: string[]): string => join(root, ...segments);

/** The path of a program, `cli/start.js`, that a process of its own runs: in `dist/` if this code was compiled, else beside the sources. */
export const programFile = (path: string): string => join(here.startsWith(`${dist}${sep}`) ? dist : root, path);
