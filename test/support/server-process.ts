import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { projectFile } from "../../platform/project.ts";
import { onceInRun } from "./once-in-run.ts";

type Command = "start" | "gateway" | "subgraph" | "migrate" | "import" | "export" | "seed" | "token" | "reindex";

export interface Environment {
  readonly [name: string]: string;
}

/** A command of the project running in its own process. */
export interface CommandProcess {
  readonly child: ChildProcess;
  readonly exit: Promise<number | null>;
  stdout(): string;
  stderr(): string;
}

export interface ServerProcess extends CommandProcess {
  /** With an IP address, so that no name lookup is needed. */
  readonly url: string;
}

const running = new Set<CommandProcess>();
const folders: string[] = [];

/** Compiles the project if necessary. */
export const build = (): Promise<void> =>
  onceInRun("build", async () => {
    await promisify(execFile)(process.execPath, [projectFile("cli/build.js")]);
  });

/** A data folder that is removed after the tests. */
export const dataFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "customer-graph-process-"));
  folders.push(folder);
  return folder;
};

/** Starts a command on any free port, with only the given environment. */
export const run = (command: Command, args: readonly string[], env: Environment): CommandProcess => {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, [projectFile(`dist/cli/${command}.js`), ...args], {
    cwd: projectFile(),
    env: { PATH, HOME, PORT: "0", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => (said.stdout += chunk));
  child.stderr.on("data", (chunk) => (said.stderr += chunk));
  const started = {
    child,
    exit: new Promise<number | null>((resolve) => child.once("close", resolve)),
    stdout: () => said.stdout,
    stderr: () => said.stderr,
  };
  running.add(started);
  void started.exit.then(() => running.delete(started));
  return started;
};

/** Runs a command to its end. */
export const ended = async (command: Command, args: readonly string[], env: Environment) => {
  const ran = run(command, args, env);
  const code = await ran.exit;
  return { code, stdout: ran.stdout(), stderr: ran.stderr() };
};

/** Starts a server and waits until it is ready. */
export const serve = async (command: Command, args: readonly string[], env: Environment): Promise<ServerProcess> => {
  const ran = run(command, args, env);
  const url = await new Promise<string>((resolve, reject) => {
    ran.child.stdout?.on("data", () => {
      const port = /^ready http:\/\/localhost:(\d+)$/m.exec(ran.stdout())?.[1];
      if (port) resolve(`http://127.0.0.1:${port}`);
    });
    void ran.exit.then((code) => reject(new Error(`${command} ended with ${code}: ${ran.stderr()}`)));
  });
  return { ...ran, url };
};

/** Ends every process that a test left running, and removes its folders. */
export const cleanUp = async (): Promise<void> => {
  const left = [...running];
  for (const { child } of left) child.kill("SIGTERM");
  await Promise.all(left.map(({ exit }) => exit));
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
};

/** Queries a graph; returns the HTTP status and the response. */
export const ask = async (url: string, query: string, headers: Environment = {}) => {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query }),
  });
  const body = (await response.json()) as {
    data?: Record<string, unknown> | null;
    errors?: { message: string; extensions: Record<string, unknown> }[];
  };
  return { status: response.status, ...body };
};
