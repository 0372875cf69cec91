import { readdir, readFile, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

const WORTHWHILE = new Set([".js", ".css", ".svg", ".json", ".ttf"]);
const SMALLEST_BYTES = 1_000;

const compressFile = async (path: string): Promise<void> => {
  const content = await readFile(path);
  if (content.length >= SMALLEST_BYTES) await writeFile(`${path}.gz`, await promisify(gzip)(content));
};

/** Writes beside every large file its compressed form, for clients that accept it. */
export const compress = async (folder: string): Promise<void> => {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile() && WORTHWHILE.has(extname(entry.name)));
  await Promise.all(files.map((entry) => compressFile(join(entry.parentPath, entry.name))));
};
