-- Creates the user that the graph's processes log in as: it owns nothing, and may only act as the application.
-- Run it once as a superuser, or as a user with CREATEROLE. Again it only sets the password.
--
--   psql "$MIGRATION_DATABASE_URL" -v login=graph -v password="$GRAPH_PASSWORD" -f deploy/create-login.sql

\set ON_ERROR_STOP on

select 'create role customer_graph_app nologin'
  where not exists (select from pg_roles where rolname = 'customer_graph_app') \gexec

select format('create role %I', :'login')
  where not exists (select from pg_roles where rolname = :'login') \gexec

alter role :"login" with login password :'password';
grant customer_graph_app to :"login";
