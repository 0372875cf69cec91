import { SOURCES, type Source, textsOf } from "./sources.ts";

const COLUMNS = "tenant_id, customer_id, field, record, text, e164";

const remove = (texts: string): string => `
  delete from directory.search_text t using (${texts}) was
  where t.tenant_id = was.tenant_id and t.customer_id = was.customer_id and t.field = was.field and t.record = was.record`;

const add = (texts: string): string => `
  insert into directory.search_text (${COLUMNS}) ${texts}
  on conflict (tenant_id, customer_id, field, record) do update set text = excluded.text, e164 = excluded.e164`;

/** Whoever changes a party does not see what is written here, so its name is waited for, and held. */
const LOCK_PARTIES = `
  perform from new_rows r join identity.party p on p.tenant_id = r.tenant_id and p.id = r.party_id for share of p;`;

/**
 * Keeps the texts of a table, a whole statement at once. PostgreSQL keeps the plans of a session: one from when the tables were empty, or for many rows,
 * must still follow indexes.
 */
const keep = (name: string, source: Source): string => {
  const [was, is] = [textsOf(source, "old_rows"), textsOf(source, "new_rows")];
  const lock = name === "customer" ? LOCK_PARTIES : "";
  return `
    create or replace function directory.keep_search_text_of_${name}() returns trigger language plpgsql
      set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
    as $$ begin
      if tg_op = 'INSERT' then
        ${lock}
        ${add(is)};
      elsif tg_op = 'DELETE' then
        ${remove(was)};
      elsif exists (select ${source.columns} from new_rows except select ${source.columns} from old_rows) then
        ${lock}
        ${remove(`${was} except ${is}`)};
        ${add(`${is} except ${was}`)};
      end if;
      return null;
    end $$`;
};

const TABLES = {
  insert: "referencing new table as new_rows",
  update: "referencing old table as old_rows new table as new_rows",
  delete: "referencing old table as old_rows",
};

/** No customer has a party before it exists, or after. */
const eventsOf = (name: string): (keyof typeof TABLES)[] =>
  name === "party" ? ["update"] : ["insert", "update", "delete"];

const triggersOf = (name: string, { table }: Source): string[] =>
  eventsOf(name).map(
    (event) => `
      create or replace trigger keep_search_text_on_${event} after ${event} on ${table} ${TABLES[event]}
        for each statement execute function directory.keep_search_text_of_${name}()`,
  );

/** Each takes a lock for which it may have to wait, and commits by itself. */
export const TRIGGERS = Object.entries(SOURCES).map(([name, source]) => ({
  name,
  up: [keep(name, source), ...triggersOf(name, source)].join(";"),
  down: `
    ${eventsOf(name)
      .map((event) => `drop trigger keep_search_text_on_${event} on ${source.table}`)
      .join(";")};
    drop function directory.keep_search_text_of_${name}`,
}));

const CUSTOMER_OF: Readonly<Record<string, string>> = { customer: "r.id" };

/**
 * `searchable_texts`: the texts of customers as the facets have them now. `rebuild_search_text`: writes the rows of customers anew, and
 * gives those that another transaction is changing: try them again. It never waits for anybody.
 */
export const REBUILD = `
  create function directory.searchable_texts(tenant uuid, customers uuid[])
    returns table (tenant_id uuid, customer_id uuid, field text, record text, text text, e164 text) language sql stable
  as $$
    ${Object.entries(SOURCES)
      .filter(([name]) => name !== "party")
      .map(([name, source]) =>
        textsOf(
          source,
          source.table,
          `r.tenant_id = tenant and ${CUSTOMER_OF[name] ?? "r.customer_id"} = any (array(select unnest(customers)))`,
        ),
      )
      .join(" union all ")}
  $$;

  create function directory.rebuild_search_text(tenant uuid, customers uuid[]) returns uuid[] language plpgsql as $$
  declare
    free uuid[];
  begin
    free := array(
      select c.id from identity.customer c where c.tenant_id = tenant and c.id = any (customers) for no key update skip locked);
    delete from directory.search_text t where t.tenant_id = tenant and t.customer_id = any (free);
    ${add("select * from directory.searchable_texts(tenant, free)")};
    return array(
      select c.id from identity.customer c
      where c.tenant_id = tenant and c.id = any (customers) and c.id <> all (free));
  end $$`;

export const DROP_REBUILD = "drop function directory.rebuild_search_text, directory.searchable_texts";
