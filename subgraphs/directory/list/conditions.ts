import type { Viewer } from "../../../platform/viewer.ts";
import { existsFor } from "../../identity/visibility.ts";
import type { CustomerFilter, DateTimeRange, DecimalRange } from "../schema.generated.ts";

/** Puts a value among the parameters of a statement and gives its place: `$3`. */
export type Parameter = (value: unknown) => string;

type Given<Value> = NonNullable<Value>;
type Conditions = { readonly [Name in keyof CustomerFilter]?: (value: CustomerFilter[Name], p: Parameter) => string[] };

const likePattern = (part: string): string => `%${part.replace(/[\\%_]/g, "\\$&")}%`;

const isGiven = <Value>(value: Value): value is Given<Value> => value !== null && value !== undefined;

/** A condition for a value that is given. `null` means the same as leaving the condition out. */
const when =
  <Value>(condition: (value: Given<Value>, p: Parameter) => string) =>
  (value: Value, p: Parameter): string[] =>
    isGiven(value) ? [condition(value, p)] : [];

const dates =
  (column: string) =>
  (range: DateTimeRange | null | undefined, p: Parameter): string[] => [
    ...(range?.from ? [`${column} >= ${p(range.from)}`] : []),
    ...(range?.after ? [`${column} > ${p(range.after)}`] : []),
    ...(range?.before ? [`${column} < ${p(range.before)}`] : []),
  ];

const amounts =
  (column: string) =>
  (range: DecimalRange | null | undefined, p: Parameter): string[] => [
    ...(isGiven(range?.min) ? [`${column} >= ${p(range.min)}::numeric`] : []),
    ...(isGiven(range?.max) ? [`${column} <= ${p(range.max)}::numeric`] : []),
  ];

const oneOf = (column: string) =>
  when<readonly string[] | null | undefined>((values, p) => `${column} = any (${p(values)}::text[])`);

const equals = (column: string, type: string) => when<unknown>((value, p) => `${column} = ${p(value)}::${type}`);

/** The condition of every part of the filter: c is identity's customer, r the relationship, f the finance profile. */
const CONDITIONS: Conditions = {
  nameContains: when((part, p) => `c.id in (select id from identity.named_like($1, ${p(likePattern(part))}))`),
  partyKind: when(
    (kind, p) =>
      `exists (select from identity.party p where p.tenant_id = $1 and p.id = c.party_id and p.kind = ${p(kind)})`,
  ),
  status: oneOf("c.status"),
  parentId: (id, p) => (id === undefined ? [] : [id === null ? "c.parent_id is null" : `c.parent_id = ${p(id)}::uuid`]),
  createdAt: dates("c.created_at"),
  updatedAt: dates("c.updated_at"),
  funnelStage: oneOf("r.funnel_stage"),
  isFormer: equals("r.is_former", "boolean"),
  isClosed: equals("r.is_closed", "boolean"),
  accountManagerId: equals("r.account_manager_id", "uuid"),
  priceListId: equals("r.price_list_id", "uuid"),
  paymentTermInDays: equals(
    "(case f.payment_terms_kind when 'RECEIPT' then 0 when 'NET' then f.payment_terms_days end)",
    "numeric",
  ),
  taxClass: oneOf("f.tax_class"),
  creditLimit: amounts("f.credit_limit"),
  countryCode: when(
    (codes, p) => `exists (select from contacts.address a
      where a.tenant_id = $1 and a.customer_id = c.id and a.country_code = any (${p(codes)}::text[]))`,
  ),
};

/** Without a status asked for, or `includeInactive`, only customers in use are shown. */
const inUse = ({ status, includeInactive }: CustomerFilter): string[] =>
  status || includeInactive ? [] : ["c.status not in ('INACTIVE', 'ARCHIVED')"];

const conditionOf = <Name extends keyof CustomerFilter>(name: Name, filter: CustomerFilter, p: Parameter): string[] =>
  CONDITIONS[name]?.(filter[name], p) ?? [];

/** What a customer must fit to be in the list, as SQL. The tenant is `$1`. */
export const conditionsOf = (filter: CustomerFilter, viewer: Viewer, p: Parameter): string[] => [
  existsFor("c", p(viewer.workspaceIds)),
  ...inUse(filter),
  ...(Object.keys(CONDITIONS) as (keyof CustomerFilter)[]).flatMap((name) => conditionOf(name, filter, p)),
];

/** Joins the facets that conditions speak of, and no others. */
export const joinsFor = (conditions: readonly string[]): string[] => {
  const speaksOf = (alias: string): boolean => conditions.some((condition) => condition.includes(`${alias}.`));
  return [
    ...(speaksOf("r") ? ["join commercial.relationship r on r.tenant_id = $1 and r.customer_id = c.id"] : []),
    ...(speaksOf("f") ? ["join finance.profile f on f.tenant_id = $1 and f.customer_id = c.id"] : []),
  ];
};
