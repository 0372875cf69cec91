import { InvalidArgumentError } from "commander";
import { readAuthConfig, readStoreConfig } from "../platform/config/index.ts";
import { runMain } from "../platform/process/main.ts";
import { createCommand } from "./command/command.ts";
import { viewerOf } from "./import/viewer.ts";

interface Options {
  readonly customers: number;
  readonly tenant?: string;
}

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
  const config = readStoreConfig(process.env);

  const { runSeed } = await import("./seed/run.ts");
  await runSeed(config, tenantId, options.customers);
});
