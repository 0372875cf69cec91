import { manyByKey, oneByKey } from "../../platform/batch.ts";
import { statementOf } from "../../platform/database/statement.ts";
import type { RequestScope } from "../../platform/subgraph.ts";
import { Profile, TaxRegistration } from "./entities.ts";

const profilesByCustomerIds = statementOf(
  "finance_profiles_by_customer_ids",
  Profile,
  ({ table, columns }) => `
    select ${columns("p")} from ${table} p where p.tenant_id = $1 and p.customer_id = any ($2::uuid[])`,
);

const taxRegistrationsByCustomerIds = statementOf(
  "finance_tax_registrations_by_customer_ids",
  TaxRegistration,
  ({ table, columns }) => `
    select ${columns("t")} from ${table} t where t.tenant_id = $1 and t.customer_id = any ($2::uuid[])
    order by t.customer_id, t.is_primary desc, t.position`,
);

/** Made once per request. The tenant is fixed here, so every key is a plain id. */
export const createLoaders = ({ db, viewer: { tenantId } }: RequestScope) => ({
  profileByCustomerId: oneByKey(
    (ids) => db.read(profilesByCustomerIds, [tenantId, ids]),
    ({ customerId }) => customerId,
  ),
  taxRegistrationsByCustomerId: manyByKey(
    (ids) => db.read(taxRegistrationsByCustomerIds, [tenantId, ids]),
    ({ customerId }) => customerId,
  ),
});

export type Loaders = ReturnType<typeof createLoaders>;
