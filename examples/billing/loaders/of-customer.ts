import { adHoc, statementOf } from "../../../platform/database/session/statement.ts";
import { VISIBLE_CUSTOMERS, visibilityParameters } from "../../../subgraphs/common/visibility.ts";
import { Contract, Invoice, Payment, Subscription } from "../entities.ts";
import type { List, Listed } from "./newest-first.ts";

interface OfCustomer {
  readonly id: string;
  readonly customerId: string;
}

/** The rows of customers that exist for the viewer: an id in a representation may be anything. */
const ofCustomer = <Row extends OfCustomer>(
  entity: new () => Row,
  table: string,
  moment: string,
): List<Row & Listed> => ({
  askedBy: visibilityParameters,
  page: statementOf<Row, Listed>(
    `billing_${table}s_by_customer_ids`,
    entity,
    ({ columns }) => `
      select ${columns("t")}, t.customer_id as "ownerId", t.${moment} as at
      from ${VISIBLE_CUSTOMERS} c cross join lateral (
        select * from billing.${table} t
        where t.tenant_id = $1 and t.customer_id = c.id
          and (t.${moment}, t.id) < ($6::timestamptz, $7::uuid)
        order by t.${moment} desc, t.id desc limit $5
      ) t order by t.customer_id, t.${moment} desc, t.id desc`,
  ),
  counts: adHoc(`
    select t.customer_id as "ownerId", count(*)::integer as count
    from ${VISIBLE_CUSTOMERS} c join billing.${table} t on t.tenant_id = $1 and t.customer_id = c.id group by t.customer_id`),
});

export const invoices = ofCustomer(Invoice, "invoice", "issued_at");
export const payments = ofCustomer(Payment, "payment", "received_at");
export const subscriptions = ofCustomer(Subscription, "subscription", "started_at");
export const contracts = ofCustomer(Contract, "contract", "signed_at");
