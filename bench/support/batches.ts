import { setTimeout as sleep } from "node:timers/promises";
import { type Environment, ran } from "./command.ts";
import { ask } from "./probe.ts";

/** Customers of one mutation. */
const BATCH = 50;
const PAUSE_MS = 100;

const UPSERT = `mutation ($input: CustomersUpsertInput!) {
  customersUpsert(input: $input) { results { outcome } userErrors { code } } }`;

const inputOf = (name: string) => ({
  idempotencyKey: name,
  matchBy: "EXTERNAL_IDENTIFIER",
  source: "NETSUITE",
  records: Array.from({ length: BATCH }, (_, n) => ({
    displayName: `${name} ${n}`,
    externalIdentifiers: [{ source: "NETSUITE", externalId: `${name}-${n}` }],
  })),
});

export interface BatchLoad {
  /** The batches reported as written. */
  readonly written: ReadonlySet<string>;
  /** The errors that clients got instead, with their counts. */
  readonly refused: ReadonlyMap<string, number>;
  readonly longestMilliseconds: () => number;
  /** Resolves when this many more batches are written. */
  more(batches: number): Promise<void>;
  /** Lets every client finish its batch. */
  stop(): Promise<void>;
}

const codeOf = (text: string): string =>
  /"outcome":"UNKNOWN"/.test(text) ? "UNKNOWN" : (/"code":"(\w+)"/.exec(text)?.[1] ?? text.slice(0, 80));

/**
 * Clients that each write batch after batch, and repeat one under its idempotency key until it is reported as written.
 */
export const startBatches = (url: () => string, token: string, clients: number): BatchLoad => {
  const written = new Set<string>();
  const refused = new Map<string, number>();
  let stopped = false;
  let longest = 0;

  const write = async (name: string): Promise<void> => {
    const began = performance.now();
    for (;;) {
      const reason = await ask(url(), token, UPSERT, { input: inputOf(name) }).then(
        ({ status, text }) => (/"results":\[/.test(text) ? undefined : `${status} ${codeOf(text)}`),
        () => "no connection, or a lost one",
      );
      if (reason === undefined) break;
      if (reason.startsWith("400 ")) throw new Error(`a batch is refused for good: ${reason}`);
      refused.set(reason, (refused.get(reason) ?? 0) + 1);
      await sleep(PAUSE_MS);
    }
    longest = Math.max(longest, performance.now() - began);
    written.add(name);
  };

  const done = Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let n = 0; !stopped; n++) await write(`Load ${client}.${n}`);
    }),
  );

  return {
    written,
    refused,
    longestMilliseconds: () => longest,
    more: async (batches) => {
      const enough = written.size + batches;
      while (written.size < enough) await sleep(20);
    },
    stop: async () => {
      stopped = true;
      await done;
    },
  };
};

/** The clients' errors, in one table cell. */
export const refusalsIn = ({ refused }: BatchLoad): string =>
  [...refused].map(([reason, count]) => `${count} × ${reason}`).join("; ") || "nothing else";

export interface Stored {
  readonly customers: number;
  /** Batches reported as written of which a customer is missing. */
  readonly lost: number;
  /** Batches that are partly stored, or have duplicates. */
  readonly halfWritten: number;
}

/** Compares a tenant's stored rows with what clients were told. */
export const storedOf = async (tenant: string, written: ReadonlySet<string>, env: Environment): Promise<Stored> => {
  const text = await ran("export", ["--as", "v0", "--tenant", tenant], env);
  const names = text.split("\n").flatMap((line) => /"(Load \d+\.\d+) \d+"/.exec(line)?.[1] ?? []);
  const counts = new Map<string, number>();
  for (const batch of names) counts.set(batch, (counts.get(batch) ?? 0) + 1);
  return {
    customers: names.length,
    lost: [...written].filter((batch) => !counts.has(batch)).length,
    halfWritten: [...counts.values()].filter((count) => count !== BATCH).length,
  };
};
