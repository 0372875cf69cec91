import { installApolloGateway } from "../support/apollo-gateway.ts";
import { QUERIES } from "./graph.ts";
import { load } from "./load.ts";
import type { Setup } from "./setups.ts";
import { DEFAULT, MONOLITH, startSetups } from "./setups.ts";

type QueryName = keyof typeof QUERIES;

interface Sum {
  requests: number;
  seconds: number;
  cpu: number;
  readonly latencies: number[];
}

const ROUNDS = Number(process.env.ROUNDS ?? 4);
const SECONDS = Number(process.env.SECONDS ?? 1.2);
const WARM_UP_SECONDS = Number(process.env.WARM_UP ?? 9);

const queries = Object.entries(QUERIES) as [QueryName, string][];

const cpuOf = async ({ processes }: Setup) =>
  (await Promise.all(processes.map((each) => each.cpu()))).reduce((a, b) => a + b);

const print = (line: string) => process.stdout.write(`${line}\n`);

const percentile = (sorted: readonly number[], share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;

installApolloGateway();
const setups = await startSetups();
const sums = new Map<string, Sum>();
const sumOf = (setup: Setup, name: QueryName) => {
  const key = `${setup.name} ${name}`;
  const sum = sums.get(key) ?? { requests: 0, seconds: 0, cpu: 0, latencies: [] };
  sums.set(key, sum);
  return sum;
};

for (const setup of setups) {
  for (const [, query] of queries) await load(setup.processes[0]?.url ?? "", query, WARM_UP_SECONDS / queries.length);
}
for (let round = 1; round <= ROUNDS; round++) {
  for (const [name, query] of queries) {
    for (const setup of setups) {
      const before = await cpuOf(setup);
      const { requests, seconds, latencies } = await load(setup.processes[0]?.url ?? "", query, SECONDS);
      const sum = sumOf(setup, name);
      sum.requests += requests;
      sum.seconds += seconds;
      sum.cpu += (await cpuOf(setup)) - before;
      sum.latencies.push(...latencies);
    }
  }
  process.stderr.write(`round ${round} of ${ROUNDS}\n`);
}
for (const { processes } of setups) for (const each of processes) each.stop();

const cpu = (setup: Setup, name: QueryName) => sumOf(setup, name).cpu / sumOf(setup, name).requests;

const table = (title: string, cell: (setup: Setup, name: QueryName) => string) => {
  print(`\n${title}\n`);
  print(`| | ${queries.map(([name]) => name).join(" | ")} |`);
  print(`|---|${queries.map(() => "---:").join("|")}|`);
  for (const setup of setups) print(`| ${setup.name} | ${queries.map(([name]) => cell(setup, name)).join(" | ")} |`);
};

const named = (name: string) => setups.find((setup) => setup.name === name) as Setup;

table("CPU of all processes, milliseconds per request", (setup, name) => cpu(setup, name).toFixed(2));
table("The same, as a share of the default", (setup, name) =>
  (cpu(setup, name) / cpu(named(DEFAULT), name)).toFixed(3),
);
table("The same, as a share of the monolith on Apollo Server", (setup, name) =>
  (cpu(setup, name) / cpu(named(MONOLITH), name)).toFixed(2),
);
table("Requests per second, 8 connections", (setup, name) => {
  const { requests, seconds } = sumOf(setup, name);
  return String(Math.round(requests / seconds));
});
table("Latency, p50 / p99, milliseconds", (setup, name) => {
  const sorted = sumOf(setup, name).latencies.sort((a, b) => a - b);
  return `${percentile(sorted, 0.5).toFixed(1)} / ${percentile(sorted, 0.99).toFixed(1)}`;
});
