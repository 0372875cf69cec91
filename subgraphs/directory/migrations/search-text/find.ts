/** The maximum number of texts that each step of a search finds, and of customers that are looked at for what is only alike. */
const MOST = 250;
const MOST_ALIKE = 250;
/** With so many found, nobody looks for what is only alike. */
const ENOUGH = 10;

const EXACT_KEY = 900;
const EXACT_NAME = 800;
const BEGINNING = 700;
const IN_NAME = 600;
const IN_KEY = 450;
const IN_CONTACT = 400;
const IN_PLACE = 350;
const ALIKE = 100;

/** Which part of the text the search is, in fortieths: shorter texts fit better. */
const COVERAGE = "least(40, 40 * length(wanted) / greatest(1, length(t.key)))";

const OF_TEXTS = `
  from directory.search_text t join identity.customer c on c.tenant_id = tenant and c.id = t.customer_id`;

/** That a customer is there for the viewer, that the viewer wants those of its status, and may read the field. */
const SHOWN = `t.field = any (fields) and c.deleted_at is null and c.status <> all (without)
  and identity.visible(c.visibility_mode, c.workspace_id, c.shared_with_workspace_ids, workspaces)`;

/** The same for a text by itself: never are the customers of the tenant read first. */
const shownOf = (columns: string): string => `
  from directory.search_text t cross join lateral (
    select ${columns} from identity.customer c where c.tenant_id = tenant and c.id = t.customer_id and ${SHOWN} offset 0) c`;

/** Words begin with the tag of the tenant, so the index of words needs no help by another one, which would read all of the tenant. */
const OF_TENANT = "(t.tenant_id = tenant) is true";

/** Keys and names that begin with what is typed. The bounds are bytes, so that a plan made before the text is known uses the index. */
const BEGINNINGS = `
  select t.customer_id, c.display_name,
    case when t.key <> wanted then ${BEGINNING} when t.kind = 'K' then ${EXACT_KEY} else ${EXACT_NAME} end + ${COVERAGE}
  ${OF_TEXTS}
  where t.tenant_id = tenant and t.key ~>=~ wanted and t.key ~<=~ (wanted || chr(1114111))
    and t.kind in ('K', 'N') and t.key <> '' and ${SHOWN}
  order by t.key using ~<~ limit ${MOST}`;

/** A key that is typed in full, and is no word, means nobody else. */
const IS_KEY = `
  select ${OF_TEXTS} where t.tenant_id = tenant and t.key = wanted and t.kind = 'K' and t.key <> '' and ${SHOWN}`;

const byWords = (rank: string): string => `
  select t.customer_id, c.display_name, ${rank} + ${COVERAGE}
  ${OF_TEXTS}
  where t.words @@ query and ${OF_TENANT} and ${SHOWN}
  limit ${MOST}`;

const OF_KIND = `case t.kind when 'K' then ${IN_KEY} when 'P' then ${IN_PLACE} else ${IN_CONTACT} end`;

/**
 * Customers with each piece of what is typed in one of their texts, or nearly; if there are none, all pieces but one. Those are looked
 * at that have all pieces in one text, and those that have the rarest.
 */
const ALIKES = `
  with piece as materialized (
    select n, letters, exact, alike, (
        select count(*) from (select ${shownOf("")} where t.words @@ alike and ${OF_TENANT} limit ${MOST_ALIKE}) m
      ) as rows
    from directory.search_piece_queries(tenant, 'KNCTP', typed) with ordinality q (letters, exact, alike, n)
  ), way (alike) as (
    (select alike from piece where rows > 0 order by rows, n limit 1 + missing)
    union all select string_agg('(' || alike::text || ')', ' & ')::tsquery from piece having count(*) > 1 and missing = 0
  ), shown as (
    select distinct m.id, m.display_name
    from way w cross join lateral (
      select c.id, c.display_name ${shownOf("c.id, c.display_name")} where t.words @@ w.alike and ${OF_TENANT}
      limit ${MOST_ALIKE}) m
  )
  select s.id, s.display_name, ${ALIKE} + (200 * sum(f.fit) / (select sum(letters) from piece))::integer
  from shown s cross join piece p cross join lateral (
    select p.letters * max(case when t.words @@ p.exact then 1.0 else 0.7 end
      * case t.kind when 'N' then 1.0 else 0.95 end * (0.9 + 0.1 * least(1.0, p.letters::numeric / greatest(1, length(t.key))))) as fit
    from directory.search_text t
    where t.tenant_id = tenant and t.customer_id = s.id and t.field = any (fields) and t.words @@ p.alike) f
  where f.fit is not null
  group by s.id, s.display_name having count(*) >= (select count(*) from piece) - missing
  order by 3 desc, 2, 1 limit ${MOST}`;

/**
 * `search_customers`: the customers that what is typed leads to, each row with a rank. The operators of the comparisons are not
 * leakproof, and would use no index under row-level security: it runs as its owner, names the tenant itself, and shows nothing
 * beyond what the viewer may see. What fits less is looked for when there is room behind what fits better.
 */
export const FIND = `
  create function directory.search_customers(tenant uuid, typed text, workspaces uuid[], without text[], fields text[])
    returns table (id uuid, name text, rank integer) language plpgsql stable security definer rows 100
    set search_path = pg_catalog set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
  as $$
  declare
    wanted text := directory.search_key(typed);
    query tsquery;
    missing integer := 0;
    fit integer;
    fits integer;
  begin
    if wanted = '' or tenant is distinct from nullif(current_setting('app.tenant_id', true), '')::uuid then
      return;
    end if;
    return query ${BEGINNINGS};
    get diagnostics fits = row_count;
    if fits > 0 and typed ~ '[0-9@]' and exists (${IS_KEY}) then
      return;
    end if;
    if fits < ${MOST} then
      query := directory.search_whole_query(tenant, 'N', typed);
      return query ${byWords(String(IN_NAME))};
      get diagnostics fit = row_count;
      fits := fits + fit;
    end if;
    if fits < ${MOST} then
      query := directory.search_whole_query(tenant, 'KCTP', typed);
      return query ${byWords(OF_KIND)};
      get diagnostics fit = row_count;
      fits := fits + fit;
    end if;
    while fits < ${ENOUGH} and missing <= 1 loop
      return query ${ALIKES};
      get diagnostics fit = row_count;
      fits := fits + fit;
      missing := case when fit > 0 then 2 else missing + 1 end;
    end loop;
  end $$`;

export const DROP_FIND = "drop function directory.search_customers";
