import { randomBytes, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { dataFolder, ran, served } from "../support/command.ts";
import { cpuSecondsOf } from "../support/cpu.ts";
import { ask, measured, repeat, row } from "../support/probe.ts";

// What requests that do not need a subgraph notice when it hangs while others keep requesting its fields. SECONDS is
// the length of each measurement, PORT that of the hanging subgraph.

const SECONDS = Number(process.env.SECONDS ?? 20);
const PORT = process.env.PORT ?? "4690";
const CLIENTS = 150;

const [quiet, ...others] = Array.from({ length: 4 }, () => randomUUID());
const folder = await dataFolder();
const env = {
  DATA_DIR: folder.path,
  AUTH_SECRET: randomBytes(48).toString("base64"),
  GATEWAY_SECRET: randomBytes(24).toString("base64"),
  RATE_LIMIT_SUBJECT: "0",
  RATE_LIMIT_TENANT: "0",
  DEMO: "0",
};
const tokenOf = (tenant = ""): Promise<string> =>
  ran("token", ["--tenant", tenant, "--scope", "customers:read finance:read"], env);

const PROBE = "{ customers(first: 1) { nodes { id } } }";
const FINANCE = "{ customers(first: 10) { nodes { finance { creditLimit { amount } } } } }";

const graph = await served("start", [], { ...env, SUBGRAPHS: `finance=http://127.0.0.1:${PORT}/graphql` });
try {
  const finance = await served("subgraph", ["finance"], { ...env, PORT });
  try {
    for (const tenant of [quiet, ...others]) await ran("seed", ["--customers", "100", "--tenant", String(tenant)], env);
    const [token = "", ...tokens] = await Promise.all([quiet, ...others].map(tokenOf));
    const failures: string[] = [];
    const probe = async (): Promise<boolean> => {
      const { status, text } = await ask(graph.url, token, PROBE);
      const isAnswered = status === 200 && !/"errors"/.test(text);
      if (!isAnswered) failures.push(`${status} ${text.slice(0, 200)}`);
      return isAnswered;
    };
    const watch = async (name: string): Promise<void> => {
      const before = cpuSecondsOf(graph.child);
      const series = await measured(SECONDS, 50, probe);
      const percent = Math.round(((cpuSecondsOf(graph.child) - before) / SECONDS) * 100);
      process.stdout.write(row(name, series).replace(/\n$/, ` ${percent} |\n`));
    };

    process.stdout.write(
      "\n| | p50 ms | p99 ms | longest ms | asked | failed | CPU of the graph, % |\n|---|---:|---:|---:|---:|---:|---:|\n",
    );
    await watch("nobody else asks");
    // Each client pauses after each response, as one that heeds `retryAfter`, and not in step with the others.
    const stop = repeat(CLIENTS, async (n) => {
      await sleep(1_000 + Math.random() * 2_000);
      await ask(graph.url, tokens[n % tokens.length] ?? "", FINANCE);
    });
    await sleep(5_000);
    await watch("150 clients of three tenants ask for finance");
    finance.child.kill("SIGSTOP");
    await watch("the same, and finance hangs");
    finance.child.kill("SIGCONT");
    await sleep(6_000);
    await stop();
    await watch("finance is back");
    if (failures.length > 0) process.stdout.write(`\nFailed: ${failures.join("\n")}\n`);
  } finally {
    finance.child.kill("SIGCONT");
    await finance.stop();
  }
} finally {
  await graph.stop();
  await folder.remove();
}
