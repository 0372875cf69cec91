import type DataLoader from "dataloader";
import { manyByKey, oneByKey } from "../../platform/batch.ts";
import { type Statement, statementOf } from "../../platform/database/statement.ts";
import type { RequestScope } from "../../platform/subgraph.ts";
import { ExemptionCertificate, Profile, TaxRegistration } from "./entities.ts";

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

const exemptionCertificatesByCustomerIds = statementOf(
  "finance_exemption_certificates_by_customer_ids",
  ExemptionCertificate,
  ({ table, columns }) => `
    select ${columns("e")} from ${table} e where e.tenant_id = $1 and e.customer_id = any ($2::uuid[])
    order by e.customer_id, e.position`,
);

type CreditLimit = Pick<Profile, "customerId" | "creditLimit" | "creditLimitCurrency">;

/** The limits alone, for a hierarchy has many customers. */
const creditLimitsByCustomerIds: Statement<CreditLimit> = {
  name: "finance_credit_limits_by_customer_ids",
  text: () => `
    select p.customer_id as "customerId", p.credit_limit as "creditLimit", p.credit_limit_currency as "creditLimitCurrency"
    from finance.profile p
    where p.tenant_id = $1 and p.customer_id = any ($2::uuid[]) and p.credit_limit is not null`,
};

/** All rows of some ids, each `null` where there is none. An outage is the same for all of them. */
const allOf = <Row>(loader: DataLoader<string, Row | null>, ids: readonly string[]): Promise<(Row | null)[]> =>
  Promise.all(ids.map((id) => loader.load(id)));

/** Made once per request. The tenant is fixed here, so every key is a plain id. */
export const createLoaders = ({ db, viewer: { tenantId } }: RequestScope) => {
  const profileByCustomerId = oneByKey(
    (ids) => db.read(profilesByCustomerIds, [tenantId, ids]),
    ({ customerId }) => customerId,
  );
  const creditLimitByCustomerId = oneByKey(
    (ids) => db.read(creditLimitsByCustomerIds, [tenantId, ids]),
    ({ customerId }) => customerId,
  );
  return {
    profileByCustomerId,
    profilesByCustomerIds: (ids: readonly string[]) => allOf(profileByCustomerId, ids),
    creditLimitsByCustomerIds: (ids: readonly string[]) => allOf(creditLimitByCustomerId, ids),
    taxRegistrationsByCustomerId: manyByKey(
      (ids) => db.read(taxRegistrationsByCustomerIds, [tenantId, ids]),
      ({ customerId }) => customerId,
    ),
    exemptionCertificatesByCustomerId: manyByKey(
      (ids) => db.read(exemptionCertificatesByCustomerIds, [tenantId, ids]),
      ({ customerId }) => customerId,
    ),
  };
};

export type Loaders = ReturnType<typeof createLoaders>;
