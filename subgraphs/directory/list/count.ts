import { adHoc } from "../../../platform/database/session/statement.ts";
import type { RequestScope } from "../../../platform/graphql/subgraph.ts";
import { fulfilling, type Listed, type Parts, partsOf } from "./statement.ts";

interface Count {
  readonly total: number;
  readonly isEstimate: boolean;
}

/** Up to this number, a count is exact. */
const EXACT = 10_000;
/** How many customers of a tenant are looked at first, drawn by lot. */
const SAMPLE = 5_000;
/** Up to this estimate they are counted: far enough above that a sample hardly ever takes fewer than the exact ones for more. */
const UNSURE = 2 * EXACT;

/** All values of a hash. */
const HASHES = 4_294_967_296;

/**
 * How many customers fulfil the conditions. The first rows in the order of a hash of their ids are a sample of the tenant, whose share of the hash tells
 * the size of the tenant: who has no more rows than the sample is counted by it.
 */
const textOf = ({ condition, common }: Parts): string => `
    with ${[
      ...common(),
      `sample as materialized (
        select e.shuffle, (${condition.exact}) as fits from directory.listed_customer e
        where e.tenant_id = $1 order by e.shuffle limit (select ${SAMPLE}))`,
      `guess as materialized (
        select s.*, s.rows < ${SAMPLE} as "isWhole",
          case when s.rows < ${SAMPLE} then s.fitting else round(s.fitting * ${HASHES}.0 / (s.last + ${HASHES / 2 + 1}.0)) end as estimate
        from (select count(*) as rows, count(*) filter (where fits) as fitting, max(shuffle)::bigint as last from sample) s)`,
      `counted as materialized (
        select count(*) as exact from (
          select from ${fulfilling(condition, [`(select not g."isWhole" and g.estimate <= ${UNSURE} from guess g)`])}
          limit ${EXACT + 1}) f)`,
    ].join(", ")}
    select
      case when g."isWhole" then g.fitting
        when g.estimate > ${UNSURE} then g.estimate
        when c.exact <= ${EXACT} then c.exact
        else greatest(g.estimate, c.exact) end::integer as total,
      not g."isWhole" and (g.estimate > ${UNSURE} or c.exact > ${EXACT}) as "isEstimate"
    from guess g, counted c`;

/** Counts the customers of a list: exactly up to 10,000, and by a sample beyond. */
export const countCustomers = async (scope: RequestScope, listed: Listed): Promise<Count> => {
  const parts = await partsOf(scope, listed);
  const [counted] = await scope.db.read(adHoc<Count>(textOf(parts)), parts.values);
  return counted ?? { total: 0, isEstimate: false };
};
