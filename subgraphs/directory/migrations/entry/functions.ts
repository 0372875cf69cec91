import { COLUMNS, GATHER } from "./table.ts";
import { TERMS_OF_ENTRY } from "./terms.ts";

const NAMES = COLUMNS.map(([name]) => name).join(", ");

/** Each row by its primary key: whatever the planner knows of a table, it never reads the whole tenant. */
const onlyRow = (table: string, alias: string, key: string): string =>
  `left join lateral (select * from ${table} t where t.tenant_id = tenant and t.${key} offset 0) ${alias} on true`;

/** What the entries of some customers have to be, by the facets. A deleted customer has none. */
const ENTRIES_OF = `
  create or replace function directory.entries_of(tenant uuid, ids uuid[]) returns setof directory.customer_entry
    language sql stable
  as $$
    select e.*, ${TERMS_OF_ENTRY}
    from (
      select tenant as tenant_id, c.id, ${COLUMNS.map(([name, , source]) => `${source} as ${name}`).join(",\n        ")}
      from unnest(ids) i (id)
        cross join lateral (
          select * from identity.customer t where t.tenant_id = tenant and t.id = i.id and t.deleted_at is null offset 0) c
        ${onlyRow("identity.party", "p", "id = c.party_id")}
        ${onlyRow("commercial.relationship", "r", "customer_id = c.id")}
        ${onlyRow("finance.profile", "f", "customer_id = c.id")}
        ${onlyRow("contacts.account", "a", "customer_id = c.id")}
        ${GATHER}
      offset 0
    ) e
  $$`;

/**
 * Makes the entries of some customers what they have to be. Whoever does holds their rows until the end of the transaction, and looks at the
 * facets after it got them, so that of two who do it for the same customer the second sees what the first has written. Each entry is looked up by
 * itself: for a list of ids PostgreSQL may read through any index that begins with the tenant and ends with the id.
 */
const REFRESH_ENTRIES = `
  create or replace function directory.refresh_entries(tenant uuid, ids uuid[]) returns void language plpgsql
    set plan_cache_mode = force_generic_plan
  as $$
  begin
    perform from (select distinct u.id from unnest(ids) u (id) order by 1) i cross join lateral (
      select e.id from directory.customer_entry e where e.tenant_id = tenant and e.id = i.id for update) l;
    insert into directory.customer_entry as e (tenant_id, id, ${NAMES}, terms)
      select n.tenant_id, n.id, ${COLUMNS.map(([name]) => `n.${name}`).join(", ")}, n.terms
      from directory.entries_of(tenant, ids) n order by n.id
      on conflict (tenant_id, id) do update set
        (${NAMES}, terms) = row (${COLUMNS.map(([name]) => `excluded.${name}`).join(", ")}, excluded.terms)
        where e.* is distinct from excluded.*;
    delete from directory.customer_entry e
      using (select u.id from unnest(ids) u (id) where not exists (
        select from identity.customer c where c.tenant_id = tenant and c.id = u.id and c.deleted_at is null)) gone
      where e.tenant_id = tenant and e.id = gone.id;
  end $$`;

/** Notes which entries a statement has made outdated: the rows of its transition table, by the select that is given. */
const mark = (name: string, customers: string): string => `
  create or replace function directory.${name}() returns trigger language plpgsql as $$
  begin
    insert into directory.outdated_entries (tenant_id, transaction_id, ids, is_first)
      select s.tenant_id, pg_current_xact_id(), array_agg(distinct s.id), not exists (
        select from directory.outdated_entries o
          where o.tenant_id = s.tenant_id and o.transaction_id = pg_current_xact_id())
      from (${customers}) s group by s.tenant_id;
    return null;
  end $$`;

const MARK = mark("mark_outdated", "select tenant_id, customer_id as id from changed");

const MARK_CUSTOMERS = mark("mark_customers_outdated", "select tenant_id, id from changed");

/** With the customers below those that became visible to others. */
const MARK_CHANGED_CUSTOMERS = mark(
  "mark_changed_customers_outdated",
  `select tenant_id, id from changed union all
   select k.tenant_id, k.id from changed n
     join before o on o.tenant_id = n.tenant_id and o.id = n.id and (o.visibility_mode = 'GLOBAL' and o.deleted_at is null)
       is distinct from (n.visibility_mode = 'GLOBAL' and n.deleted_at is null)
     cross join lateral (select k.* from identity.customer k where k.tenant_id = n.tenant_id and k.parent_id = n.id offset 0) k`,
);

const MARK_PARTIES = mark(
  "mark_parties_outdated",
  `select c.tenant_id, c.id from changed n cross join lateral (
     select c.* from identity.customer c where c.tenant_id = n.tenant_id and c.party_id = n.id offset 0) c`,
);

/** Runs once in a transaction that changed a tenant's customers, at its end. */
const REFRESH_OUTDATED = `
  create or replace function directory.refresh_outdated_entries() returns trigger language plpgsql as $$
  declare
    outdated uuid[];
  begin
    with done as (
      delete from directory.outdated_entries o
        where o.tenant_id = new.tenant_id and o.transaction_id = pg_current_xact_id() returning o.ids)
    select array_agg(distinct i.id) into outdated from done, unnest(done.ids) i (id);
    perform directory.refresh_entries(new.tenant_id, outdated);
    return null;
  end $$`;

/**
 * Makes the entries of the customers behind a key what they have to be, in the order of their keys, and answers the last key; nothing when
 * there is none left, of one tenant or of all. The customers are held against changes, so that nobody writes an entry that is older than the one that is there.
 */
const REBUILD = `
  create or replace function directory.rebuild_entries(only_tenant uuid, after_tenant uuid, after_id uuid, most integer)
    returns table (tenant uuid, id uuid, customers integer) language plpgsql
  as $$
  declare
    tenants uuid[];
    ids uuid[];
  begin
    select array_agg(k.tenant_id), array_agg(k.id) into tenants, ids from (
      select n.tenant_id, n.id from (
        (select c.tenant_id, c.id from identity.customer c
          where (c.tenant_id, c.id) > (after_tenant, after_id) and (only_tenant is null or c.tenant_id = only_tenant)
          order by c.tenant_id, c.id limit most)
        union
        (select e.tenant_id, e.id from directory.customer_entry e
          where (e.tenant_id, e.id) > (after_tenant, after_id) and (only_tenant is null or e.tenant_id = only_tenant)
          order by e.tenant_id, e.id limit most)) n
      order by n.tenant_id, n.id limit most) k;
    if ids is null then return; end if;
    perform from unnest(tenants, ids) k (tenant_id, id)
      join identity.customer c on c.tenant_id = k.tenant_id and c.id = k.id order by c.tenant_id, c.id for share of c;
    perform directory.refresh_entries(k.tenant_id, array_agg(k.id)) from unnest(tenants, ids) k (tenant_id, id) group by k.tenant_id;
    return query select tenants[cardinality(ids)], ids[cardinality(ids)], cardinality(ids);
  end $$`;

export const FUNCTIONS = [
  ENTRIES_OF,
  REFRESH_ENTRIES,
  REBUILD,
  MARK,
  MARK_CUSTOMERS,
  MARK_CHANGED_CUSTOMERS,
  MARK_PARTIES,
  REFRESH_OUTDATED,
];
