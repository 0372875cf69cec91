import type { MigrationInterface, QueryRunner } from "typeorm";
import { constrain, createIndex, dropIndex } from "../../../platform/database/migrations/online.ts";

const INDEXES = {
  "finance.profile_by_credit_asc": "finance.profile (tenant_id, credit_rank_asc, customer_id)",
  "finance.profile_by_credit_desc": "finance.profile (tenant_id, credit_rank_desc, customer_id)",
};

/** The rank of no limit: behind all others, upwards and downwards. */
const LAST_UP = "9223372036854775807";
const LAST_DOWN = "-1";

/**
 * Limits have the decimal places of their currency, up to four, and ranks tell ten-thousandths apart. The ranks in hundredths stay, for
 * processes of the version before: a trigger keeps all four, for PostgreSQL writes a table anew for a generated column.
 */
export class KnowDecimals1764200000002 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(RANK_CREDIT);
    await runner.query(TO_TRIGGER);
    await constrain(runner, "finance.profile", {
      profile_credit_limit_digits: "check (credit_limit < 1e16 and scale(credit_limit) <= 4)",
    });
    for (;;) if ((await runner.query(RANK_SOME)).length === 0) break;
    for (const [name, on] of Object.entries(INDEXES)) await createIndex(runner, name, on);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDEXES)) await dropIndex(runner, name);
    await runner.query(TO_GENERATED);
    for (const [name, column] of [
      ["up", "credit_rank_up"],
      ["down", "credit_rank_down"],
    ])
      await createIndex(
        runner,
        `finance.profile_by_credit_${name}`,
        `finance.profile (tenant_id, ${column}, customer_id)`,
      );
  }
}

/** No limit has a rank beyond 922 trillion: from there on all are one. */
const RANK_CREDIT = `
  create or replace function finance.rank_credit() returns trigger language plpgsql as $$
  declare
    fine bigint := case when new.credit_limit is not null
      then least(floor(new.credit_limit * 10000), ${LAST_UP} - 1)::bigint end;
    cents bigint := (new.credit_limit * 100)::bigint;
  begin
    new.credit_rank_asc := coalesce(fine, ${LAST_UP});
    new.credit_rank_desc := coalesce(fine, ${LAST_DOWN});
    new.credit_rank_up := coalesce(cents, ${LAST_UP});
    new.credit_rank_down := coalesce(cents, ${LAST_DOWN});
    return new;
  end $$`;

const TO_TRIGGER = `
  begin;
  alter table finance.profile
    add column if not exists credit_rank_asc bigint not null default ${LAST_UP},
    add column if not exists credit_rank_desc bigint not null default ${LAST_DOWN},
    alter column credit_rank_up drop expression if exists,
    alter column credit_rank_down drop expression if exists;
  alter table finance.profile alter column credit_limit type numeric;
  create or replace trigger rank_credit before insert or update on finance.profile
    for each row execute function finance.rank_credit();
  commit`;

/** Ranks the limits of ten thousand customers that have none yet: the trigger does it. */
const RANK_SOME = `
  with unranked as (
    select tenant_id, customer_id from finance.profile
      where credit_limit is not null and credit_rank_desc = ${LAST_DOWN} limit 10000 for update),
  ranked as (
    update finance.profile p set credit_limit = p.credit_limit
      from unranked u where p.tenant_id = u.tenant_id and p.customer_id = u.customer_id returning 1)
  select 1 from ranked limit 1`;

const TO_GENERATED = `
  begin;
  drop trigger if exists rank_credit on finance.profile;
  drop function if exists finance.rank_credit;
  alter table finance.profile
    drop constraint if exists profile_credit_limit_digits,
    drop column if exists credit_rank_asc, drop column if exists credit_rank_desc,
    drop column if exists credit_rank_up, drop column if exists credit_rank_down;
  alter table finance.profile alter column credit_limit type numeric(18, 2);
  alter table finance.profile
    add column credit_rank_up bigint not null
      generated always as (coalesce((credit_limit * 100)::bigint, ${LAST_UP})) stored,
    add column credit_rank_down bigint not null
      generated always as (coalesce((credit_limit * 100)::bigint, ${LAST_DOWN})) stored;
  commit`;
