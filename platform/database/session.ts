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

/** The database as one tenant sees it. */
export interface Session {
  /** One statement. Any number may run at once, each on a connection of its own. */
  read<Row>(statement: Statement<Row>, parameters: readonly unknown[]): Promise<Row[]>;
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

/** The only way to the tables: every connection is bound to the tenant before it is used. */
export const createSession = (source: DataSource, tenantId: string, observe?: Observe): Session => ({
  async read<Row>({ name, text: textFor }: Statement<Row>, parameters: readonly unknown[]): Promise<Row[]> {
    const text = textFor(source);
    const runner = await checkOut(source, tenantId);
    const began = performance.now();
    try {
      // TypeORM types a query as text, and hands the object on to `pg`, which prepares what has a name.
      const query = { name, text, types: rowTypes } as unknown as string;
      const rows = (await runner.query(query, [...parameters])) as Row[];
      observe?.({ text, parameters, rows: rows.length, milliseconds: performance.now() - began });
      return rows;
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
