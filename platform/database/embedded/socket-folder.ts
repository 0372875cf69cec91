import { chown, mkdir, mkdtemp, rmdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { may } from "./account.ts";
import type { DataFolder } from "./data-folder.ts";

/** The number in the socket's file name; nothing listens on it. */
export const PORT = 5432;

const LONGEST_PATH = process.platform === "darwin" ? 103 : 107;
const fits = (folder: string): boolean => Buffer.byteLength(join(folder, `.s.PGSQL.${PORT}`)) <= LONGEST_PATH;

/** A folder for the socket that only the server's account can enter. */
export interface SocketFolder {
  readonly path: string;
  /** Removes it after the server has ended, unless it is the data folder. */
  remove(): Promise<void>;
}

const newFolder = async (account: DataFolder["account"]): Promise<string> => {
  const temp = tmpdir();
  const suits = fits(join(temp, "customer-graph-XXXXXX")) && (await may(account, "-x", temp));
  return mkdtemp(join(suits ? temp : "/tmp", "customer-graph-"));
};

/**
 * The data folder itself or, if its path is too long for a socket, one in the temp folder: a new one, or that of the
 * previous server, where clients still look.
 */
export const socketFolderFor = async ({ dataDir, account }: DataFolder, before?: string): Promise<SocketFolder> => {
  if (fits(dataDir)) return { path: dataDir, remove: async () => {} };
  if (before) await mkdir(before, { recursive: true, mode: 0o700 });
  const path = before ?? (await newFolder(account));
  if (account) await chown(path, account.uid, account.gid);
  return { path, remove: () => rmdir(path).catch(() => {}) };
};
