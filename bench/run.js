import { existsSync, readdirSync } from "node:fs";
import { build } from "../cli/build.js";

// `node bench/run.js` measures the engine; `node bench/run.js attack connections` runs bench/attack/connections.ts.

const namesIn = (group) => {
  const folder = new URL(`${group}/`, import.meta.url);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.slice(0, -3));
};

/** The benchmarks by group: the first is the default. */
const PROGRAMS = { engine: ["main", "memory"], find: ["main"], attack: namesIn("attack"), faults: namesIn("faults") };

const [group = "engine", name = PROGRAMS[group]?.[0], ...others] = process.argv.slice(2);
if (!PROGRAMS[group]?.includes(name) || others.length > 0) {
  const lines = Object.entries(PROGRAMS).flatMap(([each, names]) => names.map((program) => `  ${each} ${program}\n`));
  process.stdout.write(`Usage: npm run bench -- [GROUP [NAME]]\n\n${lines.join("")}`);
  process.exit(group === "--help" ? 0 : 1);
}
await build();
await import(`../dist/bench/${group}/${name}.js`);
