import { NAME_ORDER } from "../../../platform/database/name-order.ts";
import { prepared } from "../../../platform/database/session/statement.ts";
import type { RequestScope } from "../../../platform/graphql/subgraph.ts";
import type { CustomerKey } from "../../common/user-errors.ts";
import { existsFor } from "../../identity/visibility.ts";
import { hiddenStatuses } from "./hidden.ts";

const customersByNumber = prepared<CustomerKey>(
  "directory_customers_by_tax_number",
  `
    select c.id
    from (
      select distinct t.customer_id from directory.search_text t
      where t.tenant_id = $1 and t.key = directory.search_key($2) and t.key <> '' and t.kind in ('K', 'N') and t.field = 'TAX_NUMBER'
    ) f join identity.customer c on c.tenant_id = $1 and c.id = f.customer_id
    where ${existsFor("c", "$3")} and c.status <> all ($4::text[])
    order by c.display_name ${NAME_ORDER}, c.id limit 100`,
);

/** The customers registered under a tax number, however it is written, at most a hundred. */
export const customersByTaxNumber = (
  { db, viewer: { tenantId, workspaceIds } }: RequestScope,
  taxNumber: string,
  includeInactive: boolean,
): Promise<CustomerKey[]> =>
  db.read(customersByNumber, [tenantId, taxNumber, workspaceIds, hiddenStatuses(includeInactive)]);
