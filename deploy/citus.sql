-- Distributes the tables of the graph over several machines by Citus (https://www.citusdata.com), by tenant: everything of a tenant
-- lies on one of them. Run it once, as a superuser on the coordinator, on a database that "npm run migrate" has brought up to date,
-- while nothing serves:
--
--   psql "$MIGRATION_DATABASE_URL" -f deploy/citus.sql
--
-- test/deploy/citus.test.ts compares this file with the catalog of a migrated database: every table and every function is here, and no primary
-- key, unique key, foreign key, trigger, function or statement of the graph leaves the tenant.
--
-- NOT TRIED: no Citus can be installed where this project is tested, so this file has never been run. It is written for Citus 12.1 and later, by
-- its documentation and sources. What to try before it is relied upon:
--
-- 1. The tenant of row-level security. Run the graph with DATABASE_POOLING=transaction: it says "set local app.tenant_id to '…'" in each
--    transaction, in the round trip of its statement, and so with the role, the time zone and the timeouts. By its sources Citus hands the
--    statement "set local" on to workers, with citus.propagate_set_commands = 'local' (below); what the function set_config(…) sets, or what
--    is set for a session, it does not. Try that it hands on all of these when several statements come in one message, as here, and that
--    the role customer_graph_app is on the workers, with its rights. Workers without a tenant show no rows, and never foreign ones.
-- 2. Triggers. Citus has them on distributed tables only with citus.enable_unsafe_triggers. "Unsafe" are those that reach beyond their
--    shard. Most here are of rows. Those named entry_outdated_by_… and keep_search_text_on_… are of statements and have transition tables, and
--    refresh_outdated_entries is deferred to the end of the transaction: whether Citus has such triggers on shards must be tried first.
--    Without them no list and no search is current. All read and write rows of the same tenant only, which lie on the same worker. keep_hierarchy takes
--    an advisory lock of the tenant: it is taken on the worker that has all of the tenant's rows, so moves in one tenant still take turns.
-- 3. Functions in "from" (identity.visible_customers, identity.touch, directory.found_by_…). They run where they are called, on the coordinator, which then
--    asks the one worker of the tenant for each statement in them. Statements that join such a function with tables may be planned in
--    more steps than one, or be refused ("complex joins are only supported when all distributed tables are co-located and joined on
--    their distribution columns").
-- 4. security definer functions: whether row-level security on shards is passed by, as for the owner on one machine.
-- 5. Later migrations: "create index concurrently", "not valid" and "validate constraint" are propagated by Citus; lock_timeout and the watch
--    over locks (docs/decisions/migrations.md) see the coordinator only. Adding a table means adding it here as well.

\set ON_ERROR_STOP on

create extension if not exists citus;

begin;

set local citus.enable_unsafe_triggers = on;

-- Referenced tables come first. All are in one co-location group: the same tenant, the same worker.
select create_distributed_table('identity.tenant', 'tenant_id', colocate_with => 'none');
select create_distributed_table('identity.workspace', 'tenant_id', colocate_with => 'identity.tenant');
select create_distributed_table('identity.party', 'tenant_id', colocate_with => 'identity.tenant');
select create_distributed_table('identity.party_identifier', 'tenant_id', colocate_with => 'identity.tenant');
select create_distributed_table('identity.customer', 'tenant_id', colocate_with => 'identity.tenant');
select create_distributed_table('identity.external_identifier', 'tenant_id', colocate_with => 'identity.tenant');

select create_distributed_table('commercial.employee', 'tenant_id', colocate_with => 'identity.tenant');
select create_distributed_table('commercial.price_list', 'tenant_id', colocate_with => 'identity.tenant');
select create_distributed_table('commercial.status_label', 'tenant_id', colocate_with => 'identity.tenant');
select create_distributed_table('commercial.label', 'tenant_id', colocate_with => 'identity.tenant');
select create_distributed_table('commercial.employee_identifier', 'tenant_id', colocate_with => 'identity.tenant');
select create_distributed_table('commercial.price_list_identifier', 'tenant_id', colocate_with => 'identity.tenant');
select create_distributed_table('commercial.label_identifier', 'tenant_id', colocate_with => 'identity.tenant');
select create_distributed_table('commercial.status_label_identifier', 'tenant_id', colocate_with => 'identity.tenant');
select create_distributed_table('commercial.relationship', 'tenant_id', colocate_with => 'identity.tenant');
select create_distributed_table('commercial.owner', 'tenant_id', colocate_with => 'identity.tenant');
select create_distributed_table('commercial.relationship_label', 'tenant_id', colocate_with => 'identity.tenant');
select create_distributed_table('commercial.stage_change', 'tenant_id', colocate_with => 'identity.tenant');
select create_distributed_table('commercial.note', 'tenant_id', colocate_with => 'identity.tenant');
select create_distributed_table('commercial.activity', 'tenant_id', colocate_with => 'identity.tenant');
select create_distributed_table('commercial.attachment', 'tenant_id', colocate_with => 'identity.tenant');

select create_distributed_table('finance.profile', 'tenant_id', colocate_with => 'identity.tenant');
select create_distributed_table('finance.tax_registration', 'tenant_id', colocate_with => 'identity.tenant');
select create_distributed_table('finance.exemption_certificate', 'tenant_id', colocate_with => 'identity.tenant');

select create_distributed_table('contacts.account', 'tenant_id', colocate_with => 'identity.tenant');
select create_distributed_table('contacts.contact', 'tenant_id', colocate_with => 'identity.tenant');
select create_distributed_table('contacts.address', 'tenant_id', colocate_with => 'identity.tenant');
select create_distributed_table('contacts.address_default', 'tenant_id', colocate_with => 'identity.tenant');

select create_distributed_table('directory.idempotency', 'tenant_id', colocate_with => 'identity.tenant');

select create_distributed_table('directory.customer_view', 'tenant_id', colocate_with => 'identity.tenant');

select create_distributed_table('directory.customer_entry', 'tenant_id', colocate_with => 'identity.tenant');
select create_distributed_table('directory.outdated_entries', 'tenant_id', colocate_with => 'identity.tenant');
select create_distributed_table('directory.search_text', 'tenant_id', colocate_with => 'identity.tenant');

select create_distributed_table('platform.last_write', 'tenant_id', colocate_with => 'identity.tenant');

-- Functions that statements, indexes and triggers call on workers. They are copied there, and stay where they are called: no argument
-- decides on which worker one runs.
select create_distributed_function('identity.search_key(text)');
select create_distributed_function('identity.names_of(text,text,text)');
select create_distributed_function('identity.party_name(text,text,text)');
select create_distributed_function('identity.visible(text,uuid,uuid[],uuid[])');
select create_distributed_function('identity.keep_hierarchy()');
select create_distributed_function('finance.tax_number_key(text)');
select create_distributed_function('finance.rank_credit()');
select create_distributed_function('commercial.make_former()');
select create_distributed_function('commercial.begin_as_former()');
select create_distributed_function('directory.term(uuid,text,text)');
select create_distributed_function('directory.terms(uuid,text,text[])');
select create_distributed_function('directory.name_terms(uuid,text)');
select create_distributed_function('directory.mark_outdated()');
select create_distributed_function('directory.mark_customers_outdated()');
select create_distributed_function('directory.mark_changed_customers_outdated()');
select create_distributed_function('directory.mark_parties_outdated()');
select create_distributed_function('directory.refresh_outdated_entries()');
select create_distributed_function('directory.keep_search_text_of_account()');
select create_distributed_function('directory.keep_search_text_of_address()');
select create_distributed_function('directory.keep_search_text_of_contact()');
select create_distributed_function('directory.keep_search_text_of_customer()');
select create_distributed_function('directory.keep_search_text_of_external_identifier()');
select create_distributed_function('directory.keep_search_text_of_party()');
select create_distributed_function('directory.keep_search_text_of_tax_registration()');
select create_distributed_function('directory.search_fold(text)');
select create_distributed_function('directory.search_key(text)');
select create_distributed_function('directory.search_digits(text)');
select create_distributed_function('directory.search_loose(text)');
select create_distributed_function('directory.search_parts(text)');
select create_distributed_function('directory.search_tag(uuid)');
select create_distributed_function('directory.search_typos(text,text)');
select create_distributed_function('directory.search_lexemes(text,text,text,boolean,boolean)');
select create_distributed_function('directory.search_words(uuid,text,text,text)');
select create_distributed_function('directory.search_phone_query(text,text)');
select create_distributed_function('directory.search_piece_query(text,text,text[],boolean,boolean)');
select create_distributed_function('directory.search_piece_queries(uuid,text,text)');
select create_distributed_function('directory.search_whole_query(uuid,text,text)');

-- These read or write tables. They run on the coordinator, which asks the tenant's worker:
--   identity.currency_of(uuid)
--   identity.named_like(uuid,text)
--   identity.seen(uuid,uuid[],uuid[],boolean)
--   identity.seen_parties(uuid,uuid[],uuid[])
--   identity.visible_customers(uuid,uuid[],uuid[],boolean)
--   identity.visible_parties(uuid,uuid[],uuid[])
--   identity.touch(uuid,uuid,integer,uuid[])
--   directory.entries_of(uuid,uuid[])
--   directory.refresh_entries(uuid,uuid[])
--   directory.rebuild_entries(uuid,uuid,uuid,integer)
--   directory.search_any_query(uuid,text,boolean)
--   directory.searchable_texts(uuid,uuid[])
--   directory.rebuild_search_text(uuid,uuid[])
--   directory.search_customers(uuid,text,uuid[],text[],text[])
--   directory.found_by_name(uuid,text,uuid[],text[])
--   directory.found_by_email(uuid,text,uuid[],text[])
--   directory.found_by_tax_number(uuid,text,uuid[],text[])

-- This one looks at the sizes of tables in the catalog, where a distributed table is empty: it does nothing. Autovacuum on the workers
-- analyzes the shards.
--   platform.analyze_grown_tables()

-- These stay tables of the coordinator, for "npm run migrate" and for the check at every start:
--   identity.migrations, commercial.migrations, finance.migrations, contacts.migrations, directory.migrations,
--   platform.migrations

commit;

-- For every session from now on; a superuser or the owner of the database may say so.
select format('alter database %I set citus.propagate_set_commands = ''local''', current_database()) \gexec
