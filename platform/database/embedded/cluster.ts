import { chmod, chown, mkdtemp, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import type { Binaries } from "./binaries.ts";
import { type DataFolder, holdsCluster } from "./data-folder.ts";
import { spawnGuarded } from "./guarded-process.ts";
import { codeOf, inWords, PostgresLaunchError } from "./launch-error.ts";

const FORM = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-locale"];
const ABANDONED_MS = 10 * 60_000;

const cannotWrite = (dataDir: string, error: unknown): PostgresLaunchError =>
  new PostgresLaunchError(
    `Cannot create the database in ${dataDir}: ${inWords(error)}. Make it writable, or set DATA_DIR to another folder.`,
  );

const mustSuit = async (dataDir: string, { major }: Binaries): Promise<void> => {
  const found = (await readFile(join(dataDir, "PG_VERSION"), "utf8")).trim();
  if (found === major) return;
  throw new PostgresLaunchError(
    `The data in ${dataDir} was written by PostgreSQL ${found}, and this is PostgreSQL ${major}. ` +
      `Move it with pg_dump of version ${found}, or set DATA_DIR to another folder.`,
  );
};

const mustBeEmpty = async (dataDir: string): Promise<void> => {
  const entries = await readdir(dataDir).catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return [];
    throw cannotWrite(dataDir, error);
  });
  if (entries.length === 0 || holdsCluster(dataDir)) return;
  throw new PostgresLaunchError(
    `The folder ${dataDir} holds files but no PostgreSQL data. Set DATA_DIR to an empty folder or one that does not exist.`,
  );
};

const removeAbandoned = async (dataDir: string): Promise<void> => {
  for (const entry of await readdir(dirname(dataDir))) {
    if (!entry.startsWith(`${basename(dataDir)}.new-`)) continue;
    const path = join(dirname(dataDir), entry);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > ABANDONED_MS) await rm(path, { recursive: true, force: true });
  }
};

const initialise = async (target: string, { account }: DataFolder, { folder }: Binaries, durable: boolean) => {
  const args = ["-D", target, "--username=postgres", "--auth=trust", ...FORM, ...(durable ? [] : ["--no-sync"])];
  const { child, exited } = spawnGuarded(account, join(folder, "bin/initdb"), args, "pipe");
  const [said, exit] = await Promise.all([text(child.stderr as Readable), exited, text(child.stdout as Readable)]);
  if (exit.failure) throw exit.failure;
  if (exit.code === 127) throw unfit(folder);
  if (exit.code !== 0) throw new PostgresLaunchError(`PostgreSQL's initdb failed for ${target}: ${said.trim()}`);
};

/** The binaries exist but the system cannot load them. */
export const unfit = (folder: string): PostgresLaunchError =>
  new PostgresLaunchError(
    `This system cannot run PostgreSQL's binaries in ${folder}: they need glibc 2.27 or newer, which Alpine and other ` +
      "musl systems lack. Use a Debian-based image, or set DATABASE_URL.",
  );

/** Moves the new cluster into place; a process that comes second finds the place taken and uses what is there. */
const moveInto = async (fresh: string, dataDir: string): Promise<void> => {
  await rename(fresh, dataDir).catch((error: unknown) => {
    if (!holdsCluster(dataDir)) throw cannotWrite(dataDir, error);
  });
  const parent = await open(dirname(dataDir));
  await parent.sync().finally(() => parent.close());
};

/**
 * Ensures that the folder holds a complete cluster of this version: created beside its place, then moved there
 * atomically.
 */
export const ensureCluster = async (place: DataFolder, binaries: Binaries, durable: boolean): Promise<void> => {
  const { dataDir, account } = place;
  await mustBeEmpty(dataDir);
  if (!holdsCluster(dataDir)) {
    await removeAbandoned(dataDir);
    const fresh = await mkdtemp(`${dataDir}.new-`).catch((error: unknown) => {
      throw cannotWrite(dirname(dataDir), error);
    });
    try {
      if (account) await chown(fresh, account.uid, account.gid);
      await initialise(fresh, place, binaries, durable);
      await moveInto(fresh, dataDir);
    } finally {
      await rm(fresh, { recursive: true, force: true });
    }
  }
  await mustSuit(dataDir, binaries);
  if (((await stat(dataDir)).mode & 0o077) !== 0) await chmod(dataDir, 0o700);
};
