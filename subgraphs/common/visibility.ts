import type { Viewer } from "../../platform/auth/viewer.ts";
import { IDS } from "../../platform/database/session/statement.ts";

/** The customer with an id if it exists for the viewer. PostgreSQL inlines the function, since no argument is a sub-select. */
const visibleCustomer = (id: string): string => `identity.visible_customers($1, array[${id}], $3::uuid[], $4::boolean)`;

/**
 * The table of those customers among `$2` that exist for the viewer, with their `id`, with which statements begin: a
 * key in a representation may be anything. Identity publishes the function. The parameters are those of
 * `visibilityParameters`.
 */
export const VISIBLE_CUSTOMERS = `(select s.id from ${IDS} cross join lateral ${visibleCustomer("k.id")} s)`;

/**
 * Joins the rows of a table that belong to a customer `c`: a look-up by its index for each customer, whatever the
 * statistics say. `t` is a row in the condition.
 */
export const rowsOfCustomer = (table: string, alias: string, condition?: string): string =>
  `cross join lateral (
    select * from ${table} t where t.tenant_id = $1 and t.customer_id = c.id${condition ? ` and ${condition}` : ""}
    offset 0) ${alias}`;

/**
 * The parameters `$1` to `$4` of a statement over `VISIBLE_CUSTOMERS`. Deleted customers are included for viewers who
 * may restore them.
 */
export const visibilityParameters =
  ({ tenantId, workspaceIds, scopes }: Viewer) =>
  (customerIds: readonly string[]): readonly [string, readonly string[], readonly string[], boolean] => [
    tenantId,
    customerIds,
    workspaceIds,
    scopes.has("customers:write"),
  ];

/** A column with the id of a party, `null` if the party does not exist for the viewer of `VISIBLE_CUSTOMERS`. */
export const visibleParty = (column: string): string =>
  `case when ${column} is not null then (select s.id from identity.visible_parties($1, array[${column}], $3::uuid[]) s) end`;

/**
 * Keeps the rows of `alias` whose customer exists for the viewer, in statements keyed by rows: `$2` are their ids, and
 * the other parameters those of `visibilityParameters`.
 */
export const ofVisibleCustomer = (alias: string): string =>
  `cross join lateral ${visibleCustomer(`${alias}.customer_id`)}`;
