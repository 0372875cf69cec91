import { fork } from "node:child_process";
import { once } from "node:events";
import { programFile } from "../../platform/project.ts";
import type { Urls } from "./kinds.ts";

type Message = { readonly url?: string; readonly cpu?: number };

export interface ServerProcess {
  readonly url: string;
  /** Milliseconds of CPU used since its start. */
  cpu(): Promise<number>;
  stop(): void;
}

const entry = programFile("bench/engine/serve.js");

/** Starts one process to measure. */
export const startServer = async (kind: string, argument = "", urls: Urls = {}): Promise<ServerProcess> => {
  const child = fork(entry, [kind, argument, JSON.stringify(urls)], {
    env: { ...process.env, NODE_ENV: "production" },
  });
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`${kind} ${argument} ended with ${code}`);
  });
  ended.catch(() => {});
  const message = async (): Promise<Message> => (await Promise.race([once(child, "message"), ended]))[0];
  const { url = "" } = await message();
  return {
    url,
    cpu: async () => {
      const answer = message();
      child.send({});
      return (await answer).cpu ?? 0;
    },
    stop: () => child.disconnect(),
  };
};
