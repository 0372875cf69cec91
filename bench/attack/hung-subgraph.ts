import { randomBytes, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { dataFolder, ran, served } from "../support/command.ts";
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
    const probe = () =>
      ask(graph.url, token, PROBE).then(({ status, text }) => status === 200 && !/"errors"/.test(text));
    const watch = async (name: string): Promise<void> => {
      process.stdout.write(row(name, await measured(SECONDS, 50, probe)));
    };

    process.stdout.write("\n| | p50 ms | p99 ms | longest ms | asked | failed |\n|---|---:|---:|---:|---:|---:|\n");
    await watch("nobody else asks");
    finance.child.kill("SIGSTOP");
    const stop = repeat(CLIENTS, async (n) => {
      const { text } = await ask(graph.url, tokens[n % tokens.length] ?? "", FINANCE);
      // A client without a response, or with a partial one, retries a little later.
      if (/"errors"/.test(text)) await sleep(500);
    });
    await watch("finance hangs, 150 clients of three tenants ask for it");
    finance.child.kill("SIGCONT");
    await sleep(6_000);
    await stop();
    await watch("finance is back");
  } finally {
    finance.child.kill("SIGCONT");
    await finance.stop();
  }
} finally {
  await graph.stop();
  await folder.remove();
}
