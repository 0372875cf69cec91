import type DataLoader from "dataloader";
import { statementOf } from "../../platform/database/session/statement.ts";
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
  return {
    profileByCustomerId,
    profilesByCustomerIds: (ids: readonly string[]) => allOf(profileByCustomerId, ids),
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
