const CUSTOMER = `c.id, c.parent_id as "parentId", c.display_name as "displayName", c.legal_name as "legalName", c.code,
  c.account_number as "accountNumber", c.status, c.version, c.created_at as "createdAt"`;

const of = (name: string, text: string) => ({ name, text });

export const CUSTOMERS_BY_IDS = of(
  "customers_by_ids",
  `select ${CUSTOMER} from identity.customer c where c.tenant_id = $1 and c.id = any ($2::uuid[]) and c.deleted_at is null`,
);

export const CUSTOMERS_OF_STAGES = of(
  "customers_of_stages",
  `select ${CUSTOMER} from identity.customer c
    join commercial.relationship r on r.tenant_id = c.tenant_id and r.customer_id = c.id
    where c.tenant_id = $1 and c.deleted_at is null and c.status not in ('INACTIVE', 'ARCHIVED')
      and ($2::text[] is null or r.funnel_stage = any ($2::text[]))
    order by c.display_name, c.id limit $3`,
);

export const CHILDREN_BY_PARENT_IDS = of(
  "children_by_parent_ids",
  `select c.* from unnest($2::uuid[]) p (id) cross join lateral (
      select ${CUSTOMER} from identity.customer c
      where c.tenant_id = $1 and c.parent_id = p.id and c.deleted_at is null
      order by c.display_name, c.id limit $3
    ) c order by c."displayName", c.id`,
);

export const ANCESTORS_BY_IDS = of(
  "ancestors_by_ids",
  `with recursive up as (
      select c.id as "startId", 0 as depth, c.parent_id from identity.customer c
        where c.tenant_id = $1 and c.id = any ($2::uuid[])
      union all
      select up."startId", up.depth + 1, c.parent_id from up
        join identity.customer c on c.tenant_id = $1 and c.id = up.parent_id and c.deleted_at is null
    )
    select up."startId", up.depth + 1 as depth, ${CUSTOMER} from up
      join identity.customer c on c.tenant_id = $1 and c.id = up.parent_id and c.deleted_at is null
    order by up."startId", up.depth`,
);

export const RELATIONSHIPS = of(
  "relationships_by_customer_ids",
  `select r.customer_id as "customerId", r.funnel_stage as "funnelStage", r.is_former as "isFormer",
      r.health_score as "healthScore", e.id as "employeeId", e.name as "employeeName", p.id as "priceListId", p.name as "priceListName"
    from commercial.relationship r
    left join commercial.employee e on e.tenant_id = r.tenant_id and e.id = r.account_manager_id
    left join commercial.price_list p on p.tenant_id = r.tenant_id and p.id = r.price_list_id
    where r.tenant_id = $1 and r.customer_id = any ($2::uuid[])`,
);

export const PROFILES = of(
  "profiles_by_customer_ids",
  `select f.customer_id as "customerId", f.tax_exempt as "taxExempt", f.credit_limit as "creditLimit",
      f.credit_limit_currency as "creditLimitCurrency", f.payment_terms_kind as "termsKind", f.payment_terms_days as "termsDays",
      f.payment_terms_label as "termsLabel", t.number as "taxNumber"
    from finance.profile f
    left join finance.tax_registration t on t.tenant_id = f.tenant_id and t.customer_id = f.customer_id and t.is_primary
    where f.tenant_id = $1 and f.customer_id = any ($2::uuid[])`,
);

export const ACCOUNTS = of(
  "accounts_by_customer_ids",
  `select customer_id as "customerId", primary_email as "primaryEmail", primary_phone as "primaryPhone"
    from contacts.account where tenant_id = $1 and customer_id = any ($2::uuid[])`,
);

export const CONTACTS = of(
  "contacts_by_customer_ids",
  `select customer_id as "customerId", id, name, email, is_primary as "isPrimary"
    from contacts.contact where tenant_id = $1 and customer_id = any ($2::uuid[])
    order by is_primary desc, position, id`,
);

export const BILLING_ADDRESSES = of(
  "billing_addresses_by_customer_ids",
  `select a.customer_id as "customerId", a.street, a.city, a.postal_code as "postalCode", a.country_code as "countryCode"
    from contacts.address_default d join contacts.address a on a.tenant_id = d.tenant_id and a.id = d.address_id
    where d.tenant_id = $1 and d.customer_id = any ($2::uuid[]) and d.purpose = 'BILLING'`,
);
