import type { RanStatement } from "../../database/session/observe.ts";
import { type ExplainedStatement, explainStatement, inMilliseconds } from "./statement.ts";

/** The statements of one subgraph in one request. */
export interface ExplainedStatements {
  /** The number of statements, and their total time: some run concurrently. */
  readonly count: number;
  readonly duration: number;
  readonly rows: number;
  /** In the order in which they ended, the first 500. */
  readonly statements: readonly ExplainedStatement[];
}

const MOST_STATEMENTS = 500;

/** Counts statements, and keeps the first of them. */
export const createStatementList = () => {
  const totals = { count: 0, duration: 0, rows: 0 };
  const statements: ExplainedStatement[] = [];

  return {
    observe: (ran: RanStatement): void => {
      totals.count++;
      totals.duration += ran.milliseconds;
      totals.rows += ran.rows;
      if (statements.length < MOST_STATEMENTS) statements.push(explainStatement(ran));
    },
    all: (): ExplainedStatements => ({ ...totals, duration: inMilliseconds(totals.duration), statements }),
  };
};
