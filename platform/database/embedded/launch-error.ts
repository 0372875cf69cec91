/** Why PostgreSQL is unavailable here, for the person at the terminal: print the message, not the stack. */
export class PostgresLaunchError extends Error {
  override readonly name = "PostgresLaunchError";
}

const reasons: Record<string, string> = {
  EACCES: "permission denied",
  EPERM: "operation not permitted",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  ENOTDIR: "part of the path is a file, not a folder",
  EEXIST: "a file with that name is in the way",
  EBUSY: "it is in use, perhaps as a mount point",
  EMFILE: "too many open files",
};

const textOf = (error: unknown, key: "code" | "message"): string => {
  // Not `instanceof Error`: in jest, Node's own errors come from another realm.
  const text = typeof error === "object" && error !== null ? Reflect.get(error, key) : undefined;
  return typeof text === "string" ? text : "";
};

/** The code of Node's own errors (`ENOENT`) or PostgreSQL's (`57P03`); empty for anything else. */
export const codeOf = (error: unknown): string => textOf(error, "code");

/** Any thrown value in plain words, without the path and call that Node repeats in its messages. */
export const inWords = (error: unknown): string =>
  reasons[codeOf(error)] ?? (textOf(error, "message") || String(error));
