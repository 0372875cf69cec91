import pg from "pg";
import { VANISHED_SERVER } from "./timeouts.ts";

/** Asks the database for a sign of life, over a connection that nothing else uses: however busy the others are, it is there. */
export interface ReadinessProbe {
  /** Rejects when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** A connection that has not answered by then is given up: the next question takes a new one. */
const TIMEOUT_MS = 5_000;

export const createReadinessProbe = (url: string, applicationName: string): ReadinessProbe => {
  let current: pg.Client | undefined;

  const giveUp = (client: pg.Client): void => {
    if (current === client) current = undefined;
    void client.end().catch(() => undefined);
  };

  const connect = async (): Promise<pg.Client> => {
    const client = new pg.Client({
      connectionString: url,
      application_name: applicationName,
      connectionTimeoutMillis: TIMEOUT_MS,
      query_timeout: TIMEOUT_MS,
      ...VANISHED_SERVER,
    });
    client.on("error", () => giveUp(client));
    await client.connect();
    return client;
  };

  return {
    ping: async () => {
      const client = current ?? (await connect());
      current ??= client;
      try {
        await client.query("select 1");
      } catch (error) {
        giveUp(client);
        throw error;
      }
      if (current !== client) giveUp(client);
    },
    close: async () => {
      await current?.end();
    },
  };
};
