/**
 * What is made up of each of `$2` customers, in a temporary table: few managers have most customers, some labels are on a third of them and some on
 * one in ten thousand, one customer has a twentieth of all others below it, and a tenth are seen by one workspace alone.
 */
export const PLAN = `
  create temporary table made as
  select n, gen_random_uuid() as id, random() as lot,
    (array['Alder','Birch','Cedar','Dune','Ember','Fjord','Grove','Harbour','Iris','Juniper','Kestrel','Linden','Meadow','North','Oak','Pine',
      'Quarry','River','Spruce','Tide'])[1 + floor(20 * power(random(), 2))::integer] || ' ' ||
    (array['Bakery','Books','Clinic','Foods','Gardens','Hotel','Interiors','Logistics','Mills','Optics','Pharma','Schools','Tools','Trading',
      'Works'])[1 + floor(15 * power(random(), 2))::integer] || ' ' || n as name,
    random() < 0.2 as is_person,
    (array['ACTIVE','INACTIVE','SUSPENDED','CHURNED','ARCHIVED'])[case when random() < 0.88 then 1 else 2 + floor(4 * power(random(), 2))::integer end] as status,
    case when random() < 0.9 then 'GLOBAL' when random() < 0.8 then 'WORKSPACE_LOCAL' else 'SHARED' end as visibility,
    1 + floor(20 * random())::integer as workspace,
    case when n = 1 then null when random() < 0.05 then 1 when n % 10 > 0 and random() < 0.3 then n - n % 10 end as parent,
    (array['SUSPECT','LEAD','HOT_PROSPECT','PROSPECT','CUSTOMER'])[case when random() < 0.4 then 5 else 1 + floor(4 * power(random(), 2))::integer end] as stage,
    case when random() < 0.95 then 1 + floor(60 * power(random(), 4))::integer end as manager,
    case when random() < 0.6 then 1 + floor(60 * power(random(), 3))::integer end as owner,
    case when random() < 0.9 then 1 + floor(12 * power(random(), 3))::integer end as price_list,
    case when random() < 0.5 then 1 + floor(8 * power(random(), 3))::integer end as status_label,
    (array['CORPORATE','RETAIL','HOSPITALITY','HEALTHCARE','EDUCATION','GOVERNMENT','RESIDENTIAL','INDUSTRIAL','FINANCIAL','OTHER'])[1 + floor(10 * power(random(), 2))::integer] as industry,
    (array['REFERRAL','WEB','TRADE_SHOW','COLD_CALL','PARTNER','OTHER'])[1 + floor(6 * random())::integer] as acquisition,
    (array['RETAIL','WHOLESALE','RESELLER','MARKETPLACE','RETAIL_EXEMPT'])[1 + floor(5 * power(random(), 3))::integer] as tax_class,
    (array['DE','FR','GB','NL','PL','SE','US','DK','NO','FI','ES','IT'])[1 + floor(12 * power(random(), 2))::integer] as country,
    (array['Berlin','Lyon','Leeds','Utrecht','Gdynia','Malmö','Duluth','Aarhus','Oslo','Turku','Bilbao','Torino'])[1 + floor(12 * power(random(), 2))::integer] as city,
    case when random() < 0.8 then round((100 * exp(3 * random() + 3))::numeric, 2) end as credit_limit,
    case when random() < 0.5 then round((1000 * exp(5 * random() + 2))::numeric, 2) end as revenue,
    case when random() < 0.7 then floor(101 * random())::integer end as health,
    (array[0, 14, 30, 30, 30, 45, 60])[1 + floor(7 * random())::integer] as days,
    now() - random() * interval '3000 days' as created_at
  from generate_series(1, $1::integer) n`;

const id = (kind: string, number: string): string => `md5('${kind} ' || ${number} || ' ' || $1)::uuid`;

const VALUES = "select $1::uuid as tenant_id";

