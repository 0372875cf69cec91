import type { DataSource, EntityManager, QueryRunner } from "typeorm";
import type { Statement } from "./statement.ts";
import { rowTypes } from "./types.ts";

/** What was run, for those who count or explain. */
export interface RanStatement {
  readonly text: string;
  readonly parameters: readonly unknown[];
  readonly rows: number;
  readonly milliseconds: number;
}

export type Observe = (statement: RanStatement) => void;

/** Whoever runs statements that read. */
export interface Reader {
  read<Row>(statement: Statement<Row>, parameters: readonly unknown[]): Promise<Row[]>;
}

/** The database as one tenant sees it. Any number of reads may run at once, each on a connection of its own. */
export interface Session extends Reader {
  /** One transaction: what `work` throws rolls all of it back. */
  write<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result>;
}

const tenantOf = new WeakMap<object, string>();

/** Takes a connection out of the pool and makes it the tenant's: row-level security shows nothing else on it. */
const checkOut = async (source: DataSource, tenantId: string): Promise<QueryRunner> => {
  const runner = source.createQueryRunner();
  const client: object & { query(text: string, values: unknown[]): Promise<unknown> } = await runner.connect();
  if (tenantOf.get(client) === tenantId) return runner;
  try {
    await client.query("select set_config('app.tenant_id', $1, false)", [tenantId]);
    tenantOf.set(client, tenantId);
    return runner;
  } catch (error) {
    await runner.release();
    throw error;
  }
};

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
  observe?.({ text, parameters, rows: rows.length, milliseconds: performance.now() - began });
  return rows;
};

/** Reads within a transaction, one statement after the other. */
export const readerWithin = ({ queryRunner }: EntityManager): Reader => ({
  read: (statement, parameters) => {
    if (!queryRunner) throw new Error("a transaction has a runner");
    return run(queryRunner, statement, parameters);
  },
});

/** The only way to the tables: every connection is bound to the tenant before it is used. */
export const createSession = (source: DataSource, tenantId: string, observe?: Observe): Session => ({
  async read(statement, parameters) {
    const runner = await checkOut(source, tenantId);
    try {
      return await run(runner, statement, parameters, observe);
    } finally {
      await runner.release();
    }
  },

  async write(work) {
    const runner = await checkOut(source, tenantId);
    try {
      await runner.startTransaction();
      const result = await work(runner.manager);
      await runner.commitTransaction();
      return result;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  },
});
