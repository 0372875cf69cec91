import { setTimeout as sleep } from "node:timers/promises";

export type Phase = "starting" | "ready" | "draining";

/** Whether a process should receive requests: `ready`, or the reason why not. */
export type Readiness = () => Promise<Phase | "unreachable">;

const TIMEOUT_MS = 1_000;
const REMEMBER_MS = 500;

const inTime = (check: () => Promise<void>): Promise<boolean> =>
  Promise.race([
    check().then(
      () => true,
      () => false,
    ),
    sleep(TIMEOUT_MS, false, { ref: false }),
  ]);

/** Checks the process's dependencies, such as its database, at most twice a second however often it is asked. */
export const createReadiness = (phase: () => Phase, check: () => Promise<void>): Readiness => {
  let last: { readonly at: number; readonly reachable: Promise<boolean> } | undefined;

  return async () => {
    if (phase() !== "ready") return phase();
    if (!last || performance.now() - last.at > REMEMBER_MS) last = { at: performance.now(), reachable: inTime(check) };
    return (await last.reachable) ? phase() : "unreachable";
  };
};
