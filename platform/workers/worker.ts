import { AggregatorRegistry } from "prom-client";
import type { Metrics } from "../metrics.ts";
import type { Lifecycle } from "../process/lifecycle.ts";
import type { FromWorker, ToWorker } from "./messages.ts";

/** A worker's side of the talk with the process that started it. */
export interface WorkerLink {
  ready(url: string): void;
  /** The metrics of all workers together. */
  metrics(): Promise<string>;
}

/** Ends when told to; a terminal's SIGINT reaches the primary as well, which tells it. */
export const linkToPrimary = (lifecycle: Lifecycle, { registry }: Metrics): WorkerLink => {
  const asked = new Map<number, (text: string) => void>();
  let questions = 0;
  const tell = (message: FromWorker): boolean | undefined => process.send?.(message);

  AggregatorRegistry.setRegistries([registry]);
  new AggregatorRegistry();
  process.on("SIGINT", () => undefined);
  process.on("message", (message: ToWorker) => {
    if (message.kind === "drain") void lifecycle.end().then(() => process.exit(0));
    if (message.kind !== "metrics") return;
    asked.get(message.id)?.(message.text);
    asked.delete(message.id);
  });

  return {
    ready: (url) => void tell({ kind: "ready", url }),
    metrics: () =>
      new Promise((resolve) => {
        asked.set(++questions, resolve);
        tell({ kind: "metrics", id: questions });
      }),
  };
};
