import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { projectFile } from "../../platform/project.ts";

/** The pages that are built from `client/`, each from the folder of its name. */
export const PAGES = ["app", "explorer"] as const;

export type PageName = (typeof PAGES)[number];

/** Folders of `client/` that are not part of a page. */
const OTHERS = ["node_modules", "dist"];

const filesOf = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
};

const partsOf = async (page: PageName): Promise<string[]> => {
  const client = projectFile("client");
  const left = new Set<string>([...OTHERS, ...PAGES.filter((name) => name !== page)]);
  const parts = await readdir(client, { withFileTypes: true });
  const files = parts.map(({ name, parentPath }, at) => {
    if (left.has(name)) return [];
    const path = join(parentPath, name);
    return parts[at]?.isDirectory() ? filesOf(path) : [path];
  });
  return [...(await Promise.all(files)).flat(), projectFile("package-lock.json")].sort();
};

/** One text that changes whenever a page's sources or its packages do; undefined where the sources are not installed. */
export const hashOfPage = async (page: PageName): Promise<string | undefined> => {
  if ((await filesOf(projectFile("client", page))).length === 0) return undefined;
  const hash = createHash("sha256");
  for (const file of await partsOf(page)) {
    hash
      .update(relative(projectFile(), file))
      .update("\0")
      .update(await readFile(file))
      .update("\0");
  }
  return hash.digest("hex");
};
