import type { Viewer } from "../../../platform/auth/viewer.ts";
import { existsFor } from "../../identity/visibility.ts";
import type { CustomerFilter, DateTimeRange, DecimalRange } from "../schema.generated.ts";
import type { Parameter } from "./parameters.ts";

type Given<Value> = NonNullable<Value>;
type Conditions = {
  readonly [Name in keyof CustomerFilter]?: (value: CustomerFilter[Name], p: Parameter, workspaces: string) => string[];
};

const likePattern = (part: string): string => `%${part.replace(/[\\%_]/g, "\\$&")}%`;

const isGiven = <Value>(value: Value): value is Given<Value> => value !== null && value !== undefined;

/** A condition for a given value. `null` means the same as omitting the condition. */
const when =
  <Value>(condition: (value: Given<Value>, p: Parameter) => string) =>
  (value: Value, p: Parameter): string[] =>
    isGiven(value) ? [condition(value, p)] : [];

const BOUNDS = [
  ["gte", ">="],
  ["gt", ">"],
  ["lte", "<="],
  ["lt", "<"],
] as const;

type Range<Value> = { readonly [Bound in (typeof BOUNDS)[number][0]]?: Value | null };

/** The bounds of a range that are given, each as its operator in SQL and the value. */
const boundsOf = <Value>(range: Range<Value> | null | undefined): (readonly [string, Value])[] =>
  BOUNDS.flatMap(([bound, operator]) => {
    const value = range?.[bound];
    return isGiven(value) ? [[operator, value] as const] : [];
  });

const dates =
  (column: string) =>
  (range: DateTimeRange | null | undefined, p: Parameter): string[] =>
    boundsOf(range).map(([operator, at]) => `${column} ${operator} ${p(at)}`);

/** Ten-thousandths as a rank: beyond 922 trillion all are equal. */
const rankOf = (parts: string): string => `least(${parts}, 9223372036854775806)::bigint`;

/**
 * By rank, because no comparison of `numeric` can use an index under row-level security. A missing limit has the rank
 * -1.
 */
const creditLimits = (range: DecimalRange | null | undefined, p: Parameter): string[] => {
  const bounds = boundsOf(range);
  const within = bounds.map(([operator, amount]) => {
    const parts = `${p(amount)}::numeric * 10000`;
    // Of an amount with more than four places, the ranks beside it decide.
    const whole = operator === ">=" || operator === "<" ? `ceil(${parts})` : `floor(${parts})`;
    return `f.credit_rank_desc ${operator} ${rankOf(`greatest(${whole}, -1)`)}`;
  });
  return bounds.length > 0 ? ["f.credit_rank_desc >= 0", ...within] : [];
};

const oneOf = (column: string) =>
  when<readonly string[] | null | undefined>((values, p) => `${column} = any (${p(values)}::text[])`);

const equals = (column: string, type: string) => when<unknown>((value, p) => `${column} = ${p(value)}::${type}`);

/**
 * The id of a parent that exists for the viewer, else null. As a value it is looked up row by row, where `exists` would
 * hash them all.
 */
const seenParent = (id: string, workspaces: string): string =>
  `(select a.id from identity.customer a where a.tenant_id = $1 and a.id = ${id} and ${existsFor("a", workspaces)})`;

/** Below a visible customer: nothing is revealed of a hidden one, not even who is below it. */
const isBelow = (parent: string, workspaces: string): string =>
  `c.parent_id = ${seenParent(`${parent}::uuid`, workspaces)}`;

/** A customer with a hidden parent is a root to the viewer, as in `Customer.parent` and `Customer.root`. */
const isRoot = (workspaces: string): string =>
  `(c.parent_id is null or ${seenParent("c.parent_id", workspaces)} is null)`;

/** The condition for every part of the filter: c is identity's customer, r the relationship, f the finance profile. */
const CONDITIONS: Conditions = {
  nameContains: when((part, p) => `c.id in (select id from identity.named_like($1, ${p(likePattern(part))}))`),
  partyKind: when(
    (kind, p) =>
      `exists (select from identity.party p where p.tenant_id = $1 and p.id = c.party_id and p.kind = ${p(kind)})`,
  ),
  status: oneOf("c.status"),
  parentId: (id, p, workspaces) =>
    id === undefined ? [] : [id === null ? isRoot(workspaces) : isBelow(p(id), workspaces)],
  workspaceId: equals("c.workspace_id", "uuid"),
  createdAt: dates("c.created_at"),
  updatedAt: dates("c.updated_at"),
  funnelStage: oneOf("r.funnel_stage"),
  isFormer: equals("r.is_former", "boolean"),
  isClosed: equals("r.is_closed", "boolean"),
  accountManagerId: equals("r.account_manager_id", "uuid"),
  priceListId: equals("r.price_list_id", "uuid"),
  statusLabelId: equals("r.status_label_id", "uuid"),
  labelId: when(
    (id, p) => `exists (select from commercial.relationship_label l
      where l.tenant_id = $1 and l.customer_id = c.id and l.label_id = ${p(id)}::uuid)`,
  ),
  paymentTermInDays: equals("f.payment_term_in_days", "double precision"),
  taxClass: oneOf("f.tax_class"),
  creditLimit: creditLimits,
  creditLimitCurrency: equals("f.credit_limit_currency", "text"),
  countryCode: when(
    (codes, p) => `exists (select from contacts.address a
      where a.tenant_id = $1 and a.customer_id = c.id and a.country_code = any (${p(codes)}::text[]))`,
  ),
};

/** Without a status filter or `includeInactive`, inactive and archived customers are left out. */
const inUse = ({ status, includeInactive }: CustomerFilter): string[] =>
  status || includeInactive ? [] : ["c.status not in ('INACTIVE', 'ARCHIVED')"];

const conditionOf = <Name extends keyof CustomerFilter>(
  name: Name,
  filter: CustomerFilter,
  p: Parameter,
  workspaces: string,
): string[] => CONDITIONS[name]?.(filter[name], p, workspaces) ?? [];

/** The condition for a customer to be in the list, as SQL. The tenant is `$1`. */
export const conditionsOf = (filter: CustomerFilter, viewer: Viewer, p: Parameter): string[] => {
  const workspaces = p(viewer.workspaceIds);
  return [
    existsFor("c", workspaces),
    ...inUse(filter),
    ...(Object.keys(CONDITIONS) as (keyof CustomerFilter)[]).flatMap((name) =>
      conditionOf(name, filter, p, workspaces),
    ),
  ];
};

/** Joins exactly the facets that an SQL text refers to. */
export const joinsFor = (text: string): string =>
  [
    /\br\./.test(text) ? "join commercial.relationship r on r.tenant_id = $1 and r.customer_id = c.id" : "",
    /\bf\./.test(text) ? "join finance.profile f on f.tenant_id = $1 and f.customer_id = c.id" : "",
  ].join(" ");
