import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * What lists filter and sort by, in types whose comparisons are leakproof: under row-level security no comparison of `numeric` can
 * use an index. A customer without a credit limit ranks last, upwards and downwards.
 */
export class RankProfiles1763800000110 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table finance.profile
        add column credit_rank_up bigint not null
          generated always as (coalesce((credit_limit * 100)::bigint, 9223372036854775807)) stored,
        add column credit_rank_down bigint not null
          generated always as (coalesce((credit_limit * 100)::bigint, -1)) stored,
        add column payment_term_in_days double precision
          generated always as (case payment_terms_kind when 'RECEIPT' then 0 when 'NET' then payment_terms_days end) stored;
      drop index finance.profile_by_credit_limit, finance.profile_by_payment_terms;
      create index profile_by_credit_up on finance.profile (tenant_id, credit_rank_up, customer_id);
      create index profile_by_credit_down on finance.profile (tenant_id, credit_rank_down, customer_id);
      create index profile_by_payment_term on finance.profile (tenant_id, payment_term_in_days, customer_id);
      create index profile_by_tax_class on finance.profile (tenant_id, tax_class, customer_id);

      create function finance.tax_number_key(number text) returns text language sql immutable parallel safe strict
        return left(upper(regexp_replace(number, '[^[:alnum:]]', '', 'g')), 100);
      create index tax_registration_by_key
        on finance.tax_registration (tenant_id, finance.tax_number_key(number) text_pattern_ops, customer_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index finance.tax_registration_by_key;
      drop function finance.tax_number_key;
      drop index finance.profile_by_tax_class;
      alter table finance.profile
        drop column credit_rank_up, drop column credit_rank_down, drop column payment_term_in_days;
      create index profile_by_credit_limit on finance.profile (tenant_id, credit_limit, customer_id);
      create index profile_by_payment_terms on finance.profile (tenant_id, payment_terms_days, customer_id)`);
  }
}
