import pg from "pg";
import { Explained } from "../../process/explained.ts";
import { VANISHED_SERVER } from "./timeouts.ts";

const ROUNDS = 5;
const TIMEOUT_MS = 10_000;

const backendOf = async (client: pg.Client): Promise<unknown> =>
  (await client.query("select pg_backend_pid() as pid")).rows[0]?.pid;

/**
 * While a second client is in a transaction, a first one with a session keeps its backend, and shares it with nobody.
 */
const keepsSessions = async (first: pg.Client, second: pg.Client): Promise<boolean> => {
  for (let round = 0; round < ROUNDS; round++) {
    const own = await backendOf(first);
    await second.query("begin");
    const taken = await backendOf(second);
    const isOwnStill = taken !== own && (await backendOf(first)) === own;
    await second.query("rollback");
    if (!isOwnStill) return false;
  }
  return true;
};

/**
 * Refuses a server, or a pooler in front of it, that cannot bind a transaction to a tenant. `bound` runs one that is
 * bound.
 */
export const demandTransactions = async (bound: () => Promise<unknown>, setting: string): Promise<void> => {
  try {
    await bound();
  } catch (error) {
    throw new Explained(
      `${setting} cannot be used with DATABASE_POOLING set to transaction: ${(error as Error).message}.`,
    );
  }
};

/**
 * Refuses a server, or a pooler in front of it, where settings do not stay with their connection: the tenant would not
 * either.
 */
export const demandSessions = async (url: string, setting: string): Promise<void> => {
  const connect = async (): Promise<pg.Client> => {
    const client = new pg.Client({
      connectionString: url,
      application_name: "customer-graph check",
      connectionTimeoutMillis: TIMEOUT_MS,
      query_timeout: TIMEOUT_MS,
      ...VANISHED_SERVER,
    });
    client.on("error", () => undefined);
    await client.connect();
    return client;
  };
  const clients = await Promise.all([connect(), connect()]);
  try {
    if (await keepsSessions(...clients)) return;
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
  throw new Explained(
    `${setting} leads to a connection pooler that gives out connections for one transaction each: which tenant a connection shows ` +
      "would not stay with it, and rows would be missing. Set DATABASE_POOLING to transaction, or have the pooler keep sessions.",
  );
};
