import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";

/** The files of a built page, by path within the page, such as `assets/index-CUf5hhwo.js`. */
export interface Files {
  /** The content of a file, if the folder has one of that name: the name is looked up, and never opened as a path. */
  read(path: string): Promise<Buffer | undefined>;
}

interface Kept {
  /** Another file under the same name has other attributes. */
  readonly changedAt: number;
  readonly size: number;
  readonly content: Promise<Buffer>;
}

const namesIn = async (folder: string): Promise<ReadonlyMap<string, string>> => {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith("."));
  const paths = files.map((entry) => join(entry.parentPath, entry.name));
  return new Map(paths.map((path) => [relative(folder, path).split(sep).join("/"), path]));
};

/**
 * Knows the files of a folder by name, and reads the folder again when an unknown one is requested. A file's content is
 * in memory once, however many clients read it slowly.
 */
export const createFiles = (folder: string): Files => {
  let known: ReadonlyMap<string, string> = new Map();
  const kept = new Map<string, Kept>();

  const look = async (): Promise<void> => {
    known = await namesIn(folder);
    const there = new Set(known.values());
    for (const file of kept.keys()) if (!there.has(file)) kept.delete(file);
  };
  const contentOf = async (file: string): Promise<Buffer> => {
    const { mtimeMs: changedAt, size } = await stat(file);
    const before = kept.get(file);
    if (before && before.changedAt === changedAt && before.size === size) return before.content;
    const content = readFile(file);
    kept.set(file, { changedAt, size, content });
    content.catch(() => kept.delete(file));
    return content;
  };

  return {
    read: async (path) => {
      if (!known.has(path)) await look();
      const file = known.get(path);
      return file === undefined ? undefined : contentOf(file).catch(() => undefined);
    },
  };
};
