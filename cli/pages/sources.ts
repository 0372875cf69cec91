import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { projectFile } from "../../platform/project.ts";

/** What of `client/` each page is built from. */
export const SOURCES = {
  app: ["app", "cache", "generated", "hooks", "index.ts", "pages", "possible-types.ts", "react.ts", "vite.config.ts"],
  explorer: ["explorer", "operations", "pages", "vite.config.ts"],
} as const;

export type PageName = keyof typeof SOURCES;

/** The pages that are built from `client/`, each from the folder of its name and what it shares with others. */
export const PAGES = Object.keys(SOURCES) as PageName[];

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

/** The files in a folder, installed packages left out, or the file itself; nothing when there is neither. */
const filesAt = async (path: string): Promise<string[]> => {
  try {
    const names = await readdir(path);
    const found = await Promise.all(
      names.filter((name) => name !== "node_modules").map((name) => filesAt(join(path, name))),
    );
    return found.flat();
  } catch (error) {
    return codeOf(error) === "ENOTDIR" ? [path] : [];
  }
};

/** A hash that changes whenever a page's sources or its packages do; undefined where the sources are not installed. */
export const hashOfPage = async (page: PageName): Promise<string | undefined> => {
  const parts = await Promise.all(SOURCES[page].map((name) => filesAt(projectFile("client", name))));
  if (parts[0]?.length === 0) return undefined;
  const hash = createHash("sha256");
  for (const file of [...parts.flat().sort(), projectFile("package-lock.json")]) {
    hash
      .update(relative(projectFile(), file))
      .update("\0")
      .update(await readFile(file))
      .update("\0");
  }
  return hash.digest("hex");
};
