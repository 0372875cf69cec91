import pg from "pg";
import type { RanStatement } from "../../platform/database/session/observe.ts";
import { APP_ROLE } from "../../platform/database/tenancy/role.ts";
import { testDatabase } from "./graph.ts";

export const PLANS = ["force_custom_plan", "force_generic_plan"] as const;

/** The work that a statement does, independent of the machine's speed. */
export interface Work {
  readonly buffers: number;
  /** Rows of all plan nodes, including filtered ones. */
  readonly rows: number;
}

interface Node {
  readonly "Shared Hit Blocks": number;
  readonly "Shared Read Blocks": number;
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly "Rows Removed by Filter"?: number;
  readonly "Rows Removed by Join Filter"?: number;
  readonly Plans?: readonly Node[];
}

const rowsOf = (node: Node): number => {
  const each = node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0) + (node["Rows Removed by Join Filter"] ?? 0);
  return (node.Plans ?? []).reduce((sum, plan) => sum + rowsOf(plan), each * node["Actual Loops"]);
};

const textOf = (value: unknown): string =>
  Array.isArray(value) ? `{${value.map((item) => JSON.stringify(item)).join(",")}}` : String(value);

const literal = (value: unknown): string =>
  value === null || value === undefined ? "null" : pg.escapeLiteral(textOf(value));

/** Runs something as the application role on a new connection, which has no cached plans. */
const connected = async <Result>(
  tenantId: string,
  plans: (typeof PLANS)[number] | "auto",
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> => {
  const client = new pg.Client({ connectionString: testDatabase.appUrl });
  await client.connect();
  try {
    await client.query(`set role ${APP_ROLE}; set timezone to 'UTC'; set plan_cache_mode to ${plans}`);
    await client.query("select set_config('app.tenant_id', $1, false)", [tenantId]);
    return await work(client);
  } finally {
    await client.end();
  }
};

const executeOf = (parameters: readonly unknown[]): string =>
  `execute asked${parameters.length > 0 ? `(${parameters.map(literal).join(", ")})` : ""}`;

/** After five executions PostgreSQL may switch a prepared statement to a generic plan. */
const UNDECIDED = 5;

/** Whether a statement still gets a custom plan each time if its list parameters have the given length. */
export const isPlannedAnew = (tenantId: string, { text, parameters }: RanStatement, length: number): Promise<boolean> =>
  connected(tenantId, "auto", async (client) => {
    const sized = parameters.map((value) =>
      Array.isArray(value) && value.length > 0
        ? Array.from({ length }, (_, index): unknown => value[index % value.length])
        : value,
    );
    await client.query(`prepare asked as ${text}`);
    for (let count = 0; count <= UNDECIDED; count += 1) await client.query(executeOf(sized));
    const { rows } = await client.query<{ generic_plans: string }>("select generic_plans from pg_prepared_statements");
    return rows[0]?.generic_plans === "0";
  });

/** Measures statements run as the application role, with custom or with generic plans. */
export const workOf = (
  tenantId: string,
  statements: readonly RanStatement[],
  plans: (typeof PLANS)[number],
): Promise<Work[]> =>
  connected(tenantId, plans, async (client) => {
    const works: Work[] = [];
    for (const { text, parameters } of statements) {
      await client.query(`prepare asked as ${text}`);
      const execute = executeOf(parameters);
      const { rows } = await client.query<{ "QUERY PLAN": { Plan: Node }[] }>(
        `explain (analyze, buffers, timing off, format json) ${execute}`,
      );
      await client.query("deallocate asked");
      const plan = rows[0]?.["QUERY PLAN"][0]?.Plan;
      if (!plan) throw new Error(`no plan for ${text}`);
      works.push({ buffers: plan["Shared Hit Blocks"] + plan["Shared Read Blocks"], rows: rowsOf(plan) });
    }
    return works;
  });
