import { InvalidArgumentError } from "commander";
import { readAuthConfig, readStoreConfig } from "../platform/config/index.ts";
import { runMain } from "../platform/process/main.ts";
import { createCommand } from "./command/command.ts";
import { openForCommand } from "./command/command-database.ts";
import { createProgress } from "./import/progress.ts";
import { viewerOf } from "./import/viewer.ts";
import { SEED, SEEDED } from "./seed/statement.ts";

interface Options {
  readonly customers: number;
  readonly tenant?: string;
}

/** Written at once: whole hundreds, so that parents always come with or before their children. */
const AT_ONCE = 5_000;

const number = (text: string): number => {
  if (/^\d{1,8}$/.test(text) && Number(text) >= 1 && Number(text) <= 10_000_000) return Number(text);
  throw new InvalidArgumentError("Give a whole number from 1 to 10000000.");
};

await runMain(async () => {
  const options = createCommand("seed", "Fill a tenant with generated customers, to try things out at scale.")
    .option("--customers <number>", "how many to add", number, 10_000)
    .option("--tenant <id>", "the tenant that gets the customers (in development: the demo tenant)")
    .parse()
    .opts<Options>();
  const development = readAuthConfig(process.env) === null && process.env.NODE_ENV !== "production";
  const { tenantId } = viewerOf({ ...options, development });
  const { database, lifecycle } = await openForCommand("seed", readStoreConfig(process.env));

  const session = database.session(tenantId);
  const [{ seeded }]: [{ seeded: number }] = await session.write((manager) => manager.query(SEEDED, [tenantId]));
  const last = seeded + options.customers;
  const progress = createProgress(options.customers);
  const began = performance.now();
  for (let from = seeded + 1; from <= last; from += AT_ONCE) {
    const to = Math.min(from + AT_ONCE - 1, last);
    await session.write((manager) => manager.query(SEED, [tenantId, from, to]));
    progress.at(to - seeded);
  }
  progress.stop();
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  process.stdout.write(`${options.customers} customers created in ${seconds} s, number ${seeded + 1} to ${last}\n`);
  await lifecycle.end();
  process.exit(0);
});
