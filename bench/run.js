import { existsSync, readdirSync } from "node:fs";
import { build } from "../cli/build.js";

// `node bench/run.js` measures the whole graph; `node bench/run.js attack connections` runs bench/attack/connections.ts.

const namesIn = (group) => {
  const folder = new URL(`${group}/`, import.meta.url);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.slice(0, -3));
};

/** The benchmarks by group: the first is the default. */
const PROGRAMS = {
  graph: ["main"],
  engine: ["main", "memory"],
  find: ["main", "writes"],
  attack: namesIn("attack"),
  faults: namesIn("faults"),
};

const USAGE = `Usage: npm run bench -- [GROUP [NAME]] [OPTIONS]

The whole graph with its database, beside what one would otherwise build: takes about 25 minutes, and writes its tables
into docs/performance.md. With any of these options it prints them instead:
  --quick               a few rounds, 2000 customers
  --customers NUMBER    how many customers, at least 1000 (100000)
  --only NAMES          of default, monolith, floor, ours, workers, split; separated by commas

The others, by group and name:
`;

const others = process.argv.slice(2);
const next = () => (others[0] && !others[0].startsWith("-") ? others.shift() : undefined);
const group = next() ?? "graph";
const name = next() ?? PROGRAMS[group]?.[0];
if (!PROGRAMS[group]?.includes(name) || (others.length > 0 && group !== "graph") || others.includes("--help")) {
  const lines = Object.entries(PROGRAMS).flatMap(([each, names]) => names.map((program) => `  ${each} ${program}\n`));
  process.stdout.write(`${USAGE}${lines.join("")}`);
  process.exit(others.includes("--help") ? 0 : 1);
}
process.argv.splice(2, process.argv.length, ...others);
await build();
await import(`../dist/bench/${group}/${name}.js`);
