import type { Observe } from "../../platform/database/session/observe.ts";
import type { ExplainedStatement } from "../../platform/observability/explain/statement.ts";
import { createStatementList, type ExplainedStatements } from "../../platform/observability/explain/statement-list.ts";
import { isRecord } from "../../platform/values/is-record.ts";
import type { ExplainedSubgraphSql } from "./shape.ts";

const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

/** A subgraph elsewhere may be anybody's: what does not look like a statement is dropped. */
const statementOf = (value: unknown): ExplainedStatement[] => {
  if (!isRecord(value)) return [];
  const { name, text, parameters, rows, duration, writes } = value;
  if (typeof text !== "string" || !isNumber(rows) || !isNumber(duration) || !Array.isArray(parameters)) return [];
  return [
    {
      name: typeof name === "string" ? name : null,
      text,
      parameters: parameters.map(String),
      rows,
      duration,
      writes: writes === true,
    },
  ];
};

const statementsIn = (extensions: unknown): ExplainedStatements | undefined => {
  const explained = isRecord(extensions) ? extensions.explain : undefined;
  if (!isRecord(explained)) return undefined;
  const { count, duration, rows, statements } = explained;
  if (!isNumber(count) || !isNumber(duration) || !isNumber(rows) || !Array.isArray(statements)) return undefined;
  return { count, duration, rows, statements: statements.flatMap(statementOf) };
};

const added = (one: ExplainedStatements, other: ExplainedStatements): ExplainedStatements => ({
  count: one.count + other.count,
  duration: one.duration + other.duration,
  rows: one.rows + other.rows,
  statements: [...one.statements, ...other.statements],
});

/** The statements of one request's subgraphs: those in this process as they run, those elsewhere with each response. */
export const createSqlList = () => {
  const here = new Map<string, ReturnType<typeof createStatementList>>();
  const elsewhere = new Map<string, ExplainedStatements>();

  return {
    observe: (subgraph: string): Observe => {
      const list = here.get(subgraph) ?? createStatementList();
      here.set(subgraph, list);
      return list.observe;
    },
    heard: (subgraph: string, extensions: unknown): void => {
      const statements = statementsIn(extensions);
      const before = elsewhere.get(subgraph);
      if (statements) elsewhere.set(subgraph, before ? added(before, statements) : statements);
    },
    all: (): ExplainedSubgraphSql[] =>
      [
        ...[...here].map(([subgraph, list]) => ({ subgraph, ...list.all() })),
        ...[...elsewhere].map(([subgraph, statements]) => ({ subgraph, ...statements })),
      ].filter(({ count }) => count > 0),
  };
};
