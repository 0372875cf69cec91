import type { DataSource } from "typeorm";
import { Aborted } from "../../graphql/aborted.ts";
import type { Admission, Asker } from "../connections/admission.ts";
import { checkOutClient } from "../connections/check-out.ts";
import { isConnectionLost } from "../unavailable.ts";
import type { PoolClient, TenantBinding } from "./tenant-binding.ts";
import { untilAllAborted } from "./until-aborted.ts";

/** A statement of a request. */
interface Read<Result> {
  /** Whether it may wait behind others on one connection: a prepared statement does, because all of them are short. */
  readonly sharesConnection: boolean;
  run(client: PoolClient): Promise<Result>;
}

interface Entry {
  run(client: PoolClient): Promise<void>;
  /** There was no connection for it, or the request ended before it began. */
  fail(error: unknown): void;
}

interface Batch {
  readonly asker: Asker;
  /** Ends the statements. */
  readonly until: AbortSignal | undefined;
  readonly entries: Entry[];
}

interface Connections {
  readonly source: DataSource;
  readonly admission: Admission;
  readonly binding: TenantBinding;
}

/** A statement waits for at most so many others less one. */
const MOST_IN_A_BATCH = 8;

/** Runs a statement for an asker, until the signal is aborted. */
export type RunRead = <Result>(asker: Asker, until: AbortSignal | undefined, read: Read<Result>) => Promise<Result>;

/** Runs those reads of a request that begin in one tick on one connection, where they are sent together. */
export const createBatchedReads = ({ source, admission, binding }: Connections): RunRead => {
  const open = new WeakMap<AbortSignal, Batch>();

  const runAll = async ({ asker, until, entries }: Batch): Promise<void> => {
    const { client, release } = await checkOutClient(source, until);
    try {
      await binding.bind(client, asker.tenantId);
      const { stream } = client.connection;
      const start = () => {
        stream.cork();
        const running = entries.map((entry) => entry.run(client));
        stream.uncork();
        return running;
      };
      await untilAllAborted(client, until, start);
    } catch (error) {
      // The server may announce that it is closing before it does: nobody else must get the connection meanwhile.
      if (isConnectionLost(error)) void client.end();
      throw error;
    } finally {
      release();
    }
  };

  const run = (batch: Batch): void => {
    const fail = (error: unknown): void => {
      for (const entry of batch.entries) entry.fail(error);
    };
    admission.read(batch.asker, () => runAll(batch)).catch(fail);
  };

  const batchOf = (asker: Asker, until: AbortSignal | undefined, sharesConnection: boolean): Batch => {
    const { signal, tenantId } = asker;
    const known = signal && sharesConnection ? open.get(signal) : undefined;
    if (known && known.asker.tenantId === tenantId && known.entries.length < MOST_IN_A_BATCH) return known;
    const batch: Batch = { asker, until, entries: [] };
    if (signal && sharesConnection) open.set(signal, batch);
    process.nextTick(() => {
      if (signal && open.get(signal) === batch) open.delete(signal);
      run(batch);
    });
    return batch;
  };

  return (asker, until, read) =>
    new Promise((resolve, reject) => {
      batchOf(asker, until, read.sharesConnection).entries.push({
        fail: reject,
        run: (client) =>
          read.run(client).then(resolve, (error) => {
            reject(until?.aborted ? new Aborted({ cause: error }) : error);
            if (isConnectionLost(error)) throw error;
          }),
      });
    });
};
