import { spawnSync } from "node:child_process";
import { Explained } from "../../platform/process/explained.ts";
import { runMain } from "../../platform/process/main.ts";

/** The checks that every change must pass, fastest first, as scripts of `package.json`. */
const STEPS = [
  ["format and lint", "lint"],
  ["types", "types"],
  ["types of records", "vocabularies", "--check"],
  ["generated code", "codegen", "--check"],
  ["composed schema", "compose", "--check"],
  ["schema rules", "schema-lint"],
  ["breaking changes", "schema-check", "--check"],
  ["dead code", "dead-code"],
  ["tests", "test", ...process.argv.slice(2)],
] as const;

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

await runMain(async () => {
  const start = performance.now();
  for (const [name, script, ...options] of STEPS) {
    const since = performance.now();
    process.stdout.write(`\n▸ ${name}: npm run ${[script, ...options].join(" ")}\n`);
    const { status } = spawnSync("npm", ["run", "--silent", script, "--", ...options], {
      stdio: ["ignore", "inherit", "inherit"],
    });
    if (status !== 0)
      throw new Explained(`\n✗ ${name}: failed after ${seconds(since)}. The checks after it did not run.`);
    process.stdout.write(`✓ ${name}: ${seconds(since)}\n`);
  }
  process.stdout.write(`\n✓ all checks passed in ${seconds(start)}\n`);
});
