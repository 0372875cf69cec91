import { type ChildProcess, spawn } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectFile } from "../../platform/project.ts";

export interface Environment {
  readonly [name: string]: string;
}

/** A data folder of its own, and how to remove it. */
export const dataFolder = async (): Promise<{ readonly path: string; remove(): Promise<void> }> => {
  const path = await mkdtemp(join(tmpdir(), "customer-graph-bench-"));
  await chmod(path, 0o755); // PostgreSQL has another user where this one is root.
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
};

const spawned = (program: string, args: readonly string[], env: Environment): ChildProcess => {
  const { PATH = "", HOME = "" } = process.env;
  return spawn(process.execPath, [projectFile(`dist/${program}.js`), ...args], {
    env: { PATH, HOME, NODE_ENV: "production", LOG_LEVEL: "error", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
};

/** Runs a command until it ends, and returns its output. */
export const ran = (command: string, args: readonly string[], env: Environment): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawned(`cli/${command}`, args, env);
    let text = "";
    child.stdout?.on("data", (chunk) => (text += chunk));
    child.once("close", (code) =>
      code === 0 ? resolve(text.trim()) : reject(new Error(`${command} ended with ${code}`)),
    );
  });

export interface Served {
  readonly url: string;
  readonly child: ChildProcess;
  stop(): Promise<void>;
}

const running = new Set<ChildProcess>();

process.once("exit", () => {
  for (const child of running) child.kill("SIGTERM");
});

/** Starts a program, `cli/start`, and returns once it says that it is ready. */
export const servedBy = (program: string, args: readonly string[], env: Environment): Promise<Served> =>
  new Promise((resolve, reject) => {
    const child = spawned(program, args, { PORT: "0", ...env });
    running.add(child);
    const closed = new Promise<void>((end) => child.once("close", () => end()));
    child.once("exit", () => running.delete(child));
    let text = "";
    child.stdout?.on("data", (chunk) => {
      text += chunk;
      const port = /^ready http:\/\/localhost:(\d+)$/m.exec(text)?.[1];
      if (!port) return;
      const stop = (): Promise<void> => {
        child.kill("SIGTERM");
        return closed;
      };
      resolve({ url: `http://127.0.0.1:${port}`, child, stop });
    });
    child.once("close", (code) => reject(new Error(`${program} ended with ${code} before it was ready`)));
  });

/** Runs a server of this project until it says that it is ready. */
export const served = (command: string, args: readonly string[], env: Environment): Promise<Served> =>
  servedBy(`cli/${command}`, args, env);
