import type { CommandConfig } from "../../platform/config/index.ts";
import { openForCommand } from "../command/command-database.ts";
import { createProgress } from "../import/progress.ts";
import { SEED, SEEDED } from "./statement.ts";

/** Written at once: whole hundreds, so that parents always come with or before their children. */
const AT_ONCE = 5_000;

/** Adds generated customers to a tenant, and ends the process. */
export const runSeed = async (config: CommandConfig, tenantId: string, customers: number): Promise<void> => {
  const { database, lifecycle } = await openForCommand("seed", config);

  const session = database.session(tenantId);
  const [{ seeded }]: [{ seeded: number }] = await session.write((manager) => manager.query(SEEDED, [tenantId]));
  const last = seeded + customers;
  const progress = createProgress(customers);
  const began = performance.now();
  for (let from = seeded + 1; from <= last; from += AT_ONCE) {
    const to = Math.min(from + AT_ONCE - 1, last);
    await session.write((manager) => manager.query(SEED, [tenantId, from, to]));
    progress.at(to - seeded);
  }
  progress.stop();
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  process.stdout.write(`${customers} customers created in ${seconds} s, number ${seeded + 1} to ${last}\n`);
  await lifecycle.end();
  process.exit(0);
};
