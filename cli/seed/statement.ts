import { chance, idOf, oneOf, oneTo } from "./chance.ts";
import { EMPLOYEES, LABEL_COUNT, PICK_LISTS, PRICE_LIST, STATUS_LABELS, WORKSPACES } from "./pick-lists.ts";

const WORDS =
  "Alder Birch Cedar Dune Ember Fjord Grove Harbour Iris Juniper Kestrel Linden Meadow North Oak Pine Quarry River Spruce Tide";
const TRADES =
  "Bakery Books Clinic Foods Gardens Hotel Interiors Logistics Mills Optics Pharma Schools Tools Trading Works";
const FIRST_NAMES = "Ada Ben Cleo Dov Edda Finn Gita Hana Ivo Jana Karl Lena";
const LAST_NAMES = "Berg Costa Dahl Evans Fuchs Groen Haas Ito Janik Koch";

/** Most countries have few customers. */
const PLACES = `(values (1, 'DE', 'EUR', 'Berlin', 0.00), (2, 'FR', 'EUR', 'Lyon', 0.34), (3, 'GB', 'GBP', 'Leeds', 0.52),
  (4, 'NL', 'EUR', 'Utrecht', 0.68), (5, 'PL', 'PLN', 'Gdynia', 0.82), (6, 'SE', 'SEK', 'Malmö', 0.91), (7, 'US', 'USD', 'Duluth', 0.96))`;

/**
 * Every thousandth is above the nine hundreds after it, a hundred above its tens and half of its upper fifty, a ten
 * above a third of the nine after it. The others stand alone.
 */
const PARENT = `case when n % 1000 = 0 then null when n % 100 = 0 then n - n % 1000 when n % 10 = 0 then n - n % 100
  when n % 100 > 50 and ${chance(1)} < 0.5 then n - n % 100 when n % 100 < 50 and ${chance(1)} < 0.33 then n - n % 10 end`;

/**
 * Creates customers number $2 to $3 of tenant $1 with every facet filled, in one statement: the way through the commands would take
 * hours for a million. The names are put together from a few words, and the same number is always the same customer.
 */
