import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { Client } from "pg";
import { subgraphs } from "../../../../cli/graph/subgraphs.ts";
import { SEED } from "../../../../cli/seed/statement.ts";
import { openDatabase } from "../../../../platform/database/open.ts";
import { APP_ROLE } from "../../../../platform/database/tenancy/role.ts";
import { until } from "../../../support/database-activity.ts";
import { freshDatabase, query } from "../../../support/databases.ts";

const READS = `
  select coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) as read
    from pg_stat_xact_user_tables where relid = 'identity.customer'::regclass`;

/** A database without statistics and with autovacuum turned off. */
const emptyDatabase = async () => {
  const urls = await freshDatabase({ migrated: true });
  await query(
    urls.adminUrl,
    `do $$ declare name text; begin
       for name in select oid::regclass::text from pg_class where relkind = 'r' and relrowsecurity loop
         execute format('alter table %s set (autovacuum_enabled = false)', name);
       end loop;
     end $$`,
  );
  return urls;
};

/** Number of times each table was analyzed; tables without any are left out. */
const analyses = async (url: string): Promise<Record<string, number>> => {
  const rows = await query<{ name: string; count: string }>(
    url,
    "select relid::regclass::text as name, analyze_count as count from pg_stat_user_tables where analyze_count > 0",
  );
  return Object.fromEntries(rows.map(({ name, count }) => [name, Number(count)]));
};

describe("Writing many customers into an empty database", () => {
  it("reads no more rows for each of the later ones, as the tables are analyzed while they grow", async () => {
    const { adminUrl, appUrl } = await emptyDatabase();
    const entities = subgraphs.flatMap((subgraph) => subgraph.entities);
    const database = await openDatabase({ url: appUrl, entities, poolSize: 1 });
    const tenantId = randomUUID();
    const session = database.session(tenantId);
    const seed = (from: number, to: number): Promise<{ read: string }[]> =>
      session.write(async (manager) => {
        await manager.query(SEED, [tenantId, from, to]);
        return manager.query(READS);
      });

    await seed(1, 1_000);
    await until(async () => Object.keys(await analyses(adminUrl)).length > 5);
    const [row] = await seed(1_001, 2_000);

    expect(Number(row?.read) / 1_000).toBeLessThan(100);
    await database.close();
  });
});

describe("platform.analyze_grown_tables", () => {
  const AS_ROLE = `set role ${APP_ROLE}; select platform.analyze_grown_tables()`;
  const TENANT = randomUUID();

  it("may be called by the plain role, and looks only at tables that have doubled since", async () => {
    const { adminUrl } = await emptyDatabase();
    await query(adminUrl, SEED, [TENANT, 1, 1_000]);

    await query(adminUrl, AS_ROLE);
    const once = await analyses(adminUrl);
    await query(adminUrl, AS_ROLE);
    await query(adminUrl, SEED, [TENANT, 1_001, 1_100]);
    await query(adminUrl, AS_ROLE);
    const little = await analyses(adminUrl);
    await query(adminUrl, SEED, [TENANT, 1_101, 3_000]);
    await query(adminUrl, AS_ROLE);
    const doubled = await analyses(adminUrl);

    expect(once).toMatchObject({ "identity.customer": 1, "commercial.relationship": 1, "finance.profile": 1 });
    expect(once).not.toHaveProperty(["commercial.price_list"]);
    expect(little).toEqual(once);
    expect(doubled).toMatchObject({ "identity.customer": 2, "commercial.relationship": 2, "finance.profile": 2 });
  });

  it("leaves a table that somebody has locked for the next time", async () => {
    const { adminUrl } = await emptyDatabase();
    await query(adminUrl, SEED, [TENANT, 1, 1_000]);
    const other = new Client({ connectionString: adminUrl });
    await other.connect();
    await other.query("begin; lock table identity.customer");

    await query(adminUrl, AS_ROLE);
    await other.end();

    const done = await analyses(adminUrl);
    expect(done).toHaveProperty(["commercial.relationship"]);
    expect(done).not.toHaveProperty(["identity.customer"]);
  });
});
