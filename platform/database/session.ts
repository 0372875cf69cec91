import type { DataSource, EntityManager, QueryRunner } from "typeorm";
import { checkOut } from "./check-out.ts";
import type { WithinShare } from "./shares.ts";
import type { Statement } from "./statement.ts";
import { inTransaction } from "./transaction.ts";
import { rowTypes } from "./types.ts";
import { untilAborted } from "./until-aborted.ts";
import { watch } from "./watch.ts";

/** What was run, for those who count or explain. */
export interface RanStatement {
  /** Prepared statements have one. */
  readonly name?: string;
  readonly text: string;
  readonly parameters: readonly unknown[];
  readonly rows: number;
  readonly milliseconds: number;
  /** Whether it ran within a transaction that writes. */
  readonly writes: boolean;
}

export type Observe = (statement: RanStatement) => void;

/** Whoever runs statements that read. */
export interface Reader {
  read<Row>(statement: Statement<Row>, parameters: readonly unknown[]): Promise<Row[]>;
}

/** The database as one tenant sees it. Any number of reads may run at once, each on a connection of its own. */
export interface Session extends Reader {
  /** One transaction: what `work` throws rolls all of it back. After a deadlock `work` is run again, so it changes nothing but the database. */
  write<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result>;
}

const run = async <Row>(
  runner: QueryRunner,
  { name, text: textFor }: Statement<Row>,
  parameters: readonly unknown[],
  observe?: Observe,
): Promise<Row[]> => {
  const text = textFor(runner.dataSource);
  const began = performance.now();
  // TypeORM types a query as text, and hands the object on to `pg`, which prepares what has a name.
  const query = { name, text, types: rowTypes } as unknown as string;
  const rows = (await runner.query(query, [...parameters])) as Row[];
  observe?.({ name, text, parameters, rows: rows.length, milliseconds: performance.now() - began, writes: false });
  return rows;
};

/** Reads within a transaction, one statement after the other. */
export const readerWithin = ({ queryRunner }: EntityManager): Reader => ({
  read: (statement, parameters) => {
    if (!queryRunner) throw new Error("a transaction has a runner");
    return run(queryRunner, statement, parameters);
  },
});

interface Options {
  readonly observe?: Observe;
  readonly signal?: AbortSignal;
  /** What bounds the writes that a tenant has under way. */
  readonly withinShare: WithinShare;
}

/**
 * The only way to the tables: every connection is bound to the tenant before it is used. Once the signal is aborted nothing is begun
 * any more, what runs is cancelled, and what is not committed is rolled back.
 */
export const createSession = (
  source: DataSource,
  tenantId: string,
  { observe, signal, withinShare }: Options,
): Session => ({
  async read(statement, parameters) {
    const { runner, client } = await checkOut(source, tenantId, signal);
    const read = () => run(runner, statement, parameters, observe);
    try {
      return await (signal ? untilAborted(client, signal, read) : read());
    } finally {
      await runner.release();
    }
  },

  write: (work) => {
    const connect = async () => {
      const connection = await checkOut(source, tenantId, signal);
      return observe ? watch(connection, observe) : connection;
    };
    return withinShare(tenantId, signal, () => inTransaction(connect, work, signal));
  },
});
