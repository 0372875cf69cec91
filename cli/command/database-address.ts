import pg from "pg";
import { Explained } from "../../platform/process/explained.ts";

const TIMEOUT_MS = 5_000;

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there",
  ENOTFOUND: "no host has that name",
  EAI_AGAIN: "the host name cannot be resolved",
  ETIMEDOUT: "it does not answer",
  ENOENT: "there is no such socket",
  "28P01": "the password is wrong",
  "28000": "this user may not connect",
  "3D000": "no database has that name",
  "53300": "it has no free connection",
  "57P03": "it is starting up",
};

/** A database URL without its password. */
const withoutPassword = (url: string): string => {
  const { username, host, pathname } = new URL(url);
  return `${pathname.slice(1) || "the default database"} at ${host || "localhost"}${username && ` as ${decodeURIComponent(username)}`}`;
};

const reasonOf = (error: unknown): string => {
  const { code = "", message = String(error) } = error as { code?: string; message?: string };
  return REASONS[code] ?? (/timeout/.test(message) ? "it does not answer" : message);
};

/** Connects once, so that a wrong URL is reported in one line before anything depends on it. */
export const checkDatabase = async (url: string, setting = "DATABASE_URL"): Promise<void> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: TIMEOUT_MS });
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw new Explained(`${setting} cannot be used (database ${withoutPassword(url)}): ${reasonOf(error)}.`);
  } finally {
    await client.end().catch(() => undefined);
  }
};
