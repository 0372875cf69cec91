import { randomBytes, randomUUID } from "node:crypto";
import { type BatchLoad, refusalsIn, startBatches, storedOf } from "./batches.ts";
import { type Environment, ran } from "./command.ts";

/** A tenant of its own, for a trial on the data in a folder. */
export const startTrial = async (dataDir: string) => {
  const tenant = randomUUID();
  const env: Environment = {
    DATA_DIR: dataDir,
    AUTH_SECRET: randomBytes(48).toString("base64"),
    DEMO: "0",
    RATE_LIMIT_SUBJECT: "0",
    RATE_LIMIT_TENANT: "0",
    REQUEST_TIMEOUT: "10",
  };
  const token = await ran("token", ["--tenant", tenant, "--scope", "customers:read customers:write"], env);

  return {
    env,
    token,
    write: (url: () => string, clients: number): BatchLoad => startBatches(url, token, clients),
    /** Ends the load, compares what is stored with what was reported, and returns it as a table row. */
    report: async (name: string, load: BatchLoad): Promise<void> => {
      await load.stop();
      const { customers, lost, halfWritten } = await storedOf(tenant, load.written, env);
      const longest = (load.longestMilliseconds() / 1_000).toFixed(1);
      process.stdout.write(
        `| ${name} | ${load.written.size} | ${customers} | ${lost} | ${halfWritten} | ${longest} | ${refusalsIn(load)} |\n`,
      );
    },
  };
};

export const TRIAL_HEAD = `
| | batches of 50 said to be written | customers stored | batches lost | half-written or twice | longest wait, s | clients were told meanwhile |
|---|---:|---:|---:|---:|---:|---|
`;
