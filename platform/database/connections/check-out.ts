import type { DataSource, QueryRunner } from "typeorm";
import { Aborted } from "../../graphql/aborted.ts";
import type { PoolClient } from "../session/tenant-binding.ts";

/** A connection checked out of the pool, for a transaction. */
export interface CheckedOut {
  readonly runner: QueryRunner;
  readonly client: PoolClient;
}

/** A connection checked out of the pool, for reads, which need nothing of TypeORM's. */
export interface CheckedOutClient {
  readonly client: PoolClient;
  release(): void;
}

/** The driver's own pool, which TypeORM types for no driver in particular. */
interface PoolOwner {
  obtainMasterConnection(): Promise<[PoolClient, () => void]>;
}

/** Waits for a connection. One that arrives after the caller stopped waiting is returned at once. */
const unlessAborted = <Connection>(
  signal: AbortSignal | undefined,
  take: () => Promise<Connection>,
  giveBack: (connection: Connection) => void,
): Promise<Connection> =>
  new Promise((resolve, reject) => {
    const leave = (): void => reject(new Aborted());
    if (signal?.aborted) return leave();
    signal?.addEventListener("abort", leave, { once: true });
    const arrive = (connection: Connection): void => {
      signal?.removeEventListener("abort", leave);
      if (signal?.aborted) giveBack(connection);
      else resolve(connection);
    };
    const fail = (error: unknown): void => {
      signal?.removeEventListener("abort", leave);
      reject(error);
    };
    take().then(arrive, fail);
  });

const takeRunner = async (source: DataSource): Promise<CheckedOut> => {
  const runner = source.createQueryRunner();
  return { runner, client: (await runner.connect()) as PoolClient };
};

/** The statements of a connection that breaks fail by themselves, and the pool discards it. */
const ignore = (): void => undefined;

const takeClient = async ({ driver }: DataSource): Promise<CheckedOutClient> => {
  const [client, release] = await (driver as unknown as PoolOwner).obtainMasterConnection();
  client.on("error", ignore);
  return {
    client,
    release: () => {
      client.off("error", ignore);
      release();
    },
  };
};

/** Checks a connection out of the pool for a transaction. */
export const checkOut = (source: DataSource, signal?: AbortSignal): Promise<CheckedOut> =>
  unlessAborted(
    signal,
    () => takeRunner(source),
    ({ runner }) => void runner.release(),
  );

/** Checks a connection out of the pool for reads. */
export const checkOutClient = (source: DataSource, signal?: AbortSignal): Promise<CheckedOutClient> =>
  unlessAborted(
    signal,
    () => takeClient(source),
    ({ release }) => release(),
  );
