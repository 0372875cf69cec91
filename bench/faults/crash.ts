import { once } from "node:events";
import { dataFolder, served } from "../support/command.ts";
import { startTrial, TRIAL_HEAD } from "../support/trial.ts";

// Whether writes are lost or half-written when the server is killed under load: ROUNDS times `kill -9`, which takes the embedded PostgreSQL with
// it, while CLIENTS write batches of 50 customers and repeat each until they are told that it is written.

const ROUNDS = Number(process.env.ROUNDS ?? 5);
const CLIENTS = Number(process.env.CLIENTS ?? 4);
const BATCHES_BEFORE = 20;

const folder = await dataFolder();
const trial = await startTrial(folder.path);

process.stdout.write(TRIAL_HEAD);
for (const WORKERS of ["1", "2"]) {
  let server = await served("start", [], { ...trial.env, WORKERS });
  const load = trial.write(() => server.url, CLIENTS);
  for (let round = 0; round < ROUNDS; round++) {
    await load.more(BATCHES_BEFORE);
    server.child.kill("SIGKILL");
    await once(server.child, "close");
    server = await served("start", [], { ...trial.env, WORKERS });
  }
  await load.more(BATCHES_BEFORE);
  await trial.report(`${ROUNDS} × kill -9, WORKERS=${WORKERS}`, load);
  await server.stop();
}
await folder.remove();
