import type { DataSource, QueryRunner } from "typeorm";
import { Aborted } from "../aborted.ts";
import type { Cancellable } from "./cancel-request.ts";

type PoolClient = Cancellable & { query(text: string, values: unknown[]): Promise<unknown> };

/** A connection out of the pool that is one tenant's until it is released. */
export interface CheckedOut {
  readonly runner: QueryRunner;
  readonly client: Cancellable;
}

const tenantOf = new WeakMap<object, string>();

/** Waits for a connection. One that comes when nobody waits for it any more goes back at once. */
const connect = (runner: QueryRunner, signal: AbortSignal | undefined): Promise<PoolClient> => {
  const connecting: Promise<PoolClient> = runner.connect();
  if (!signal) return connecting;
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(new Aborted());
    signal.addEventListener("abort", leave, { once: true });
    const arrive = (client: PoolClient): void => {
      signal.removeEventListener("abort", leave);
      if (signal.aborted) void runner.release();
      else resolve(client);
    };
    const fail = (error: unknown): void => {
      signal.removeEventListener("abort", leave);
      reject(error);
    };
    connecting.then(arrive, fail);
  });
};

/** Takes a connection out of the pool and makes it the tenant's: row-level security shows nothing else on it. */
export const checkOut = async (source: DataSource, tenantId: string, signal?: AbortSignal): Promise<CheckedOut> => {
  if (signal?.aborted) throw new Aborted();
  const runner = source.createQueryRunner();
  const client = await connect(runner, signal);
  if (tenantOf.get(client) === tenantId) return { runner, client };
  try {
    await client.query("select set_config('app.tenant_id', $1, false)", [tenantId]);
    tenantOf.set(client, tenantId);
    return { runner, client };
  } catch (error) {
    await runner.release();
    throw error;
  }
};
