import type { MigrationInterface, QueryRunner } from "typeorm";
import { constrain, createIndex, createOnce } from "../../../platform/database/migrations/online.ts";
import { tenantWall } from "../../../platform/database/tenancy/row-level-security.ts";

const TABLES = [
  "commercial.status_label",
  "commercial.label",
  "commercial.relationship_label",
  "commercial.stage_change",
  "commercial.note",
  "commercial.activity",
  "commercial.attachment",
] as const;

/** The history of the stage, labels, notes, activities and attachments; and that a churned customer is a former one. */
export class CompleteCommercial1763800000001 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await createOnce(runner, TABLES[0], [LABELS, STAGE_CHANGE, RECORDS, tenantWall(...TABLES)].join(";\n"));
    await runner.query(RELATIONSHIP);
    await constrain(runner, "commercial.relationship", RELATIONSHIP_CONSTRAINTS);
    await createIndex(
      runner,
      "commercial.relationship_by_status_label",
      "commercial.relationship (tenant_id, status_label_id, customer_id)",
    );
    for (const statement of CHURNED_IS_FORMER) await runner.query(statement);
    await runner.query(HISTORY);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop trigger if exists churned_is_former on identity.customer");
    await runner.query("drop trigger if exists churned_is_former on commercial.relationship");
    await runner.query("drop function if exists commercial.make_former, commercial.begin_as_former");
    await runner.query(
      "alter table commercial.relationship drop column if exists status_label_id, drop column if exists contract_terms",
    );
    await constrain(
      runner,
      "commercial.relationship",
      { relationship_referred_by_check: "check (length(referred_by) between 1 and 256)" },
      { validate: false },
    );
    await runner.query(`drop table if exists ${TABLES.toReversed().join(", ")}`);
  }
}

const LABELS = `
  create table commercial.status_label (
    tenant_id uuid not null,
    id uuid not null,
    name text not null check (length(name) between 1 and 256),
    position integer not null check (position >= 0),
    is_active boolean not null,
    primary key (tenant_id, id)
  );
  create unique index status_label_name on commercial.status_label (tenant_id, lower(name));
  create index status_label_by_position on commercial.status_label (tenant_id, position, name, id);

  create table commercial.label (
    tenant_id uuid not null,
    id uuid not null,
    name text not null check (length(name) between 1 and 256),
    color text check (color ~ '^#[0-9A-F]{6}$'),
    primary key (tenant_id, id)
  );
  create unique index label_name on commercial.label (tenant_id, lower(name));
  create index label_by_name on commercial.label (tenant_id, name, id);

  create table commercial.relationship_label (
    tenant_id uuid not null,
    customer_id uuid not null,
    label_id uuid not null,
    primary key (tenant_id, customer_id, label_id),
    foreign key (tenant_id, customer_id) references commercial.relationship on delete cascade,
    foreign key (tenant_id, label_id) references commercial.label on delete cascade
  );
  create index relationship_label_by_label on commercial.relationship_label (tenant_id, label_id, customer_id)`;

const RELATIONSHIP = `
  alter table commercial.relationship
    drop constraint if exists relationship_referred_by_check,
    add column if not exists status_label_id uuid,
    add column if not exists contract_terms json`;

const RELATIONSHIP_CONSTRAINTS = {
  relationship_contract_terms_check: "check (json_typeof(contract_terms) = 'object')",
  relationship_tenant_id_status_label_id_fkey:
    "foreign key (tenant_id, status_label_id) references commercial.status_label",
};

const STAGE_CHANGE = `
  create table commercial.stage_change (
    tenant_id uuid not null,
    customer_id uuid not null,
    number integer not null check (number > 0),
    from_stage text check (from_stage in ('SUSPECT', 'LEAD', 'HOT_PROSPECT', 'PROSPECT', 'CUSTOMER')),
    to_stage text not null check (to_stage in ('SUSPECT', 'LEAD', 'HOT_PROSPECT', 'PROSPECT', 'CUSTOMER')),
    changed_at timestamptz(3) not null,
    changed_by text,
    primary key (tenant_id, customer_id, number),
    foreign key (tenant_id, customer_id) references commercial.relationship on delete cascade,
    check ((from_stage is null) = (number = 1)),
    check (from_stage <> to_stage)
  )`;

/** The relationships that are there already begin their history with the stage they are in. Nobody knows who put them there. */
const HISTORY = `
  insert into commercial.stage_change (tenant_id, customer_id, number, to_stage, changed_at)
    select r.tenant_id, r.customer_id, 1, r.funnel_stage,
      coalesce(greatest(r.upgrade_date, r.downgrade_date), c.created_at)
    from commercial.relationship r
      join identity.customer c on c.tenant_id = r.tenant_id and c.id = r.customer_id
    on conflict do nothing`;

const RECORDS = `
  create table commercial.note (
    tenant_id uuid not null,
    id uuid not null,
    customer_id uuid not null,
    text text not null,
    created_at timestamptz(3) not null default clock_timestamp(),
    updated_at timestamptz(3) not null default clock_timestamp(),
    created_by text not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, customer_id) references identity.customer on delete cascade
  );
  create index note_by_customer on commercial.note (tenant_id, customer_id, created_at desc, id desc);

  create table commercial.activity (
    tenant_id uuid not null,
    id uuid not null,
    customer_id uuid not null,
    kind text not null check (kind in ('CALL', 'MEETING', 'EMAIL', 'TASK', 'OTHER')),
    subject text not null check (length(subject) between 1 and 256),
    description text,
    occurred_at timestamptz(3) not null default clock_timestamp(),
    created_at timestamptz(3) not null default clock_timestamp(),
    created_by text not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, customer_id) references identity.customer on delete cascade
  );
  create index activity_by_customer on commercial.activity (tenant_id, customer_id, occurred_at desc, id desc);

  create table commercial.attachment (
    tenant_id uuid not null,
    id uuid not null,
    customer_id uuid not null,
    name text not null check (length(name) between 1 and 256),
    url text not null,
    content_type text,
    size_in_bytes bigint check (size_in_bytes >= 0),
    created_at timestamptz(3) not null default clock_timestamp(),
    created_by text not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, customer_id) references identity.customer on delete cascade
  );
  create index attachment_by_customer on commercial.attachment (tenant_id, customer_id, created_at desc, id desc)`;

/** See docs/decisions/churned-is-former.md. */
const CHURNED_IS_FORMER = [
  `create or replace function commercial.make_former() returns trigger language plpgsql as $$
  begin
    update commercial.relationship r set is_former = true, former_date = now()
      where r.tenant_id = new.tenant_id and r.customer_id = new.id and not r.is_former;
    return null;
  end $$`,
  `create or replace trigger churned_is_former after update of status on identity.customer
    for each row when (new.status = 'CHURNED' and old.status <> 'CHURNED') execute function commercial.make_former()`,
  `create or replace function commercial.begin_as_former() returns trigger language plpgsql as $$
  begin
    if exists (select from identity.customer c
        where c.tenant_id = new.tenant_id and c.id = new.customer_id and c.status = 'CHURNED') then
      new.is_former := true;
    end if;
    return new;
  end $$`,
  `create or replace trigger churned_is_former before insert on commercial.relationship
    for each row when (not new.is_former) execute function commercial.begin_as_former()`,
];
