import type { MigrationInterface, QueryRunner } from "typeorm";
import { createIndex, dropIndex } from "../../../platform/database/migrations/online.ts";

const OLD_INDEXES = {
  "finance.profile_by_credit_limit": "finance.profile (tenant_id, credit_limit, customer_id)",
  "finance.profile_by_payment_terms": "finance.profile (tenant_id, payment_terms_days, customer_id)",
};

const INDEXES = {
  "finance.profile_by_credit_up": "finance.profile (tenant_id, credit_rank_up, customer_id)",
  "finance.profile_by_credit_down": "finance.profile (tenant_id, credit_rank_down, customer_id)",
  "finance.profile_by_payment_term": "finance.profile (tenant_id, payment_term_in_days, customer_id)",
  "finance.profile_by_tax_class": "finance.profile (tenant_id, tax_class, customer_id)",
  "finance.tax_registration_by_key":
    "finance.tax_registration (tenant_id, finance.tax_number_key(number) text_pattern_ops, customer_id)",
};

/**
 * What lists filter and sort by, in types whose comparisons are leakproof: under row-level security no comparison of `numeric` can
 * use an index. A customer without a credit limit ranks last, upwards and downwards.
 */
export class RankProfiles1763800000110 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table finance.profile
        add column if not exists credit_rank_up bigint not null
          generated always as (coalesce((credit_limit * 100)::bigint, 9223372036854775807)) stored,
        add column if not exists credit_rank_down bigint not null
          generated always as (coalesce((credit_limit * 100)::bigint, -1)) stored,
        add column if not exists payment_term_in_days double precision
          generated always as (case payment_terms_kind when 'RECEIPT' then 0 when 'NET' then payment_terms_days end) stored`);
    await runner.query(`
      create or replace function finance.tax_number_key(number text) returns text language sql immutable parallel safe strict
        return left(upper(regexp_replace(number, '[^[:alnum:]]', '', 'g')), 100)`);
    for (const [name, on] of Object.entries(INDEXES)) await createIndex(runner, name, on);
    for (const name of Object.keys(OLD_INDEXES)) await dropIndex(runner, name);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [name, on] of Object.entries(OLD_INDEXES)) await createIndex(runner, name, on);
    for (const name of Object.keys(INDEXES)) await dropIndex(runner, name);
    await runner.query("drop function if exists finance.tax_number_key");
    await runner.query(`
      alter table finance.profile
        drop column if exists credit_rank_up, drop column if exists credit_rank_down,
        drop column if exists payment_term_in_days`);
  }
}