export const SEED = `
  with ${PICK_LISTS}, numbered as (
    select n, ${idOf("0000")} as id, ${chance(2)} as place_roll, ${chance(3)} as status_roll, ${chance(4)} as mode_roll,
      ${chance(5)} as list_roll, ${PARENT} as parent
    from generate_series($2::integer, $3::integer) n
  ), new as (
    select numbered.*, country, currency, city,
      ${oneOf(WORDS.split(" "), 6)} || ' ' || ${oneOf(TRADES.split(" "), 7, 1.5)} || ' ' || n as name,
      ${oneOf(["CUSTOMER", "PROSPECT", "LEAD", "SUSPECT", "HOT_PROSPECT"], 8, 1.7)} as stage,
      case when status_roll < 0.93 then 'ACTIVE' when status_roll < 0.95 then 'SUSPENDED'
        when status_roll < 0.98 then 'CHURNED' else 'INACTIVE' end as status,
      case when mode_roll < 0.85 then 'GLOBAL' when mode_roll < 0.95 then 'WORKSPACE_LOCAL' else 'SHARED' end as mode,
      ${oneTo(WORKSPACES, 9, 2)} as workspace_no
    from numbered, lateral (
      select * from ${PLACES} place (no, country, currency, city, above) where above <= place_roll order by above desc limit 1
    ) place
  ), party as (
    insert into identity.party (tenant_id, id, kind, name) select $1, ${idOf("0010")}, 'ORGANIZATION', name from new
  ), customer as (
    insert into identity.customer (tenant_id, id, party_id, parent_id, display_name, legal_name, status, visibility_mode,
      workspace_id, shared_with_workspace_ids, account_number, created_at)
    select $1, id, ${idOf("0010")}, case when parent > 0 then ${idOf("0000", "parent")} end, name,
      case when ${chance(10)} < 0.3 then name || ' Ltd' end, status, mode,
      case when mode <> 'GLOBAL' then ${idOf("0005", "workspace_no")} end,
      case when mode = 'SHARED' then array[${idOf("0005", `(1 + workspace_no % ${WORKSPACES})`)}] else '{}' end,
      'SEED-' || n, now() - make_interval(mins => floor(${chance(11)} * 2000000)::integer)
    from new order by n
  ), relationship as (
    insert into commercial.relationship (tenant_id, customer_id, funnel_stage, relation_kind, is_former, is_closed,
      mailing_opt_out, customer_since, health_score, account_manager_id, price_list_id, status_label_id)
    select $1, id, stage, 'CUSTOMER', status = 'CHURNED', false, ${chance(12)} < 0.1,
      case when stage = 'CUSTOMER' then now() - make_interval(days => floor(${chance(13)} * 3000)::integer) end,
      floor(100 * sqrt(${chance(14)}))::integer,
      case when ${chance(15)} < 0.94 then ${idOf("0001", `(${oneTo(EMPLOYEES, 16, 2.5)})`)} end, ${PRICE_LIST("list_roll")},
      case when ${chance(17)} < 0.5 then ${idOf("0004", `(${oneTo(STATUS_LABELS, 18, 1.5)})`)} end
    from new
  ), relationship_label as (
    insert into commercial.relationship_label (tenant_id, customer_id, label_id)
    select $1, id, ${idOf("0003", "k")} from new, generate_series(1, ${LABEL_COUNT}) k where ${chance("100 + k")} < 0.35 / k
  ), stage_change as (
    insert into commercial.stage_change (tenant_id, customer_id, number, to_stage, changed_at, changed_by)
    select $1, id, 1, stage, now(), 'seed' from new
  ), profile as (
    insert into finance.profile (tenant_id, customer_id, tax_exempt, credit_limit, credit_limit_currency,
      payment_terms_kind, payment_terms_days, payment_terms_label, send_invoice_reminders, tax_classification)
    select $1, id, ${chance(19)} < 0.02, 500 * (${oneTo(200, 20, 3)}), currency, 'NET', days, 'Net ' || days, true,
      case when ${chance(23)} < 0.3 then 'B2C' end
    from new, lateral (select 15 * (${oneTo(4, 21, 1.5)}) as days) terms
  ), tax_registration as (
    insert into finance.tax_registration (tenant_id, id, customer_id, number, country_code, is_primary, position)
    select $1, ${idOf("0020")}, id, country || lpad((n::bigint * 7919 % 1000000000)::text, 9, '0'), country, true, 0
    from new where ${chance(23)} >= 0.3
  ), account as (
    insert into contacts.account (tenant_id, customer_id, primary_email, primary_phone)
    select $1, id, 'office@c' || n || '.example', '+49 30 23125 ' || lpad((n % 1000)::text, 3, '0') from new
  ), contact as (
    insert into contacts.contact (tenant_id, id, customer_id, name, email, is_primary, position)
    select $1, ${idOf("0030", "(n::bigint * 8 + k)")}, id, first_name || ' ' || last_name, lower(first_name) || '@c' || n || '.example', k = 0, k
    from new, generate_series(0, ${oneTo(6, 24, 3)} - (${chance(25)} < 0.1)::integer - 1) k, lateral (
      select (string_to_array('${FIRST_NAMES}', ' '))[1 + floor(12 * ${chance("200 + k")})::integer] as first_name,
        (string_to_array('${LAST_NAMES}', ' '))[1 + floor(10 * ${chance("300 + k")})::integer] as last_name
    ) names
  ), address as (
    insert into contacts.address (tenant_id, id, customer_id, purposes, street, postal_code, city, country_code, is_primary, position)
    select $1, ${idOf("0040")}, id, array['BILLING', 'SHIPPING'], 'Market ' || ${oneTo(200, 26)},
      lpad(floor(${chance(27)} * 100000)::text, 5, '0'), city, country, true, 0 from new
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
