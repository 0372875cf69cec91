import { randomBytes } from "node:crypto";
import { join } from "node:path";
import pg from "pg";
import { launchPostgres } from "../../platform/database/embedded/index.ts";
import { dataFolder, ran, served } from "./command.ts";

/** A server without rate limits on an empty database in a folder of its own, and a superuser's connection to that. */
export const startOwnServer = async () => {
  const folder = await dataFolder();
  const env = { DATA_DIR: folder.path, AUTH_SECRET: randomBytes(48).toString("base64"), DEMO: "0" };
  const server = await served("start", [], { ...env, RATE_LIMIT_TENANT: "0", RATE_LIMIT_SUBJECT: "0" });
  const { adminUrl } = await launchPostgres({ dataDir: join(folder.path, "postgres") });
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();

  return {
    url: server.url,
    adminUrl,
    admin,
    tokenFor: (tenant: string, scopes: readonly string[]): Promise<string> =>
      ran("token", ["--tenant", tenant, "--scope", scopes.join(" ")], env),
    /** Ends the server, and removes its database. */
    close: async (): Promise<void> => {
      await admin.end();
      await server.stop();
      await folder.remove();
    },
  };
};
