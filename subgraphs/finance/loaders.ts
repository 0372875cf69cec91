import type DataLoader from "dataloader";
import { prepared, statementOf } from "../../platform/database/session/statement.ts";
import { manyByKey, oneByKey } from "../../platform/graphql/batch.ts";
import type { RequestScope } from "../../platform/graphql/subgraph.ts";
import { rowById, rowsByIds } from "../common/rows-by-ids.ts";
import { rowsOfCustomer, VISIBLE_CUSTOMERS, visibilityParameters } from "../common/visibility.ts";
import { ExemptionCertificate, Profile, TaxRegistration } from "./entities.ts";

const profilesByCustomerIds = statementOf(
  "finance_profiles_by_customer_ids",
  Profile,
  ({ table, columns }) => `
    select ${columns("p")} from ${VISIBLE_CUSTOMERS} c ${rowsOfCustomer(table, "p")}`,
);

const taxRegistrationsByCustomerIds = statementOf(
  "finance_tax_registrations_by_customer_ids",
  TaxRegistration,
  ({ table, columns }) => `
    select ${columns("t")} from ${VISIBLE_CUSTOMERS} c ${rowsOfCustomer(table, "t")}
    order by t.customer_id, t.is_primary desc, t.position`,
);

const exemptionCertificatesByCustomerIds = statementOf(
  "finance_exemption_certificates_by_customer_ids",
  ExemptionCertificate,
  ({ table, columns }) => `
    select ${columns("e")} from ${VISIBLE_CUSTOMERS} c ${rowsOfCustomer(table, "e")}
    order by e.customer_id, e.position`,
);

const taxRegistrationsByIds = rowsByIds("finance_tax_registrations_by_ids", TaxRegistration);
const exemptionCertificatesByIds = rowsByIds("finance_exemption_certificates_by_ids", ExemptionCertificate);

type CreditLimit = Pick<Profile, "customerId" | "creditLimit" | "creditLimitCurrency">;

/** Only the limits, because a hierarchy has many customers. */
const creditLimitsByCustomerIds = prepared<CreditLimit>(
  "finance_credit_limits_by_customer_ids",
  `
    select p.customer_id as "customerId", p.credit_limit as "creditLimit", p.credit_limit_currency as "creditLimitCurrency"
    from ${VISIBLE_CUSTOMERS} c ${rowsOfCustomer("finance.profile", "p", "t.credit_limit is not null")}`,
);

/** All rows of some ids, each `null` if there is none. An outage affects all of them. */
const allOf = <Row>(loader: DataLoader<string, Row | null>, ids: readonly string[]): Promise<(Row | null)[]> =>
  Promise.all(ids.map((id) => loader.load(id)));

/** Made once per request. The viewer is fixed here, so every key is a plain id. */
export const createLoaders = (scope: RequestScope) => {
  const { db, viewer } = scope;
  const sight = visibilityParameters(viewer);
  const profileByCustomerId = oneByKey(
    (ids) => db.read(profilesByCustomerIds, sight(ids)),
    ({ customerId }) => customerId,
  );
  const creditLimitByCustomerId = oneByKey(
    (ids) => db.read(creditLimitsByCustomerIds, sight(ids)),
    ({ customerId }) => customerId,
  );
  return {
    profileByCustomerId,
    profilesByCustomerIds: (ids: readonly string[]) => allOf(profileByCustomerId, ids),
    creditLimitsByCustomerIds: (ids: readonly string[]) => allOf(creditLimitByCustomerId, ids),
    taxRegistrationById: rowById(scope, taxRegistrationsByIds),
    exemptionCertificateById: rowById(scope, exemptionCertificatesByIds),
    taxRegistrationsByCustomerId: manyByKey(
      (ids) => db.read(taxRegistrationsByCustomerIds, sight(ids)),
      ({ customerId }) => customerId,
    ),
    exemptionCertificatesByCustomerId: manyByKey(
      (ids) => db.read(exemptionCertificatesByCustomerIds, sight(ids)),
      ({ customerId }) => customerId,
    ),
  };
};

export type Loaders = ReturnType<typeof createLoaders>;
