import { randomUUID } from "node:crypto";
import { afterAll } from "@jest/globals";
import { mintToken } from "../../platform/auth/token.ts";
import { SCOPES } from "../../platform/auth/viewer.ts";
import { createDatabase, dropDatabase } from "./postgres.ts";
import { AUTH_SECRET, auth } from "./secrets.ts";
import { build, cleanUp, type Environment, serve } from "./server-process.ts";
import { TEMPLATE } from "./template.ts";

/**
 * Runs `npm start` in production mode on a database of its own. Returns an `authorization` header
 * for a viewer with every scope in a tenant of its own, and `again`, which starts another process
 * on the same database with other settings. Everything is cleaned up after the file's tests.
 */
export const startProductionGraph = async (settings: Environment = {}) => {
  const database = `production_${randomUUID()}`;
  afterAll(async () => {
    await cleanUp();
    await dropDatabase(database);
  }, 30_000);

  await build();
  const { adminUrl } = await createDatabase(database, TEMPLATE);
  const start = (others: Environment) =>
    serve("start", [], { DATABASE_URL: adminUrl, AUTH_SECRET, NODE_ENV: "production", ...others });
  const token = await mintToken(auth, { sub: "tester", tenant: randomUUID(), scope: SCOPES.join(" ") }, "1h");
  return { graph: await start(settings), adminUrl, token, authorization: `Bearer ${token}`, again: start };
};
