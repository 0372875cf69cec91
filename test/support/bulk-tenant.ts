import { randomUUID } from "node:crypto";
import type { Viewer } from "../../platform/auth/viewer.ts";
import { given } from "./given.ts";
import { MANY_CUSTOMERS } from "./many-customers.ts";
import { asSuperuser } from "./second-wall.ts";

/** A tenant with one root and many direct children. */
export interface BulkTenant {
  readonly viewer: Viewer;
  readonly root: string;
  readonly employee: string;
  /** Id shared by a price list, a status label and a label. */
  readonly list: string;
  readonly ids: readonly string[];
}

/** Writes a tenant with a few statements and without hierarchy checks: thousands of customers in seconds. */
export const bulkTenant = (count: number): Promise<BulkTenant> =>
  asSuperuser(async (client) => {
    const viewer = given.tenant();
    const { tenantId } = viewer;
    const [root, employee] = [randomUUID(), randomUUID()];
    await client.query("begin; alter table identity.customer disable trigger keep_hierarchy");
    await client.query("insert into commercial.employee (tenant_id, id, name) values ($1, $2, 'Ada Berg')", [
      tenantId,
      employee,
    ]);
    await client.query(
      `with party as (
         insert into identity.party (tenant_id, id, kind, name) values ($1, $2, 'ORGANIZATION', 'Root'))
       insert into identity.customer (tenant_id, id, party_id, display_name, visibility_mode)
       values ($1, $2, $2, 'Root', 'GLOBAL')`,
      [tenantId, root],
    );
    const { rows } = await client.query<{ id: string }>(MANY_CUSTOMERS, [tenantId, count, root, employee]);
    await client.query("alter table identity.customer enable trigger keep_hierarchy; commit");
    const lists = await client.query<{ id: string }>("select id from commercial.price_list where tenant_id = $1", [
      tenantId,
    ]);
    return { viewer, root, employee, list: lists.rows[0]?.id ?? "", ids: rows.map(({ id }) => id) };
  });
