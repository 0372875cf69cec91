import cluster, { type Worker } from "node:cluster";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { AggregatorRegistry } from "prom-client";
import type { Log } from "../../observability/log.ts";
import { Explained } from "../explained.ts";
import { createDispatcher } from "./dispatcher.ts";
import { type FromWorker, HEARTBEAT_MS, type ToWorker } from "./messages.ts";
import { createWatchdog } from "./watchdog.ts";

interface Options {
  readonly count: number;
  /** The script that each worker runs. */
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
  readonly log: Log;
  /** Knows what only one process can know for all. */
  readonly answer: (question: unknown) => Promise<unknown>;
}

export interface Workers {
  /** Resolves once all of them can answer. */
  readonly ready: Promise<void>;
  /** Gives a connection to one of them. */
  dispatch(connection: Socket): void;
  /** Makes every worker hold new requests until it drains. */
  hold(): void;
  /** Has workers take all accepted connections, lets each finish its requests within the given time, and ends them. */
  drain(milliseconds: number): Promise<void>;
}

const SHORTEST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;
/** A worker that lived this long was healthy: the next pause is the shortest again. */
const WELL_MS = 30_000;
/** A worker that does not take a connection for this long is left out of an orderly stop. */
const TAKEN_MS = 2_000;

const say = (worker: Worker, message: ToWorker): void => {
  if (worker.isConnected()) worker.send(message);
};

/** Starts the workers, and restarts those that die, after increasing pauses. */
export const startWorkers = ({ count, script, env, log, answer }: Options): Workers => {
  const metrics = new AggregatorRegistry();
  const ready = new Set<number>();
  let phase: "starting" | "running" | "draining" = "starting";
  let pause = SHORTEST_PAUSE_MS;
  cluster.setupPrimary({ exec: script, args: [] });

  const living = (): Worker[] => Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);

  const hold = (): void => {
    for (const worker of living()) say(worker, { kind: "hold" });
  };

  const dispatcher = createDispatcher((worker: Worker, connection: Socket) => {
    // A worker that is gone has exited, or will: then the connection goes to another.
    const failed = (): void => void (worker.isConnected() && dispatcher.free(worker));
    worker.send(
      { kind: "connection" } satisfies ToWorker,
      connection,
      { keepOpen: true },
      (error) => error && failed(),
    );
  });

  const drain = async (milliseconds: number): Promise<void> => {
    phase = "draining";
    watchdog.stop();
    await Promise.race([dispatcher.allTaken(), sleep(TAKEN_MS, undefined, { ref: false })]);
    const gone = living().map((worker) => new Promise((resolve) => worker.once("exit", resolve)));
    for (const worker of living()) {
      if (ready.has(worker.id)) say(worker, { kind: "drain" });
      else worker.process.kill("SIGKILL"); // It still starts: it has no request, and no ear for a message yet.
    }
    const force = setTimeout(() => living().forEach((worker) => void worker.process.kill("SIGKILL")), milliseconds);
    await Promise.all(gone);
    clearTimeout(force);
    dispatcher.close();
  };

  const watchdog = createWatchdog(HEARTBEAT_MS, (worker: Worker) => {
    log.error({ worker: worker.id }, "a worker does not answer any more and is killed");
    worker.process.kill("SIGKILL");
  });

  const allReady = new Promise<void>((resolve, reject) => {
    const onMessage = (worker: Worker, message: FromWorker): void => {
      if (message.kind === "ready" || message.kind === "alive") watchdog.heard(worker);
      if (message.kind === "metrics") {
        const reply = (text: string): void => say(worker, { kind: "metrics", id: message.id, text });
        void metrics.clusterMetrics().then(reply, () => reply(""));
      }
      if (message.kind === "question") {
        const { id, question } = message;
        void answer(question).then((known) => say(worker, { kind: "answer", id, answer: known }));
      }
      if (message.kind === "ready" || message.kind === "taken") dispatcher.free(worker);
      if (message.kind !== "ready") return;
      ready.add(worker.id);
      if (phase !== "starting" || ready.size < count) return;
      phase = "running";
      resolve();
    };

    const start = (): void => {
      const worker = cluster.fork(env);
      const began = performance.now();
      worker.on("message", (message: FromWorker) => onMessage(worker, message));
      worker.on("exit", (code, signal) => {
        watchdog.forget(worker);
        dispatcher.remove(worker);
        if (phase === "draining") return;
        if (phase === "starting") {
          void drain(0);
          return reject(new Explained(`A worker ended (${signal ?? code}) before it was ready.`));
        }
        if (performance.now() - began > WELL_MS) pause = SHORTEST_PAUSE_MS;
        log.error({ worker: worker.id, code, signal, pause }, "a worker died and is started again");
        setTimeout(() => phase === "running" && start(), pause);
        pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
      });
    };
    for (let n = 0; n < count; n++) start();
  });
  return { ready: allReady, dispatch: dispatcher.dispatch, hold, drain };
};
