import { describe, expect, it } from "@jest/globals";
import pg from "pg";
import { subgraphs } from "../../../../cli/graph/subgraphs.ts";
import { openDatabase } from "../../../../platform/database/open.ts";
import { adHoc } from "../../../../platform/database/session/statement.ts";
import { given } from "../../../support/given.ts";
import { ask, testDatabase } from "../../../support/graph.ts";

const asAdmin = async <Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> => {
  const client = new pg.Client({ connectionString: testDatabase.adminUrl });
  await client.connect();
  const { rows } = await client.query<Row>(sql);
  await client.end();
  return rows;
};

describe("The tables", () => {
  it("all begin their primary keys with the tenant and have row-level security", async () => {
    const tables = await asAdmin<{ table: string; walled: boolean; leads: string }>(`
      select c.oid::regclass::text as table, c.relrowsecurity as walled,
        (select a.attname from pg_attribute a where a.attrelid = c.oid and a.attnum = i.indkey[0]) as leads
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
        left join pg_index i on i.indrelid = c.oid and i.indisprimary
      where c.relkind = 'r' and c.relname <> 'migrations'
        and n.nspname in ('identity', 'commercial', 'finance', 'contacts', 'directory', 'platform')`);

    expect(tables.length).toBeGreaterThan(10);
    expect(tables.filter(({ walled, leads }) => !walled || leads !== "tenant_id")).toEqual([]);
  });

  it("of the facets keep no rows of a removed customer", async () => {
    const orphanable = await asAdmin<{ table: string }>(`
      select c.table_schema || '.' || c.table_name as table from information_schema.columns c
      where c.column_name = 'customer_id' and c.table_schema in ('identity', 'commercial', 'finance', 'contacts', 'directory')
        and not exists (
          select from pg_constraint k where k.contype = 'f' and k.confdeltype = 'c'
            and k.conrelid = format('%I.%I', c.table_schema, c.table_name)::regclass)`);

    expect(orphanable).toEqual([]);
  });
});

describe("A statement that forgets its tenant", () => {
  const EVERYTHING = adHoc<{ tenantId: string }>(`select tenant_id as "tenantId" from identity.customer`);

  it("reads only the rows of the session's tenant", async () => {
    const [mine, theirs] = [given.tenant(), given.tenant()];
    for (const viewer of [mine, theirs]) await given.customers(viewer, 3);

    const rows = await testDatabase.session(mine.tenantId).read(EVERYTHING, []);

    expect(rows).toEqual(Array.from({ length: 3 }, () => ({ tenantId: mine.tenantId })));
  });

  it("writes only the rows of the session's tenant", async () => {
    const [mine, theirs] = [given.tenant(), given.tenant()];
    const [theirCustomer] = await given.customers(theirs, 1);

    await testDatabase
      .session(mine.tenantId)
      .write((manager) => manager.query("update identity.customer set code = 'X'"));
    const { data } = await ask(theirs, "query ($id: ID!) { customer(id: $id) { code } }", { id: theirCustomer });

    expect(data.customer.code).toBeNull();
  });

  it("cannot write a row of another tenant", async () => {
    const [mine, theirs] = [given.tenant(), given.tenant()];

    const foreign = testDatabase
      .session(mine.tenantId)
      .write((manager) =>
        manager.query("insert into commercial.employee (tenant_id, id, name) values ($1, $1, 'Mole')", [
          theirs.tenantId,
        ]),
      );

    await expect(foreign).rejects.toThrow(/row-level security/);
  });
});

describe("A connection", () => {
  it("is never that of a superuser", async () => {
    const [role] = await testDatabase.session(given.tenant().tenantId).read(
      adHoc<{ name: string; super: boolean; bypass: boolean }>(`
        select rolname as name, rolsuper as super, rolbypassrls as bypass from pg_roles where rolname = current_user`),
      [],
    );

    expect(role).toEqual({ name: "customer_graph_app", super: false, bypass: false });
  });

  it("is the plain role's even if the URL's user is a superuser", async () => {
    const database = await openDatabase({ url: testDatabase.adminUrl, entities: [] });

    const [role] = await database
      .session(given.tenant().tenantId)
      .read(adHoc<{ name: string }>("select current_user as name"), []);

    expect(role).toEqual({ name: "customer_graph_app" });
    await database.close();
  });

  it("serves one tenant after another without showing rows of the previous one", async () => {
    const database = await openDatabase({
      url: testDatabase.appUrl,
      entities: subgraphs.flatMap(({ entities }) => entities),
      poolSize: 3,
    });
    const viewers = [given.tenant(), given.tenant(), given.tenant()];
    for (const viewer of viewers) await given.customers(viewer, 2);
    const everything = adHoc<{ tenantId: string }>(`select tenant_id as "tenantId" from identity.customer`);

    const reads = await Promise.all(
      Array.from({ length: 1_000 }, async (_, turn) => {
        const { tenantId } = viewers[turn % 3] ?? given.tenant();
        const rows = await database.session(tenantId).read(everything, []);
        return rows.length === 2 && rows.every((row) => row.tenantId === tenantId);
      }),
    );

    expect(reads.filter((own) => !own)).toEqual([]);
    await database.close();
  });
});
