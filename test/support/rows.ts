import type { Viewer } from "../../platform/auth/viewer.ts";
import { testDatabase } from "./graph.ts";

/** A tenant's number of rows in every table, which a refused write must not change. */
export const rowsOf = (viewer: Viewer): Promise<Readonly<Record<string, number>>> =>
  testDatabase.session(viewer.tenantId).write(async (manager) => {
    const tables: { name: string }[] = await manager.query(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.columns
       where column_name = 'tenant_id' and table_schema <> 'information_schema' order by 1`,
    );
    const counts = tables.map(
      ({ name }) => `select '${name}' as name, count(*)::integer as rows from ${name} where tenant_id = $1`,
    );
    const counted: { name: string; rows: number }[] = await manager.query(counts.join(" union all "), [
      viewer.tenantId,
    ]);
    return Object.fromEntries(counted.map(({ name, rows }) => [name, rows]));
  });
