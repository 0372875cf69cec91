import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Analyzes the tables with row-level security that have doubled, by at least 64 KiB, since PostgreSQL last looked. The plain role owns no
 * table, so it runs as its owner; it does nothing to tables that have not grown, whoever calls it how often. One that somebody has locked
 * is left for the next time.
 */
const ANALYZE_GROWN_TABLES = `
  create function platform.analyze_grown_tables() returns void language plpgsql
    security definer set search_path = pg_catalog set lock_timeout = '100ms'
  as $$
  declare
    known record;
  begin
    if not pg_try_advisory_xact_lock(hashtextextended('platform.analyze_grown_tables', 0)) then return; end if;
    for known in
      select c.oid, c.relpages::bigint * current_setting('block_size')::integer as size,
          format('%I.%I', c.relnamespace::regnamespace::text, c.relname) as name
        from pg_class c where c.relkind = 'r' and c.relrowsecurity and pg_has_role(c.relowner, 'usage')
    loop
      begin
        if pg_relation_size(known.oid) > 2 * known.size + 65536 then execute 'analyze ' || known.name; end if;
      exception when lock_not_available then null;
      end;
    end loop;
  end $$`;

/** See docs/decisions/database.md. */
export class AnalyzeGrownTables1764600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ANALYZE_GROWN_TABLES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop function platform.analyze_grown_tables()");
  }
}
