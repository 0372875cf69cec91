import type { MigrationInterface, QueryRunner } from "typeorm";

/** A date that was given as a day is known to be one, and a flag that was taken back may keep its date. */
export class KeepDays1764200000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table commercial.relationship
        add column upgrade_date_is_day boolean not null default false,
        add column downgrade_date_is_day boolean not null default false,
        add column customer_since_is_day boolean not null default false,
        add column former_date_is_day boolean not null default false,
        add column closed_at_is_day boolean not null default false;
      alter table commercial.activity add column occurred_at_is_day boolean not null default false`);
    await runner.query(DROP_DATE_IMPLIES_FLAG);
    await runner.query(CHURNED_IS_FORMER_SINCE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(CHURNED_IS_FORMER);
    await runner.query(`
      alter table commercial.relationship
        add check (former_date is null or is_former) not valid,
        add check (closed_at is null or is_closed) not valid,
        drop column upgrade_date_is_day, drop column downgrade_date_is_day, drop column customer_since_is_day,
        drop column former_date_is_day, drop column closed_at_is_day;
      alter table commercial.activity drop column occurred_at_is_day`);
  }
}

/** PostgreSQL named the two checks, by numbers. */
const DROP_DATE_IMPLIES_FLAG = `
  do $$
  declare name text;
  begin
    for name in
      select conname from pg_constraint
        where conrelid = 'commercial.relationship'::regclass and contype = 'c'
          and (pg_get_constraintdef(oid) like '%former_date IS NULL%' or pg_get_constraintdef(oid) like '%closed_at IS NULL%')
    loop
      execute format('alter table commercial.relationship drop constraint %I', name);
    end loop;
  end $$`;

/** See docs/decisions/churned-is-former.md. */
const CHURNED_IS_FORMER_SINCE = `
  create or replace function commercial.make_former() returns trigger language plpgsql as $$
  begin
    update commercial.relationship r set is_former = true, former_date = now(), former_date_is_day = false
      where r.tenant_id = new.tenant_id and r.customer_id = new.id and not r.is_former;
    return null;
  end $$;

  create or replace function commercial.begin_as_former() returns trigger language plpgsql as $$
  begin
    if exists (select from identity.customer c
        where c.tenant_id = new.tenant_id and c.id = new.customer_id and c.status = 'CHURNED') then
      new.is_former := true;
      new.former_date := coalesce(new.former_date, now());
    end if;
    return new;
  end $$`;

/** As it was before. */
const CHURNED_IS_FORMER = `
  create or replace function commercial.make_former() returns trigger language plpgsql as $$
  begin
    update commercial.relationship r set is_former = true, former_date = now()
      where r.tenant_id = new.tenant_id and r.customer_id = new.id and not r.is_former;
    return null;
  end $$;

  create or replace function commercial.begin_as_former() returns trigger language plpgsql as $$
  begin
    if exists (select from identity.customer c
        where c.tenant_id = new.tenant_id and c.id = new.customer_id and c.status = 'CHURNED') then
      new.is_former := true;
    end if;
    return new;
  end $$`;
