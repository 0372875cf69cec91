import { IDS, prepared } from "../../platform/database/session/statement.ts";
import { oneByKey } from "../../platform/graphql/batch.ts";
import type { RequestScope } from "../../platform/graphql/subgraph.ts";
import { type AmountsByCurrency, moneyIn } from "../common/money.ts";
import { existsFor } from "../identity/visibility.ts";

interface Exposure {
  readonly startId: string;
  readonly amounts: AmountsByCurrency;
  readonly isComplete: boolean;
}

/** The most customers whose credit limits are added up for one customer. */
const MOST = 10_000;

/**
 * The walk goes level by level and ends one customer after the last that counts, however many there are. Its sub-selects hide the tenant, so that
 * one plan serves all.
 */
const exposureByIds = prepared<Exposure>(
  "directory_credit_exposure_by_ids",
  `
    select k.id as "startId", x.amounts, x."isComplete" from ${IDS} cross join lateral (
      with recursive below as (
        select c.id from identity.customer c where c.tenant_id = (select $1::uuid) and c.id = k.id and ${existsFor("c", "$3")}
        union all
        select c.id from below b
          join identity.customer c on c.tenant_id = (select $1::uuid) and c.parent_id = b.id and ${existsFor("c", "$3")}
      ),
      walked as materialized (select row_number() over () as number, id from (select id from below limit ${MOST + 1}) w),
      sums as (
        select e.credit_limit_currency as currency, sum(e.credit_limit)::text as amount
        from walked w cross join lateral (
          select * from directory.listed_customer l
          where l.tenant_id = $1 and l.id = w.id offset 0) e
        where w.number <= ${MOST} and e.credit_limit is not null group by 1
      )
      select
        (select coalesce(jsonb_object_agg(currency, amount), '{}') from sums) as amounts,
        (select count(*) <= ${MOST} from walked) as "isComplete"
    ) x`,
);

/** The credit limits of customers and of those below them, one statement for all ids of a tick. */
export const exposureById = ({ db, viewer: { tenantId, workspaceIds } }: RequestScope) =>
  oneByKey(
    (ids) => db.read(exposureByIds, [tenantId, ids, workspaceIds]),
    ({ startId }) => startId,
  );

/** The sums as money, one per currency. */
export const exposureOf = (exposure: Exposure | null) => moneyIn(exposure?.amounts ?? {});
