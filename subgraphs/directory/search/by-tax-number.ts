import { prepared } from "../../../platform/database/session/statement.ts";
import type { RequestScope } from "../../../platform/graphql/subgraph.ts";
import type { CustomerKey } from "../../common/user-errors.ts";
import { hiddenStatuses } from "./hidden.ts";

/** The rank of a customer with exactly this number, not just its prefix. */
const WHOLE = 400;

const customersByNumber = prepared<CustomerKey>(
  "directory_customers_by_tax_number",
  `
    select c.id
    from directory.found_by_tax_number($1, $2, $3::uuid[], $4::text[]) f
      join identity.customer c on c.tenant_id = $1 and c.id = f.id
    where f.rank = ${WHOLE}
    order by c.display_name, c.id limit 100`,
);

/** The customers registered under a tax number, however it is written, at most a hundred. */
export const customersByTaxNumber = (
  { db, viewer: { tenantId, workspaceIds } }: RequestScope,
  taxNumber: string,
  includeInactive: boolean,
): Promise<CustomerKey[]> =>
  db.read(customersByNumber, [tenantId, taxNumber, workspaceIds, hiddenStatuses(includeInactive)]);
