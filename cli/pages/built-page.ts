import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { projectFile } from "../../platform/project.ts";
import type { PageName } from "./sources.ts";

/** The file in a built page that names the sources it was built from. */
export const STAMP = ".sources";

/** Where a built page is. */
export const folderOf = (page: PageName): string => projectFile("dist/pages", page);

/** The hash of the sources that the built page was made from; undefined when it is not there. */
export const hashOfBuilt = (page: PageName): Promise<string | undefined> =>
  readFile(join(folderOf(page), STAMP), "utf8").catch(() => undefined);
