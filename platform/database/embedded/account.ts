import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { constants } from "node:fs";
import { access, readFile } from "node:fs/promises";
import { codeOf, inWords, PostgresLaunchError } from "./launch-error.ts";

/** The account the server runs as, if it is not Node's. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Node runs as root, which PostgreSQL refuses. */
export const runsAsRoot = (): boolean => process.getuid?.() === 0;

/** The most suitable unprivileged account of this machine for a server, from `/etc/passwd`. */
export const unprivilegedAccount = async (): Promise<Account> => {
  const lines = (await readFile("/etc/passwd", "utf8").catch(() => "")).split("\n").map((line) => line.split(":"));
  for (const name of ["postgres", "_postgres", "nobody"]) {
    const [, , uid, gid] = lines.find(([owner]) => owner === name) ?? [];
    if (Number(uid) > 0 && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new PostgresLaunchError(
    "PostgreSQL refuses to run as root, and /etc/passwd names neither a user postgres nor nobody to run it as. " +
      "Start as an ordinary user, or set DATABASE_URL.",
  );
};

/** Why a process could not be started as the given account. */
export const cannotBecome = (account: Account | undefined, error: unknown): PostgresLaunchError =>
  new PostgresLaunchError(
    account !== undefined && ["EPERM", "EINVAL"].includes(codeOf(error))
      ? `PostgreSQL refuses to run as root, and this root may not become user ${account.uid} ` +
          "(the container or service lacks the capability CAP_SETUID). Start as an ordinary user, or set DATABASE_URL."
      : `Cannot start a process for PostgreSQL: ${inWords(error)}.`,
  );

/**
 * Starts a program as the account; some refusals of the system are thrown here, others arrive as the child's `error`.
 */
export const spawnAs = (
  account: Account | undefined,
  program: string,
  args: readonly string[],
  options: SpawnOptions,
): ChildProcess => {
  try {
    return spawn(program, args, { ...options, ...account, cwd: "/" });
  } catch (error) {
    throw cannotBecome(account, error);
  }
};

/** Asks the system itself, as the account, whether a path is readable (`-r`) or can be entered or executed (`-x`). */
export const may = async (account: Account | undefined, what: "-r" | "-x", path: string): Promise<boolean> => {
  if (account === undefined) {
    return access(path, what === "-r" ? constants.R_OK : constants.X_OK).then(
      () => true,
      () => false,
    );
  }
  return new Promise((resolve, reject) => {
    spawnAs(account, "/bin/sh", ["-c", `[ ${what} "$0" ]`, path], { stdio: "ignore" })
      .on("error", (error) => reject(cannotBecome(account, error)))
      .on("exit", (code) => resolve(code === 0));
  });
};
