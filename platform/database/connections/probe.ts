import pg from "pg";
import { VANISHED_SERVER } from "./timeouts.ts";

/** A reserved connection: available however busy the others are. */
export interface Probe {
  /** The statement's row. Rejects if the server does not answer in time. */
  ask<Row extends pg.QueryResultRow>(text: string): Promise<Row>;
  close(): Promise<void>;
}

interface Options {
  readonly url: string;
  readonly applicationName: string;
  /** Milliseconds after which an unresponsive connection is given up: the next check opens a new one. */
  readonly timeout: number;
}

export const createProbe = ({ url, applicationName, timeout }: Options): Probe => {
  let current: pg.Client | undefined;

  const giveUp = (client: pg.Client): void => {
    if (current === client) current = undefined;
    void client.end().catch(() => undefined);
  };

  const connect = async (): Promise<pg.Client> => {
    const client = new pg.Client({
      connectionString: url,
      application_name: applicationName,
      connectionTimeoutMillis: timeout,
      query_timeout: timeout,
      ...VANISHED_SERVER,
    });
    client.on("error", () => giveUp(client));
    await client.connect();
    return client;
  };

  return {
    ask: async <Row extends pg.QueryResultRow>(text: string) => {
      const client = current ?? (await connect());
      current ??= client;
      try {
        const { rows } = await client.query<Row>(text);
        if (current !== client) giveUp(client);
        return rows[0] as Row;
      } catch (error) {
        giveUp(client);
        throw error;
      }
    },
    close: async () => {
      await current?.end();
    },
  };
};
