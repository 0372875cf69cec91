import { setTimeout as sleep } from "node:timers/promises";
import { dataFolder, served } from "../support/command.ts";
import { postmasterOf, signalAll } from "../support/postgres.ts";
import { startTrial, TRIAL_HEAD } from "../support/trial.ts";

// What clients notice, and whether writes are lost or half-written, when the embedded PostgreSQL is killed, restarted and frozen under load: each ROUNDS
// times, while CLIENTS write batches of 50 customers. It is frozen for FROZEN seconds.

const ROUNDS = Number(process.env.ROUNDS ?? 3);
const CLIENTS = Number(process.env.CLIENTS ?? 4);
const FROZEN = Number(process.env.FROZEN ?? 15);
const BATCHES_BETWEEN = 20;

const folder = await dataFolder();

/** It ends, by itself or on request; the process that owns it restarts it. */
const faults: readonly (readonly [string, (postmaster: number) => Promise<void>])[] = [
  ["killed", async (postmaster) => signalAll(postmaster, "SIGKILL")],
  ["restarted", async (postmaster) => void process.kill(postmaster, "SIGINT")],
  [
    `frozen for ${FROZEN} s`,
    async (postmaster) => {
      signalAll(postmaster, "SIGSTOP");
      await sleep(FROZEN * 1_000);
      signalAll(postmaster, "SIGCONT");
    },
  ],
];

process.stdout.write(TRIAL_HEAD);
for (const [name, happen] of faults) {
  const trial = await startTrial(folder.path);
  const server = await served("start", [], trial.env);
  const load = trial.write(() => server.url, CLIENTS);
  for (let round = 0; round < ROUNDS; round++) {
    await load.more(BATCHES_BETWEEN);
    await happen(await postmasterOf(folder.path));
  }
  await load.more(BATCHES_BETWEEN);
  await trial.report(`PostgreSQL ${name}, ${ROUNDS} times`, load);
  await server.stop();
}
await folder.remove();
