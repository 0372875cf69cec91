import { spawnSync } from "node:child_process";
import { rm, statfs, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { dataFolder, served } from "../support/command.ts";
import { ask } from "../support/probe.ts";
import { startTrial, TRIAL_HEAD } from "../support/trial.ts";

// What clients notice when the disk of the embedded PostgreSQL is full for FULL seconds while CLIENTS write, and whether all is well once there is
// room again. The disk is a tmpfs, which only root can mount.

const CLIENTS = Number(process.env.CLIENTS ?? 4);
const FULL = Number(process.env.FULL ?? 15);
const SIZE = "256m";
const BATCHES = 20;

const folder = await dataFolder();
const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${SIZE},mode=755`, "tmpfs", folder.path], {
  encoding: "utf8",
});
if (mounted.status !== 0) {
  process.stdout.write(`Skipped: a tmpfs cannot be mounted here. ${mounted.stderr ?? mounted.error}\n`);
  await folder.remove();
  process.exit(0);
}

const trial = await startTrial(folder.path);
let server = await served("start", [], trial.env);
try {
  const load = trial.write(() => server.url, CLIENTS);
  await load.more(BATCHES);

  const filler = join(folder.path, "filler");
  const { bavail, bsize } = await statfs(folder.path);
  await writeFile(filler, Buffer.alloc(bavail * bsize)).catch(() => undefined); // As much of it as there is room for.
  const reads = { answered: 0, refused: 0 };
  const until = performance.now() + FULL * 1_000;
  while (performance.now() < until) {
    const isAnswered = await ask(server.url, trial.token, "{ customers(first: 5) { nodes { id } } }").then(
      ({ status, text }) => status === 200 && !text.includes('"errors"'),
      () => false,
    );
    reads[isAnswered ? "answered" : "refused"]++;
    await sleep(100);
  }
  await rm(filler);
  const hadEnded = server.child.exitCode !== null;
  if (hadEnded) {
    server = await served("start", [], trial.env);
  }
  await load.more(BATCHES);

  process.stdout.write(TRIAL_HEAD);
  await trial.report(`disk full for ${FULL} s`, load);
  process.stdout.write(
    `\nReads while it was full: ${reads.answered} answered, ${reads.refused} not. The process ${hadEnded ? "had ended and was started again" : "lived on"}.\n`,
  );
} finally {
  await server.stop();
  spawnSync("umount", [folder.path]);
  await folder.remove();
}
