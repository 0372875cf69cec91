import { prepared } from "../../platform/database/session/statement.ts";
import { oneByKey } from "../../platform/graphql/batch.ts";
import type { RequestScope } from "../../platform/graphql/subgraph.ts";
import { type AmountsByCurrency, moneyIn } from "../common/money.ts";
import { visibleTo } from "../identity/visibility.ts";

interface Exposure {
  readonly startId: string;
  readonly amounts: AmountsByCurrency;
  readonly isComplete: boolean;
}

/** The most customers whose credit limits are added up for one customer. */
const MOST = 10_000;

/** The walk goes level by level and ends one customer after the last that counts, however many there are. */
const exposureByIds = prepared<Exposure>(
  "directory_credit_exposure_by_ids",
  `
    select s.id as "startId", x.amounts, x."isComplete" from unnest($2::uuid[]) s (id) cross join lateral (
      with recursive below as (
        select e.id, e.credit_limit, e.credit_limit_currency from directory.listed_customer e
          where e.tenant_id = $1 and e.id = s.id and ${visibleTo("e", "$3")}
        union all
        select c.id, c.credit_limit, c.credit_limit_currency from below b cross join lateral (
          select * from directory.listed_customer e
          where e.tenant_id = $1 and e.parent_id = b.id and ${visibleTo("e", "$3")} offset 0) c
      ),
      walked as materialized (
        select row_number() over () as number, credit_limit, credit_limit_currency from (select * from below limit ${MOST + 1}) w
      ),
      sums as (
        select credit_limit_currency as currency, sum(credit_limit)::text as amount from walked
        where number <= ${MOST} and credit_limit is not null group by 1
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
