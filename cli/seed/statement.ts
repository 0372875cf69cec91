/**
 * Creates customers number $2 to $3 of tenant $1 with every facet filled, in one statement: the way through the commands would take
 * hours for a million. Every tenth is the parent of the nine that follow, and every hundredth that of the nine tenths after it. The
 * names are put together from a few words, and the same number is always the same customer.
 */
export const SEED = `
  with numbered as (
    select n, ('5eed0000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as id from generate_series($2::integer, $3::integer) n
  ), new as (
    select n, id,
      (array['Alder', 'Birch', 'Cedar', 'Dune', 'Ember', 'Fjord', 'Grove', 'Harbour', 'Iris', 'Juniper', 'Kestrel', 'Linden',
        'Meadow', 'North', 'Oak', 'Pine', 'Quarry', 'River', 'Spruce', 'Tide'])[1 + n % 20] || ' ' ||
      (array['Bakery', 'Books', 'Clinic', 'Foods', 'Gardens', 'Hotel', 'Interiors', 'Logistics', 'Mills', 'Optics', 'Pharma',
        'Schools', 'Tools', 'Trading', 'Works'])[1 + n / 20 % 15] || ' ' || n as name,
      (array['DE', 'FR', 'GB', 'NL', 'PL', 'SE', 'US'])[1 + n % 7] as country,
      (array['EUR', 'EUR', 'GBP', 'EUR', 'PLN', 'SEK', 'USD'])[1 + n % 7] as currency,
      (array['Berlin', 'Lyon', 'Leeds', 'Utrecht', 'Gdynia', 'Malmö', 'Duluth'])[1 + n % 7] as city,
      (array['SUSPECT', 'LEAD', 'HOT_PROSPECT', 'PROSPECT', 'CUSTOMER', 'CUSTOMER', 'CUSTOMER'])[1 + n / 7 % 7] as stage,
      case when n % 100 = 0 then null when n % 10 = 0 then n - n % 100 else n - n % 10 end as parent
    from numbered
  ), party as (
    insert into identity.party (tenant_id, id, kind, name) select $1, id, 'ORGANIZATION', name from new
  ), customer as (
    insert into identity.customer (tenant_id, id, party_id, parent_id, display_name, visibility_mode, account_number, created_at)
    select $1, id, id,
      case when parent > 0 then ('5eed0000-0000-4000-8000-' || lpad(to_hex(parent), 12, '0'))::uuid end,
      name, 'GLOBAL', 'SEED-' || n, now() - make_interval(mins => n % 500000)
    from new order by n
  ), relationship as (
    insert into commercial.relationship (tenant_id, customer_id, funnel_stage, relation_kind, is_former, is_closed,
      mailing_opt_out, customer_since, health_score)
    select $1, id, stage, 'CUSTOMER', false, false, n % 11 = 0,
      case when stage = 'CUSTOMER' then now() - make_interval(days => n % 3000) end, n % 101
    from new
  ), stage_change as (
    insert into commercial.stage_change (tenant_id, customer_id, number, to_stage, changed_at, changed_by)
    select $1, id, 1, stage, now(), 'seed' from new
  ), profile as (
    insert into finance.profile (tenant_id, customer_id, tax_exempt, credit_limit, credit_limit_currency,
      payment_terms_kind, payment_terms_days, payment_terms_label, send_invoice_reminders)
    select $1, id, false, 500 * (1 + n % 200), currency, 'NET', 15 * (1 + n % 4), 'Net ' || 15 * (1 + n % 4), true from new
  ), account as (
    insert into contacts.account (tenant_id, customer_id, primary_email, primary_phone)
    select $1, id, 'office@c' || n || '.example', '+49 30 23125 ' || lpad((n % 1000)::text, 3, '0') from new
  ), contact as (
    insert into contacts.contact (tenant_id, id, customer_id, name, is_primary, position)
    select $1, id, id, (array['Ada', 'Ben', 'Cleo', 'Dov', 'Edda', 'Finn', 'Gita'])[1 + n % 7] || ' ' ||
      (array['Berg', 'Costa', 'Dahl', 'Evans', 'Fuchs', 'Groen'])[1 + n / 7 % 6], true, 0 from new
  ), address as (
    insert into contacts.address (tenant_id, id, customer_id, purposes, street, city, country_code, is_primary, position)
    select $1, id, id, array['BILLING', 'SHIPPING'], 'Market ' || 1 + n % 200, city, country, true, 0 from new
    returning tenant_id, customer_id, id
  ), chosen as (
    insert into contacts.address_default (tenant_id, customer_id, purpose, address_id)
    select a.tenant_id, a.customer_id, p.purpose, a.id from address a, unnest(array['BILLING', 'SHIPPING']) p (purpose)
  )
  select 1`;

/** The highest number that has been seeded in tenant $1, 0 when none has. */
export const SEEDED = `
  select coalesce(max(substring(account_number from 6)::integer), 0) as seeded from identity.customer
  where tenant_id = $1 and account_number ~ '^SEED-[0-9]{1,9}$'
    and id::text like '5eed0000-0000-4000-8000-%'`;
