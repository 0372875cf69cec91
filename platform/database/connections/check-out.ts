import type { DataSource, QueryRunner } from "typeorm";
import { Aborted } from "../../graphql/aborted.ts";
import type { PoolClient } from "../session/tenant-binding.ts";

/** A connection checked out of the pool. */
export interface CheckedOut {
  readonly runner: QueryRunner;
  readonly client: PoolClient;
}

/** Checks a connection out of the pool. One that arrives after the caller stopped waiting is returned at once. */
export const checkOut = (source: DataSource, signal?: AbortSignal): Promise<CheckedOut> =>
  new Promise((resolve, reject) => {
    const leave = (): void => reject(new Aborted());
    if (signal?.aborted) return leave();
    const runner = source.createQueryRunner();
    signal?.addEventListener("abort", leave, { once: true });
    const arrive = (client: PoolClient): void => {
      signal?.removeEventListener("abort", leave);
      if (signal?.aborted) void runner.release();
      else resolve({ runner, client });
    };
    const fail = (error: unknown): void => {
      signal?.removeEventListener("abort", leave);
      reject(error);
    };
    (runner.connect() as Promise<PoolClient>).then(arrive, fail);
  });
