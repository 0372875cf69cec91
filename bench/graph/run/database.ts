import { join } from "node:path";
import pg from "pg";
import { launchPostgres } from "../../../platform/database/embedded/index.ts";
import { dataFolder, type Environment, ran } from "../../support/command.ts";
import { postmasterAt } from "../../support/postgres.ts";

export const TENANT = "be9c0000-0000-4000-8000-000000000001";

/** The ids that the seed gives to workspaces. */
const WORKSPACES = [1, 2, 3, 4, 5].map((n) => `5eed0005-0000-4000-8000-00000000000${n}`);

/** One PostgreSQL for all contestants, with one tenant. */
export interface BenchDatabase {
  readonly env: Environment;
  readonly token: string;
  readonly adminUrl: string;
  readonly version: string;
  /** Where the server writes its log. */
  readonly log: string;
  /** The id of the server's first process. */
  readonly postmaster: number;
  /** A connection as the superuser. */
  readonly admin: pg.Client;
  /** How long it took to create the customers, in seconds. */
  readonly seedSeconds: number;
  close(): Promise<void>;
}

/** Room for the pools of all contestants at once. */
const SETTINGS = { max_connections: "400" };

/** No limits of rates, and room for an answer over 1 MiB. */
const LIMITS = { RATE_LIMIT_TENANT: "0", RATE_LIMIT_SUBJECT: "0", MAX_COST: "200000" };

export const openBenchDatabase = async (customers: number, secret: string): Promise<BenchDatabase> => {
  const folder = await dataFolder();
  const postgres = await launchPostgres({ dataDir: join(folder.path, "postgres"), extraSettings: SETTINGS });
  const env = { DATA_DIR: folder.path, AUTH_SECRET: secret, GATEWAY_SECRET: secret, DEMO: "0" };
  const began = performance.now();
  await ran("seed", ["--customers", String(customers), "--tenant", TENANT], env);
  const seedSeconds = (performance.now() - began) / 1_000;

  const admin = new pg.Client({ connectionString: postgres.adminUrl });
  await admin.connect();
  await admin.query("vacuum (analyze)");
  const scope = "customers:read customers:write finance:read finance:write";
  const claims = ["--tenant", TENANT, "--scope", scope, "--workspaces", WORKSPACES.join(","), "--expires", "12h"];
  return {
    env: { ...env, ...LIMITS },
    token: await ran("token", claims, env),
    adminUrl: postgres.adminUrl,
    version: (await admin.query("show server_version")).rows[0].server_version,
    log: join(postgres.dataDir, "postgres.log"),
    postmaster: await postmasterAt(postgres.dataDir),
    admin,
    seedSeconds,
    close: async () => {
      await admin.end();
      await postgres.stop();
      await folder.remove();
    },
  };
};
