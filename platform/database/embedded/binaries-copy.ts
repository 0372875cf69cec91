import { constants, existsSync } from "node:fs";
import { chmod, copyFile, lstat, mkdir, readdir, readFile, rename } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Account, may } from "./account.ts";
import { inWords, PostgresLaunchError } from "./launch-error.ts";
import { rootsLibrary } from "./roots-library.ts";

/** Copies missing files, each atomically, so that concurrent or killed runs do no harm. */
const copyMissing = async (from: string, to: string): Promise<void> => {
  await mkdir(to, { recursive: true, mode: 0o755 });
  await chmod(to, 0o755);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await copyMissing(source, target);
    if (!entry.isFile() || entry.name.endsWith(".a") || existsSync(target)) continue;
    const unfinished = `${target}.${process.pid}`;
    await copyFile(source, unfinished, constants.COPYFILE_FICLONE);
    await chmod(unfinished, 0o755);
    await rename(unfinished, target);
  }
};

/** Refuses a folder that somebody else could have filled: programs are run from it. */
const mustBeOurs = async (folder: string): Promise<void> => {
  const { uid, mode } = await lstat(folder);
  if (uid === process.getuid?.() && (mode & 0o022) === 0) return;
  throw new PostgresLaunchError(
    `${folder} belongs to another user or is writable by others, so it is not safe to run programs from it. ` +
      "Remove it, or set TMPDIR to a folder of your own.",
  );
};

/** A copy of the package that can be completed and run: root's under `/var/lib`, others' in the temp folder. */
export const copyForAccount = async (root: string, account: Account | undefined): Promise<string> => {
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { version: string };
  const copy =
    account === undefined
      ? join(tmpdir(), `customer-graph-${process.getuid?.()}-postgresql-${version}`)
      : join(rootsLibrary, `postgresql-${version}`);
  try {
    await mkdir(copy, { recursive: true, mode: 0o755 });
    await mustBeOurs(copy);
    await copyMissing(root, copy);
  } catch (error) {
    if (error instanceof PostgresLaunchError) throw error;
    throw new PostgresLaunchError(`Cannot copy PostgreSQL's binaries to ${copy}: ${inWords(error)}.`);
  }
  if (await may(account, "-x", join(copy, "native/bin/postgres"))) return copy;
  throw new PostgresLaunchError(`PostgreSQL's binaries cannot be run from ${copy}: is it mounted with noexec?`);
};
