import type { ChildProcess } from "node:child_process";
import type { Socket } from "node:net";
import { type Account, cannotBecome, spawnAs } from "./account.ts";

/**
 * Becomes the program, leaving behind a watcher that shares a pipe with Node. A line on the pipe dismisses the watcher;
 * EOF without one means that Node died, even by `kill -9`: the watcher then shuts the program down, first fast and
 * finally by force.
 */
const GUARD = `
( (
  trap '' HUP INT TERM
  read -r dismissed <&3 && exit
  kill -INT $$
  tries=0
  while kill -0 $$ && [ $tries -lt 200 ]; do
    tries=$((tries + 1))
    [ $tries -eq 100 ] && kill -QUIT $$
    sleep 0.1
  done
) >/dev/null 2>&1 & )
exec "$0" "$@" 3<&-`;

/** How a process ended; `failure` if it could not even be started. */
interface Exit {
  readonly code: number | null;
  readonly failure?: Error;
}

/** A process that cannot outlive this one. It leads its own session, so that Ctrl-C reaches only Node. */
export interface GuardedProcess {
  readonly child: ChildProcess;
  /** Settles when the process has ended; never rejects. */
  readonly exited: Promise<Exit>;
  /** From now on the process does not keep Node running. */
  letGo(): void;
}

/** Starts a program as the account, with a nearly empty environment, and its output where `output` says. */
export const spawnGuarded = (
  account: Account | undefined,
  program: string,
  args: readonly string[],
  output: number | "pipe",
): GuardedProcess => {
  const child = spawnAs(account, "/bin/sh", ["-c", GUARD, program, ...args], {
    detached: true,
    env: { PATH: process.env.PATH ?? "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" },
    stdio: ["ignore", output, output, "pipe"],
  });
  const leash = child.stdio[3] as Socket;
  leash.on("error", () => {});
  const exited = new Promise<Exit>((resolve) => {
    child.once("error", (error) => resolve({ code: null, failure: cannotBecome(account, error) }));
    child.once("exit", (code) => {
      leash.end("dismissed\n");
      resolve({ code });
    });
  });
  const letGo = (): void => {
    child.unref();
    leash.unref();
  };
  return { child, exited, letGo };
};
