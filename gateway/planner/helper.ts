import { type ChildProcess, fork } from "node:child_process";
import type { Socket } from "node:net";
import type { PlanNode } from "@graphql-hive/router-query-planner";
import { programFile } from "../../platform/project.ts";

const SCRIPT = programFile("gateway/planner/planner-process.js");
const MOST_OUTPUT = 2_000;

type FromHelper =
  | { readonly ready: true }
  | { readonly node: PlanNode | null }
  | { readonly error: string; readonly ready?: undefined; readonly node?: undefined };

/** Why an operation has no plan: the process that planned it has ended. */
export class HelperEnded extends Error {
  readonly signal: NodeJS.Signals | null;

  constructor(signal: NodeJS.Signals | null, code: number | null, said: string) {
    super(`The query planner ended (${signal ?? code}). ${said}`.trim());
    this.signal = signal;
  }
}

/** A process that plans operations over one supergraph, one at a time. */
export interface Helper {
  /** Settles once the supergraph is loaded, or cannot be. */
  readonly ready: Promise<void>;
  readonly hasEnded: () => boolean;
  plan(operation: string): Promise<PlanNode | undefined>;
  kill(): void;
}

/** It keeps this process alive only while requests wait for it. */
const keepAlive = (child: ChildProcess, keep: boolean) => {
  const method = keep ? "ref" : "unref";
  child[method]();
  child.channel?.[method]();
  (child.stderr as Socket | null)?.[method]();
};

export const startHelper = (supergraphSdl: string): Helper => {
  const child = fork(SCRIPT, {
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    execArgv: [],
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  let said = "";
  let ended: Error | undefined;
  let waiting: { resolve: (message: FromHelper) => void; reject: (error: Error) => void } | undefined;

  const settle = (use: (each: NonNullable<typeof waiting>) => void) => {
    const settled = waiting;
    waiting = undefined;
    keepAlive(child, false);
    if (settled) use(settled);
  };
  const end = (error: Error) => {
    ended ??= error;
    settle(({ reject }) => reject(error));
  };
  child.stderr?.on("data", (chunk) => {
    said = `${said}${chunk}`.slice(-MOST_OUTPUT);
  });
  child.on("message", (message: FromHelper) => settle(({ resolve }) => resolve(message)));
  child.once("error", (error) => end(new Error(`The query planner cannot be started: ${error.message}`)));
  child.once("close", (code, signal) => end(new HelperEnded(signal, code, said)));

  const ask = async (message: object): Promise<FromHelper> => {
    if (ended) throw ended;
    keepAlive(child, true);
    const answer = await new Promise<FromHelper>((resolve, reject) => {
      waiting = { resolve, reject };
      // A send error is reported by the end of the process.
      child.send(message, () => undefined);
    });
    if ("error" in answer) throw new Error(answer.error);
    return answer;
  };

  const ready = ask({ supergraphSdl }).then(() => undefined);
  ready.catch(() => undefined); // It is awaited later, and told then.
  return {
    ready,
    hasEnded: () => ended !== undefined,
    plan: async (operation) => {
      const answer = await ask({ operation });
      return ("node" in answer ? answer.node : null) ?? undefined;
    },
    kill: () => void child.kill("SIGKILL"),
  };
};
