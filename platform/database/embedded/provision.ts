import { Client, escapeIdentifier, escapeLiteral } from "pg";
import type { Postmaster } from "./postmaster-file.ts";

const ADMIN = "postgres";
const APP = "customer_graph_app";
/** Any constant: processes that provision at the same time take turns under this lock. */
const TURN = 4_207_761;

const urlOf = ({ socketFolder, port }: Postmaster, user: string, database: string): string =>
  `postgres://${user}@${encodeURIComponent(socketFolder)}:${port}/${encodeURIComponent(database)}?sslmode=disable`;

const STATE = `
  select exists (select from pg_roles where rolname = $1) as role,
         exists (select from pg_database where datname = $2) as database`;

/** Creates the application's role and the database if missing, and returns how to connect as either role. */
export const provision = async (
  postmaster: Postmaster,
  database: string,
): Promise<{ adminUrl: string; appUrl: string }> => {
  const client = new Client({ connectionString: urlOf(postmaster, ADMIN, "postgres") });
  client.on("error", () => {});
  await client.connect();
  try {
    const state = async () =>
      (await client.query<{ role: boolean; database: boolean }>(STATE, [APP, database])).rows[0];
    let found = await state();
    if (!found?.role || !found.database) {
      await client.query(`select pg_advisory_lock(${TURN})`);
      found = await state();
    }
    if (!found?.role) {
      await client.query(`create role ${APP} login nosuperuser nocreatedb nocreaterole nobypassrls noreplication`);
      await client.query(
        `comment on role ${APP} is ${escapeLiteral("The application: reads and writes rows, owns nothing.")}`,
      );
    }
    if (!found?.database) await client.query(`create database ${escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
  return { adminUrl: urlOf(postmaster, ADMIN, database), appUrl: urlOf(postmaster, APP, database) };
};
