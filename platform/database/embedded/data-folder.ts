import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { chown, lchown, mkdir, readdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { type Account, may, runsAsRoot, unprivilegedAccount } from "./account.ts";
import { inWords, PostgresLaunchError } from "./launch-error.ts";
import { rootsLibrary } from "./roots-library.ts";

/** A data folder and the account to serve it; without an account, Node's own. */
export interface DataFolder {
  readonly dataDir: string;
  readonly account: Account | undefined;
}

/** Whether a folder holds a cluster already. */
export const holdsCluster = (dataDir: string): boolean => existsSync(join(dataDir, "PG_VERSION"));

const makeParent = async (dataDir: string): Promise<void> => {
  await mkdir(dirname(dataDir), { recursive: true }).catch((error: unknown) => {
    throw new PostgresLaunchError(
      `Cannot create the folder ${dirname(dataDir)} for the database: ${inWords(error)}. ` +
        "Make it writable, or set DATA_DIR to a folder that is.",
    );
  });
};

const giveTo = async (account: Account, folder: string): Promise<void> => {
  await chown(folder, account.uid, account.gid);
  for (const entry of await readdir(folder, { recursive: true })) {
    await lchown(join(folder, entry), account.uid, account.gid);
  }
};

/** An existing cluster keeps its owner; a path that no other account can enter is replaced by one under `/var/lib`. */
const placeForRoot = async (asked: string): Promise<DataFolder> => {
  const elsewhere = join(
    rootsLibrary,
    `${basename(asked)}-${createHash("sha256").update(asked).digest("hex").slice(0, 8)}`,
  );
  const existing = [asked, elsewhere].find(holdsCluster);
  const { uid, gid } = existing === undefined ? { uid: 0, gid: 0 } : await stat(existing);
  const account = uid === 0 ? await unprivilegedAccount() : { uid, gid };
  if (existing !== undefined) {
    if (!(await may(account, "-x", dirname(existing)))) {
      throw new PostgresLaunchError(
        `PostgreSQL cannot run as root, and user ${account.uid} cannot enter ${dirname(existing)} to reach the data in ` +
          `${existing}. Let others enter the folders above it (chmod o+x), or set DATA_DIR to another folder.`,
      );
    }
    if (uid === 0) await giveTo(account, existing);
    return { dataDir: existing, account };
  }
  await makeParent(asked);
  if (await may(account, "-x", dirname(asked))) return { dataDir: asked, account };
  await makeParent(elsewhere);
  return { dataDir: elsewhere, account };
};

/** Decides where the data is and who owns it, and creates the parent folder. */
export const placeData = async (asked: string): Promise<DataFolder> => {
  if (runsAsRoot()) return placeForRoot(asked);
  await makeParent(asked);
  return { dataDir: asked, account: undefined };
};
