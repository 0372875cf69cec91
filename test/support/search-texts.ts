import { query } from "./databases.ts";
import { testDatabase } from "./graph.ts";

const KEPT = "select tenant_id, customer_id, field, record, text, e164 from directory.search_text where tenant_id = $1";
const REAL =
  "select * from directory.searchable_texts($1, array(select id from identity.customer where tenant_id = $1))";

/** A tenant's superfluous and missing search texts, and the number of stored ones. */
export const searchTexts = async (tenantId: string) => {
  const wrong = await query(
    testDatabase.adminUrl,
    `(select 'kept' as what, k.* from (${KEPT} except ${REAL}) k) union all (select 'missing', m.* from (${REAL} except ${KEPT}) m)`,
    [tenantId],
  );
  const [row] = await query<{ count: number }>(
    testDatabase.adminUrl,
    `select count(*)::integer as count from (${KEPT}) k`,
    [tenantId],
  );
  return { wrong, count: row?.count ?? 0 };
};
