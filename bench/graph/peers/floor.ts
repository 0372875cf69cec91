import { json } from "node:stream/consumers";
import { Pool } from "pg";
import { type Body, listen } from "../../support/apollo.ts";
import type { PeerEnvironment } from "./environment.ts";
import { tenantReader } from "./token.ts";

const OWN = `'id', c.id, 'displayName', c.display_name, 'legalName', c.legal_name, 'code', c.code,
  'accountNumber', c.account_number, 'status', c.status, 'version', c.version,
  'createdAt', to_char(c.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The facets of the customer `c`, joined as `r`, `f`, `a` and so on by `JOINS`. */
const FACETS = `
  'relationship', json_build_object('funnelStage', r.funnel_stage, 'isFormer', r.is_former, 'healthScore', r.health_score,
    'accountManager', case when e.id is not null then json_build_object('id', e.id, 'name', e.name) end,
    'priceList', case when p.id is not null then json_build_object('id', p.id, 'name', p.name) end),
  'finance', json_build_object('taxNumber', t.number, 'taxExempt', f.tax_exempt,
    'creditLimit', case when f.credit_limit is not null then json_build_object(
      'amount', f.credit_limit::numeric(18, 2)::text, 'currencyCode', f.credit_limit_currency) end,
    'paymentTerms', case when f.payment_terms_kind = 'NET' then json_build_object('code',
      case when f.payment_terms_days in (15, 30, 45, 60, 90) then 'NET_' || f.payment_terms_days else 'CUSTOM' end,
      'dueInDays', ceil(f.payment_terms_days), 'label', f.payment_terms_label) end),
  'primaryEmail', a.primary_email, 'primaryPhone', a.primary_phone,
  'contacts', json_build_object('nodes', coalesce((
    select json_agg(json_build_object('id', k.id, 'name', k.name, 'email', k.email, 'isPrimary', k.is_primary)
        order by k.is_primary desc, k.position, k.id)
      from contacts.contact k where k.tenant_id = $1 and k.customer_id = c.id), '[]')),
  'billingAddress', case when b.id is not null then json_build_object('street', b.street, 'city', b.city,
    'postalCode', b.postal_code, 'countryCode', b.country_code) end`;

const JOINS = `
  left join commercial.relationship r on r.tenant_id = $1 and r.customer_id = c.id
  left join commercial.employee e on e.tenant_id = $1 and e.id = r.account_manager_id
  left join commercial.price_list p on p.tenant_id = $1 and p.id = r.price_list_id
  left join finance.profile f on f.tenant_id = $1 and f.customer_id = c.id
  left join finance.tax_registration t on t.tenant_id = $1 and t.customer_id = c.id and t.is_primary
  left join contacts.account a on a.tenant_id = $1 and a.customer_id = c.id
  left join contacts.address_default d on d.tenant_id = $1 and d.customer_id = c.id and d.purpose = 'BILLING'
  left join contacts.address b on b.tenant_id = $1 and b.id = d.address_id`;

const ONE = `select json_build_object('data', json_build_object('customer', json_build_object(${OWN}, ${FACETS})))::text as answer
  from identity.customer c ${JOINS} where c.tenant_id = $1 and c.id = $2 and c.deleted_at is null`;

const LIST = `
  select json_build_object('data', json_build_object('customers', json_build_object('nodes',
    json_agg(json_build_object(${OWN}, ${FACETS}) order by c.display_name, c.id))))::text as answer
  from (
    select c.* from identity.customer c join commercial.relationship s on s.tenant_id = $1 and s.customer_id = c.id
    where c.tenant_id = $1 and c.deleted_at is null and c.status not in ('INACTIVE', 'ARCHIVED')
      and s.funnel_stage = any ($2::text[])
    order by c.display_name, c.id limit 50
  ) c ${JOINS}`;

const TREE = `
  with recursive above as (
    select c.parent_id, 1 as depth from identity.customer c where c.tenant_id = $1 and c.id = $2
    union all
    select c.parent_id, above.depth + 1 from above
      join identity.customer c on c.tenant_id = $1 and c.id = above.parent_id and c.deleted_at is null
  ), ancestors as (
    select json_agg(json_build_object('depth', n.depth, 'customer', json_build_object('id', c.id, 'displayName', c.display_name))
      order by n.depth) as list
    from (select $2::uuid as id, 1 as depth union all select parent_id, depth + 1 from above) n
      join identity.customer c on c.tenant_id = $1 and c.id = n.id and c.deleted_at is null
  )
  select json_build_object('data', json_build_object('customer', json_build_object(${OWN},
    'children', json_build_object('nodes', (
      select coalesce(json_agg(json_build_object(${OWN}, ${FACETS}, 'parent', (select list -> 0 -> 'customer' from ancestors),
          'ancestors', (select list from ancestors)) order by c.display_name, c.id), '[]')
        from (select * from identity.customer c where c.tenant_id = $1 and c.parent_id = $2 and c.deleted_at is null
          order by c.display_name, c.id limit 20) c ${JOINS})))))::text as answer
  from identity.customer c where c.tenant_id = $1 and c.id = $2 and c.deleted_at is null`;

const STATEMENTS: Readonly<Record<string, string>> = { One: ONE, List: LIST, Tree: TREE };

/** The least that answers: one statement for each operation, whose text goes to the client as PostgreSQL wrote it. */
export const serveFloor = ({ databaseUrl, secret }: PeerEnvironment): Promise<string> => {
  const pool = new Pool({ connectionString: databaseUrl, idleTimeoutMillis: 0 });
  const readTenant = tenantReader(secret);
  return listen(async (request, response) => {
    const tenant = await readTenant(request.headers);
    const { operationName: name = "", variables = {} } = (await json(request)) as Body;
    const values = [tenant, variables.id ?? variables.stage];
    const { rows } = await pool.query<{ answer: string }>({ name, text: STATEMENTS[name] ?? "", values });
    response.setHeader("content-type", "application/json").end(rows[0]?.answer);
  });
};
