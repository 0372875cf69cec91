import { visibleTo } from "../../identity/visibility.ts";
import { allOf, anyOf, byTerms, type Condition, exactly, type Scope, withTerm, withTerms } from "./condition.ts";
import { leafCondition, type Operators } from "./leaves.ts";

/** The ids among some of customers that the viewer sees: nothing is revealed of a hidden one, not even who is below it. */
const seen = (ids: string, workspaces: string): string =>
  `(select a.id from directory.listed_customer a where a.tenant_id = $1 and a.id = any (${ids}) and ${visibleTo("a", workspaces)})`;

/** A customer with a hidden parent is a root to the viewer, as in `Customer.parent` and `Customer.root`. */
const isRoot = (workspaces: string): string => `(e.parent_id is null or (e.has_hidden_parent and not exists (
  select from directory.listed_customer a where a.tenant_id = $1 and a.id = e.parent_id and ${visibleTo("a", workspaces)})))`;

const below = (parents: string, { workspaces }: Scope): Condition =>
  byTerms(`(e.parent_id in ${seen(`${parents}::uuid[]`, workspaces)}) is true`, withTerms("parent", parents));

export const parentCondition = (operators: Operators, scope: Scope): Condition =>
  allOf(
    Object.entries(operators).map(([operator, value]) => {
      if (operator !== "isSet") return below(scope.p(operator === "equals" ? [value] : value), scope);
      const root = isRoot(scope.workspaces);
      return value ? exactly(`not ${root}`) : byTerms(root, withTerm("root", "'maybe'"));
    }),
  );

/** Everyone below a customer, as far as the viewer sees the way to them. */
export const underCondition = (id: unknown, { p, workspaces, common }: Scope): Condition => {
  const visible = visibleTo("k", workspaces);
  const name = common(
    "under",
    `materialized (
      with recursive below as (
        select k.id from directory.listed_customer k
          where k.tenant_id = $1 and ${visible} and k.parent_id in ${seen(`array[${p(id)}::uuid]`, workspaces)}
        union all
        select k.id from below b cross join lateral (
          select k.id from directory.listed_customer k where k.tenant_id = $1 and k.parent_id = b.id and ${visible} offset 0) k)
      select id from below)`,
  );
  return {
    ...exactly(`e.id in (select u.id from ${name} u)`),
    ids: [`e.id = any (array(select u.id from ${name} u))`],
  };
};

export const mineCondition = (isMine: unknown, { p, employeeIds }: Scope): Condition => {
  const ids = p(employeeIds);
  const mine = anyOf([
    byTerms(`(e.account_manager_id = any (${ids}::uuid[])) is true`, withTerms("manager", ids)),
    byTerms(`e.owner_ids && ${ids}::uuid[]`, withTerms("owner", ids)),
  ]);
  return isMine ? mine : exactly(`not ${mine.exact}`);
};

const KEYS = {
  tax: (alias: string) => `${alias}.tax_number_keys`,
  email: (alias: string) => `array_remove(${alias}.contact_emails || lower(${alias}.primary_email), null)`,
  phone: (alias: string) => `array_remove(${alias}.contact_phones || ${alias}.primary_phone_e164, null)`,
} as const;

/** The customers that share a tax number, an e-mail address or a telephone number with one that the viewer sees. */
export const duplicateCondition = (id: unknown, { p, workspaces, common }: Scope): Condition => {
  const name = common(
    "original",
    `materialized (
      select a.id, ${Object.entries(KEYS)
        .map(([key, of]) => `${of("a")} as ${key}`)
        .join(", ")}
      from directory.listed_customer a where a.tenant_id = $1 and a.id = ${p(id)}::uuid and ${visibleTo("a", workspaces)})`,
  );
  const shared = Object.entries(KEYS).map(([key, of]) => `${of("e")} && o.${key}`);
  const terms = Object.keys(KEYS).map((key) => `directory.terms($1, '${key}', o.${key})`);
  return byTerms(`exists (select from ${name} o where e.id <> o.id and (${shared.join(" or ")}))`, [
    `e.terms && (select ${terms.join(" || ")} from ${name} o)`,
  ]);
};

/** The ids of a customer in other systems, or in some of them. */
export const externalIdCondition = (operators: Operators, sources: readonly string[] | undefined, scope: Scope) => {
  const among = sources ? ` where split_part(x.value, ' ', 1) = any (${scope.p(sources)}::text[])` : "";
  const columns = `array(select substr(x.value, strpos(x.value, ' ') + 1) from unnest(e.external_ids) x (value)${among})`;
  return leafCondition({ kind: "texts", columns, beginnings: "EXTERNAL_ID" }, operators, scope);
};
