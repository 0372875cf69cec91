import { type DataSource, type EntityManager, QueryFailedError } from "typeorm";
import type { ReadBudgets } from "../../process/requests/read-budgets.ts";
import type { Admission } from "../connections/admission.ts";
import { type CheckedOut, checkOut } from "../connections/check-out.ts";
import { asUnavailable, isUnknownOutcome } from "../unavailable.ts";
import type { RunRead } from "./batched-reads.ts";
import { countedTypes } from "./counted-types.ts";
import type { Observe } from "./observe.ts";
import { watch } from "./observed-runner.ts";
import type { Statement } from "./statement.ts";
import type { PoolClient, TenantBinding } from "./tenant-binding.ts";
import { transact, withRetries } from "./transaction.ts";

/** Runs statements that read. */
export interface Reader {
  read<Row>(statement: Statement<Row>, parameters: readonly unknown[]): Promise<Row[]>;
}

export interface WriteOptions {
  /**
   * The work takes a tenant-wide lock: it waits for the tenant's other such work in this process before it takes a
   * connection, rather than with one.
   */
  readonly inTurn?: boolean;
}

/** The database as one tenant sees it. Reads may run concurrently; each has its own connection, up to a limit. */
export interface Session extends Reader {
  /**
   * One transaction: what `work` throws rolls all of it back. After a deadlock or lock timeout `work` is run again, so
   * it must change nothing but the database.
   */
  write<Result>(work: (manager: EntityManager) => Promise<Result>, options?: WriteOptions): Promise<Result>;
}

/** Reads in a transaction, one statement after another. */
export const readerWithin = ({ queryRunner }: EntityManager): Reader => ({
  read: ({ name, text }, parameters) => {
    if (!queryRunner) throw new Error("a transaction has a runner");
    // TypeORM types a query as text, and passes the object on to `pg`, which prepares named statements.
    const query = { name, text: text(queryRunner.dataSource) } as unknown as string;
    return queryRunner.query(query, [...parameters]);
  },
});

/** What the sessions of a database share. */
export interface Shared {
  readonly source: DataSource;
  readonly admission: Admission;
  readonly runRead: RunRead;
  readonly binding: TenantBinding;
  readonly budgetOf: ReadBudgets;
  /** Receives what makes the database unavailable, of which clients get no details. */
  readonly onUnavailable?: (error: Error) => void;
}

interface Options {
  readonly tenantId: string;
  readonly observe?: Observe;
  readonly signal?: AbortSignal;
}

/**
 * The only way to the tables: every connection is bound to the tenant before use. Once the signal is aborted nothing
 * new starts, running statements are cancelled, and what is not committed is rolled back.
 */
export const createSession = (
  { source, admission, runRead, binding, budgetOf, onUnavailable }: Shared,
  { tenantId, observe, signal }: Options,
): Session => {
  const asker = { tenantId, signal };

  const budget = signal && budgetOf(signal, tenantId);
  const types = budget && countedTypes(budget);

  const run = async <Row>(statement: Statement<Row>, parameters: readonly unknown[]): Promise<Row[]> => {
    const { name } = statement;
    const text = statement.text(source);
    const query = { name, text, ...(types && { types }) };
    const read = async (client: PoolClient): Promise<Row[]> => {
      const began = performance.now();
      try {
        const rows = await binding.read<Row>(client, tenantId, query, parameters);
        const milliseconds = performance.now() - began;
        observe?.({ name, text, parameters, rows: rows.length, milliseconds, writes: false });
        return rows;
      } catch (error) {
        throw new QueryFailedError(text, [...parameters], error as Error);
      }
    };
    return runRead(asker, budget?.signal, { sharesConnection: name !== undefined, run: read });
  };

  const connect = async (): Promise<CheckedOut> => {
    const connection = await checkOut(source, budget?.signal);
    try {
      await binding.bind(connection.client, tenantId);
      return connection;
    } catch (error) {
      await connection.runner.release();
      throw error;
    }
  };

  const explain = (error: unknown): never => {
    throw budget ? budget.explain(error) : error;
  };

  const write = async <Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> => {
    const connection = await connect();
    const begin = () => binding.begin(connection.client, tenantId);
    return transact(observe ? watch(connection, observe) : connection, { begin, work, signal: budget?.signal, types });
  };

  const fail = (error: unknown): never => {
    const failure = asUnavailable(error);
    if (failure !== error) onUnavailable?.(error as Error);
    else if (isUnknownOutcome(error)) onUnavailable?.(error.originalError ?? error);
    throw failure;
  };

  return {
    read: (statement, parameters) => run(statement, parameters).catch(explain).catch(fail),
    write: (work, { inTurn = false } = {}) => {
      const attempts = () => withRetries(() => admission.write(asker, () => write(work)), budget?.signal);
      return (inTurn ? admission.inTurn(asker, attempts) : attempts()).catch(explain).catch(fail);
    },
  };
};
