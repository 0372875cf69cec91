import type pg from "pg";
import { SEED } from "../../cli/seed/statement.ts";

/** The first customer that is seeded, and the one above all others of its tenant. */
export const ROOT = "5eed0000-0000-4000-8000-000000000001";

const AT_ONCE = 5_000;

/** One parent of all, and what customers are found by the same for each. Ids are the tenant's own. */
const FILL = [
  `update identity.customer set parent_id = nullif('${ROOT}'::uuid, id) where tenant_id = $1`,
  "insert into identity.external_identifier (tenant_id, source, external_id, customer_id) select $1, 'NETSUITE', id::text, id from identity.customer where tenant_id = $1",
  "insert into commercial.employee (tenant_id, id, name) values ($1, $1, 'Ada Berg')",
  "insert into commercial.price_list (tenant_id, id, code, name, currency_code) values ($1, $1, 'A', 'A', 'EUR')",
  "delete from commercial.relationship_label where tenant_id = $1",
  "delete from finance.tax_registration where tenant_id = $1",
  "insert into commercial.status_label (tenant_id, id, name, position, is_active) values ($1, $1, 'A', 0, true)",
  "insert into commercial.label (tenant_id, id, name) values ($1, $1, 'A')",
  "update commercial.relationship set account_manager_id = $1, price_list_id = $1, status_label_id = $1 where tenant_id = $1",
  "insert into commercial.relationship_label (tenant_id, customer_id, label_id) select $1, customer_id, $1 from commercial.relationship where tenant_id = $1",
  `insert into finance.tax_registration (tenant_id, id, customer_id, number, country_code, is_primary, position)
   select $1, customer_id, customer_id, 'DE' || row_number() over (), 'DE', true, 0 from finance.profile where tenant_id = $1`,
];

/**
 * Writes a tenant by a few statements, without a look at the hierarchy: the time is needed elsewhere. An empty database has to be
 * analyzed meanwhile.
 */
export const writeTenant = async (admin: pg.Client, tenant: string, count: number, analyze = false): Promise<void> => {
  await admin.query("alter table identity.customer disable trigger keep_hierarchy");
  for (let from = 1; from <= count; from += AT_ONCE) {
    await admin.query(SEED, [tenant, from, Math.min(from + AT_ONCE - 1, count)]);
    if (analyze) await admin.query("analyze");
  }
  for (const statement of FILL) await admin.query(statement, [tenant]);
  await admin.query("alter table identity.customer enable trigger keep_hierarchy");
};
