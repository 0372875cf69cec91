import { readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";

/** The files of a built page, each under its path within the page, such as `assets/index-CUf5hhwo.js`. */
export interface Files {
  /** Where a file is, if the folder holds one of that name: what was asked for is looked up, and never opened as a path. */
  find(path: string): Promise<string | undefined>;
}

const namesIn = async (folder: string): Promise<ReadonlyMap<string, string>> => {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith("."));
  const paths = files.map((entry) => join(entry.parentPath, entry.name));
  return new Map(paths.map((path) => [relative(folder, path).split(sep).join("/"), path]));
};

/** Knows the files of a folder by their names, and looks again when one is asked for that was not there. */
export const createFiles = (folder: string): Files => {
  let known: ReadonlyMap<string, string> = new Map();

  return {
    find: async (path) => {
      if (!known.has(path)) known = await namesIn(folder);
      return known.get(path);
    },
  };
};
