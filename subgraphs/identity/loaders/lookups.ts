import DataLoader from "dataloader";
import { NAME_ORDER } from "../../../platform/database/name-order.ts";
import { ofAnyLength, statementOf } from "../../../platform/database/session/statement.ts";
import { perArguments } from "../../../platform/graphql/batch.ts";
import type { RequestScope } from "../../../platform/graphql/subgraph.ts";
import { canonicalUuid } from "../../../platform/values/uuid.ts";
import { Customer, type ExternalSource } from "../entities.ts";
import { existsFor } from "../visibility.ts";

interface ExternalKey {
  readonly source: ExternalSource;
  readonly externalId: string;
}

/** The maximum number of customers returned for one account number. */
const MOST = 100;

const inUse = (parameter: string): string => `(${parameter} or c.status not in ('INACTIVE', 'ARCHIVED'))`;

const customersByExternalIds = statementOf<Customer, ExternalKey>(
  "identity_customers_by_external_ids",
  Customer,
  ({ table, columns }) => `
    select e.source, e.external_id as "externalId", ${columns("c")}
    from unnest(${ofAnyLength("$2::text[]")}, ${ofAnyLength("$3::text[]")}) k (source, external_id)
      join identity.external_identifier e
        on e.tenant_id = $1 and e.source = k.source and e.external_id = k.external_id
      join ${table} c on c.tenant_id = $1 and c.id = e.customer_id and ${existsFor("c", "$4")} and ${inUse("$5")}`,
);

const customersByAccountNumbers = statementOf(
  "identity_customers_by_account_numbers",
  Customer,
  ({ table, columns }) => `
    select ${columns("c")} from unnest(${ofAnyLength("$2::text[]")}) k (account_number) cross join lateral (
      select * from ${table} c
      where c.tenant_id = $1 and c.account_number_start = left(k.account_number, 200)
        and c.account_number = k.account_number and ${existsFor("c", "$3")} and ${inUse("$4")}
      order by c.display_name ${NAME_ORDER}, c.id limit ${MOST}
    ) c order by c.account_number, c.display_name ${NAME_ORDER}, c.id`,
);

/** No stored text contains U+0000, and PostgreSQL rejects it. */
const isText = (text: string): boolean => !text.includes("\0");

const keyOf = ({ source, externalId }: ExternalKey): string => `${source} ${canonicalUuid(externalId)}`;

/** Customers by the keys that people and other systems use, one statement for all keys of a tick. */
export const createLookups = ({ db, viewer: { tenantId, workspaceIds } }: RequestScope) => ({
  customerByExternalId: perArguments(
    (includeInactive: boolean) =>
      new DataLoader<ExternalKey, Customer | null, string>(
        async (keys) => {
          const asked = keys.filter(({ externalId }) => isText(externalId));
          const [sources, ids] = [
            asked.map(({ source }) => source),
            asked.map(({ externalId }) => canonicalUuid(externalId)),
          ];
          const rows = await db.read(customersByExternalIds, [tenantId, sources, ids, workspaceIds, includeInactive]);
          const rowOf = new Map(rows.map((row) => [keyOf(row), row]));
          return keys.map((key) => rowOf.get(keyOf(key)) ?? null);
        },
        { cacheKeyFn: keyOf },
      ),
  ),
  customersByAccountNumber: perArguments(
    (includeInactive: boolean) =>
      new DataLoader<string, Customer[]>(async (numbers) => {
        const asked = numbers.filter(isText);
        const rows = await db.read(customersByAccountNumbers, [tenantId, asked, workspaceIds, includeInactive]);
        return numbers.map((number) => rows.filter(({ accountNumber }) => accountNumber === number));
      }),
  ),
});
