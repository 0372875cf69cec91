/**
 * Creates $2 customers of tenant $1 under parent $3 with account manager $4 and every facet filled.
 * It is one statement, as the commands would take minutes. Returns the ids ordered by name.
 */
export const MANY_CUSTOMERS = `
  with new as (
    select gen_random_uuid() as id, gen_random_uuid() as party_id, gen_random_uuid() as list_id,
      'Customer ' || lpad(n::text, 5, '0') as name, n from generate_series(1, $2) n
  ), party as (
    insert into identity.party (tenant_id, id, kind, name) select $1, party_id, 'ORGANIZATION', name from new
  ), customer as (
    insert into identity.customer (tenant_id, id, party_id, parent_id, display_name, visibility_mode, account_number)
    select $1, id, party_id, $3, name, 'GLOBAL', 'A-' || n from new
  ), external as (
    insert into identity.external_identifier (tenant_id, source, external_id, customer_id)
    select $1, 'NETSUITE', id::text, id from new
  ), price_list as (
    insert into commercial.price_list (tenant_id, id, code, name, currency_code)
    select $1, list_id, left(list_id::text, 8), 'List ' || n, 'EUR' from new where n <= 10
  ), status_label as (
    insert into commercial.status_label (tenant_id, id, name, position, is_active)
    select $1, list_id, 'Status ' || list_id, n, true from new where n <= 10
  ), label as (
    insert into commercial.label (tenant_id, id, name) select $1, list_id, 'Label ' || list_id from new where n <= 10
  ), relationship as (
    insert into commercial.relationship (tenant_id, customer_id, funnel_stage, relation_kind, is_former, is_closed,
      mailing_opt_out, account_manager_id, price_list_id, status_label_id)
    select $1, new.id, 'CUSTOMER', 'CUSTOMER', false, false, false, $4, l.list_id, l.list_id
    from new join new l on l.n = 1 + new.n % least(10, $2)
  ), relationship_label as (
    insert into commercial.relationship_label (tenant_id, customer_id, label_id)
    select $1, new.id, l.list_id from new, new l where l.n <= 2
  ), stage_change as (
    insert into commercial.stage_change (tenant_id, customer_id, number, from_stage, to_stage, changed_at, changed_by)
    select $1, id, s.* from new, (values (1, null, 'LEAD', now(), 'tester'), (2, 'LEAD', 'CUSTOMER', now(), 'tester')) s
  ), note as (
    insert into commercial.note (tenant_id, id, customer_id, text, created_by)
    select $1, gen_random_uuid(), id, 'Note ' || n || '.' || p, 'tester' from new, generate_series(0, 1) p
  ), activity as (
    insert into commercial.activity (tenant_id, id, customer_id, kind, subject, created_by)
    select $1, gen_random_uuid(), id, 'CALL', 'Call ' || n || '.' || p, 'tester' from new, generate_series(0, 1) p
  ), attachment as (
    insert into commercial.attachment (tenant_id, id, customer_id, name, url, created_by)
    select $1, gen_random_uuid(), id, 'File ' || n || '.' || p, 'https://files.example/' || n, 'tester'
    from new, generate_series(0, 1) p
  ), owner as (
    insert into commercial.owner (tenant_id, customer_id, position, employee_id) select $1, id, 0, $4 from new
  ), profile as (
    insert into finance.profile (tenant_id, customer_id, tax_exempt, credit_limit, credit_limit_currency,
      payment_terms_kind, payment_terms_days, payment_terms_label, send_invoice_reminders)
    select $1, id, false, n * 100, 'EUR', 'NET', 30, 'Net 30', true from new
  ), registration as (
    insert into finance.tax_registration (tenant_id, id, customer_id, number, country_code, is_primary, position)
    select $1, gen_random_uuid(), id, 'DE' || n, 'DE', true, 0 from new
  ), account as (
    insert into contacts.account (tenant_id, customer_id, primary_email)
    select $1, id, 'c' || n || '@shop.example' from new
  ), contact as (
    insert into contacts.contact (tenant_id, id, customer_id, name, is_primary, position)
    select $1, gen_random_uuid(), id, 'Contact ' || n || '.' || p, p = 0, p from new, generate_series(0, 1) p
  ), address as (
    insert into contacts.address (tenant_id, id, customer_id, purposes, city, country_code, is_primary, position)
    select $1, gen_random_uuid(), id, array['BILLING', 'SHIPPING'], 'Kiel', 'DE', true, 0 from new
    returning tenant_id, customer_id, id
  ), chosen as (
    insert into contacts.address_default (tenant_id, customer_id, purpose, address_id)
    select tenant_id, customer_id, 'BILLING', id from address
  )
  select id from new order by name`;
