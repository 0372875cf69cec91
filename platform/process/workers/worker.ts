import type { Socket } from "node:net";
import { AggregatorRegistry } from "prom-client";
import type { UnboundServer } from "../../http/server.ts";
import type { Metrics } from "../../observability/metrics.ts";
import type { Lifecycle } from "../lifecycle.ts";
import { type FromWorker, HEARTBEAT_MS, type ToWorker } from "./messages.ts";

/** A worker's side of its channel to the process that started it. */
export interface WorkerLink {
  /** From now on it receives connections. */
  ready(server: UnboundServer): void;
  /** The metrics of all workers together. */
  metrics(): Promise<string>;
  /** What the primary knows for all workers; `undefined` if it does not answer within a second. */
  ask(question: unknown): Promise<unknown>;
}

const TIMEOUT_MS = 1_000;

/** A terminal, or a service manager, signals all processes of a group at once. */
const SIGNALS: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM"];

/** Ends when told to, not by a signal: what the primary has accepted by then must still be answered. */
export const linkToPrimary = (lifecycle: Lifecycle, { registry }: Metrics): WorkerLink => {
  const asked = new Map<number, (text: string) => void>();
  const waiting = new Map<number, (answer: unknown) => void>();
  let questions = 0;
  let server: UnboundServer | undefined;
  const send = (message: FromWorker): boolean | undefined => process.send?.(message);

  AggregatorRegistry.setRegistries([registry]);
  new AggregatorRegistry();
  for (const signal of SIGNALS) process.on(signal, () => undefined);
  process.on("message", (message: ToWorker, connection?: Socket) => {
    if (message.kind === "connection") {
      send({ kind: "taken" }); // Before anything is read: until then another worker could answer.
      if (connection) server?.take(connection);
    }
    if (message.kind === "hold") server?.hold();
    if (message.kind === "drain") void lifecycle.end().then(() => process.exit(0));
    if (message.kind === "answer") waiting.get(message.id)?.(message.answer);
    if (message.kind !== "metrics") return;
    asked.get(message.id)?.(message.text);
    asked.delete(message.id);
  });

  return {
    ready: (opened) => {
      server = opened;
      send({ kind: "ready" });
      setInterval(() => send({ kind: "alive" }), HEARTBEAT_MS).unref();
    },
    metrics: () =>
      new Promise((resolve) => {
        asked.set(++questions, resolve);
        send({ kind: "metrics", id: questions });
      }),
    ask: (question) =>
      new Promise((resolve) => {
        const id = ++questions;
        const end = (answer?: unknown): void => {
          clearTimeout(timer);
          waiting.delete(id);
          resolve(answer);
        };
        const timer = setTimeout(end, TIMEOUT_MS);
        waiting.set(id, end);
        send({ kind: "question", id, question });
      }),
  };
};