/** The rows of every facet, of a tenant `$1`. */
export const ROWS: readonly string[] = [
  `insert into commercial.employee (tenant_id, id, name) ${VALUES}, ${id("employee", "g")}, 'Employee ' || g from generate_series(1, 60) g`,
  `insert into commercial.price_list (tenant_id, id, code, name, currency_code)
   ${VALUES}, ${id("price list", "g")}, 'P' || g, 'List ' || g, 'EUR' from generate_series(1, 12) g`,
  `insert into commercial.status_label (tenant_id, id, name, position, is_active)
   ${VALUES}, ${id("status label", "g")}, 'Status ' || g, g, true from generate_series(1, 8) g`,
  `insert into commercial.label (tenant_id, id, name) ${VALUES}, ${id("label", "g")}, 'Label ' || g from generate_series(1, 9) g`,
  `insert into identity.party (tenant_id, id, kind, name, first_name, last_name)
   ${VALUES}, id, case when is_person then 'PERSON' else 'ORGANIZATION' end, case when not is_person then name end,
     case when is_person then 'Ada' end, case when is_person then name end from made`,
  `insert into identity.customer (tenant_id, id, party_id, parent_id, display_name, account_number, code, status, visibility_mode, workspace_id,
     shared_with_workspace_ids, created_at, updated_at, sort_index)
   ${VALUES}, m.id, m.id, p.id, m.name, 'A-' || m.n, 'C' || m.n, m.status, m.visibility,
     case when m.visibility <> 'GLOBAL' then ${id("workspace", "m.workspace")} end,
     case when m.visibility = 'SHARED' then array[${id("workspace", "(m.workspace % 20 + 1)")}] else '{}' end,
     m.created_at, m.created_at + m.lot * interval '100 days', case when m.lot < 0.3 then m.n end
   from made m left join made p on p.n = m.parent order by m.n`,
  `insert into identity.external_identifier (tenant_id, source, external_id, customer_id) ${VALUES}, 'NETSUITE', n::text, id from made where lot < 0.4`,
  `insert into commercial.relationship (tenant_id, customer_id, funnel_stage, relation_kind, is_former, is_closed, mailing_opt_out, customer_since,
     health_score, account_manager_id, price_list_id, status_label_id, industry_segment, acquisition_source, annual_revenue, annual_revenue_currency)
   ${VALUES}, id, stage, case when lot < 0.03 then 'PARTNER' else 'CUSTOMER' end, status = 'CHURNED', lot between 0.5 and 0.51, lot < 0.1,
     case when stage = 'CUSTOMER' then created_at + lot * interval '30 days' end, health, ${id("employee", "manager")}, ${id("price list", "price_list")},
     ${id("status label", "status_label")}, industry, acquisition, revenue, case when revenue is not null then 'EUR' end from made`,
  `insert into commercial.owner (tenant_id, customer_id, position, employee_id) ${VALUES}, id, 0, ${id("employee", "owner")} from made where owner is not null`,
  `insert into commercial.relationship_label (tenant_id, customer_id, label_id)
   ${VALUES}, m.id, ${id("label", "g.g")} from made m, generate_series(1, 9) g (g) where hashint8(m.n * 31 + g.g) & 1048575 < 1048576 / power(3, g.g)`,
  `insert into finance.profile (tenant_id, customer_id, tax_exempt, tax_class, credit_limit, credit_limit_currency, payment_terms_kind,
     payment_terms_days, payment_terms_label, send_invoice_reminders, credit_on_hold, credit_hold_since, credit_hold_by,
     credit_rank_asc, credit_rank_desc, credit_rank_up, credit_rank_down)
   ${VALUES}, id, lot < 0.02, tax_class, credit_limit, case when credit_limit is not null then case when lot < 0.8 then 'EUR' else 'SEK' end end,
     case days when 0 then 'RECEIPT' else 'NET' end, nullif(days, 0), case days when 0 then 'Due on receipt' else 'Net ' || days end, true,
     lot < 0.001, case when lot < 0.001 then now() end, case when lot < 0.001 then 'bench' end,
     coalesce((credit_limit * 10000)::bigint, 9223372036854775807), coalesce((credit_limit * 10000)::bigint, -1),
     coalesce((credit_limit * 100)::bigint, 9223372036854775807), coalesce((credit_limit * 100)::bigint, -1) from made`,
  `insert into finance.tax_registration (tenant_id, id, customer_id, number, country_code, is_primary, position)
   ${VALUES}, id, id, country || (100000000 + n), country, true, 0 from made where lot < 0.7`,
  `insert into contacts.account (tenant_id, customer_id, primary_email, primary_phone, primary_phone_e164)
   ${VALUES}, id, 'office@c' || n % 50000 || '.example', '+4930' || n, '+4930' || n from made`,
  `insert into contacts.contact (tenant_id, id, customer_id, name, email, is_primary, position)
   ${VALUES}, id, id, 'Contact ' || n, 'ada' || n || '@mail.example', true, 0 from made`,
  `insert into contacts.address (tenant_id, id, customer_id, purposes, street, city, country_code, is_primary, position)
   ${VALUES}, id, id, array['BILLING'], 'Market ' || n % 200, city, country, true, 0 from made`,
];
