import { describe, expect, it } from "@jest/globals";
import pg from "pg";
import { schemas as allSchemas } from "../../../../cli/graph/schemas.ts";
import type { Viewer } from "../../../../platform/auth/viewer.ts";
import { adHoc } from "../../../../platform/database/session/statement.ts";
import { APP_ROLE } from "../../../../platform/database/tenancy/role.ts";
import { given } from "../../../support/given.ts";
import { testDatabase } from "../../../support/graph.ts";
import { asSuperuser } from "../../../support/second-wall.ts";

const schemas = allSchemas.map(({ name }) => name);

const rowsAsSuperuser = <Row extends pg.QueryResultRow>(text: string, ...values: unknown[]): Promise<Row[]> =>
  asSuperuser(async (client) => (await client.query<Row>(text, values)).rows);

const asApplication = async (text: string): Promise<unknown> => {
  const session = testDatabase.session(given.tenant().tenantId);
  return session.read(adHoc(text), []);
};

describe("The role of the application", () => {
  it("has no special rights, belongs to no other role, and owns nothing", async () => {
    const [role] = await rowsAsSuperuser(
      `select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as special,
         (select count(*)::integer from pg_auth_members m where m.member = r.oid) as memberships,
         (select count(*)::integer from pg_class c where c.relowner = r.oid)
           + (select count(*)::integer from pg_proc p where p.proowner = r.oid)
           + (select count(*)::integer from pg_namespace n where n.nspowner = r.oid) as owned
       from pg_roles r where rolname = $1`,
      APP_ROLE,
    );

    expect(role).toEqual({ special: false, memberships: 0, owned: 0 });
  });

  it("is what the application logs in as on the embedded server, so that it cannot switch back", async () => {
    const client = new pg.Client({ connectionString: testDatabase.appUrl });
    await client.connect();
    const { rows } = await client.query("select session_user as name");
    const refusals: string[] = [];
    for (const text of [
      "set role postgres",
      "set session authorization postgres",
      "reset role; set row_security = off; table identity.customer",
    ]) {
      await client.query(text).catch((error: Error) => refusals.push(error.message));
    }
    await client.end();

    expect(rows).toEqual([{ name: APP_ROLE }]);
    expect(refusals).toEqual([
      expect.stringContaining("permission denied"),
      expect.stringContaining("permission denied"),
      expect.stringContaining("would be affected by row-level security"),
    ]);
  });

  it.each([
    ...schemas.map((schema) => `create table ${schema}.mine (id integer)`),
    ...schemas.map((schema) => `select * from ${schema}.migrations`),
    "create schema mine",
    "create table public.mine (id integer)",
    "create function identity.mine() returns integer language sql return 1",
    "alter table identity.customer disable row level security",
    "drop policy tenant on identity.customer",
    "truncate identity.customer cascade",
    "create role mine",
    "copy identity.customer to program 'cat'",
  ])("cannot %s", async (text) => {
    await expect(asApplication(text)).rejects.toThrow(/permission denied|must be owner/);
  });
});

describe("The tables of every schema", () => {
  it("have row-level security, even new ones", async () => {
    const open = await rowsAsSuperuser(
      `select c.oid::regclass::text as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p', 'f', 'm', 'v') and n.nspname <> 'information_schema' and n.nspname not like 'pg\\_%'
         and c.relname <> 'migrations'
         and not (c.relkind in ('r', 'p') and c.relrowsecurity and exists (
           select from pg_policy p where p.polrelid = c.oid and p.polcmd = '*' and p.polpermissive
             and pg_get_expr(p.polqual, p.polrelid) like '(tenant_id = (NULLIF(current_setting(''app.tenant_id''%'
             and not exists (select from pg_policy o where o.polrelid = c.oid and o.oid <> p.oid)))`,
    );

    expect(open).toEqual([{ table: "directory.listed_customer" }]);
  });

  it("are read through one view past it, which shows the rows of the session's tenant alone, and none without one", async () => {
    const [mine, theirs] = [given.tenant(), given.tenant()];
    const id = await given.customer(mine);
    await given.customer(theirs);
    const seenAs = (tenant: string) =>
      asSuperuser(async (client) => {
        await client.query("select set_config('app.tenant_id', $1, false)", [tenant]);
        return (await client.query<{ id: string }>("select id from directory.listed_customer")).rows;
      });

    expect(await seenAs(mine.tenantId)).toEqual([{ id }]);
    expect(await seenAs("")).toEqual([]);
  });
});

/** The `security definer` functions, which bypass row-level security, with search arguments. */
const DEFINERS: Readonly<Record<string, string>> = {
  "identity.named_like": "$1, '%Customer%'",
  "directory.found_by_name": "$1, 'Customer', '{}', '{}'",
  "directory.found_by_email": "$1, 'c1@shop.example', '{}', '{}'",
  "directory.found_by_tax_number": "$1, 'DE1', '{}', '{}'",
  "directory.search_customers": "$1, 'Customer', '{}', '{}', '{DISPLAY_NAME}'",
};

/** Reads no rows; test/platform/database/statistics covers it. */
const ANALYZE = "platform.analyze_grown_tables";

describe("The functions that run as their owner", () => {
  it("are exactly these, each with its own search path", async () => {
    const definers = await rowsAsSuperuser<{ name: string; path: string }>(
      `select p.oid::regproc::text as name, array_to_string(p.proconfig, ' ') as path
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where p.prosecdef and n.nspname not like 'pg\\_%' order by 1`,
    );

    expect(definers.map(({ name }) => name)).toEqual([...Object.keys(DEFINERS), ANALYZE].toSorted());
    expect(definers.filter(({ path }) => !/search_path=pg_catalog(, public)?( |$)/.test(path))).toEqual([]);
  });

  it.each(Object.entries(DEFINERS))("%s finds nothing for a tenant that is not the session's", async (name, search) => {
    const [mine, theirs] = [given.tenant(), given.tenant()];
    for (const viewer of [mine, theirs]) await given.customers(viewer, 1);
    const find = (session: Viewer | null, tenant: string | null) =>
      testDatabase
        .session(session?.tenantId ?? "")
        .read(adHoc<{ id: string }>(`select distinct id from ${name}(${search})`), [tenant]);

    expect(await find(theirs, theirs.tenantId)).toHaveLength(1);
    expect(await find(mine, theirs.tenantId)).toEqual([]);
    expect(await find(mine, null)).toEqual([]);
    expect(await find(null, theirs.tenantId)).toEqual([]);
  });
});

/**
 * The functions that identity provides to other facets' statements; tested with their tenant
 * predicate removed.
 */
const PUBLISHED: Readonly<Record<string, string>> = {
  visible_customers: "$1, $2, '{}', true",
  visible_parties: "$1, $2, '{}'",
};

describe.each(Object.entries(PUBLISHED))("identity.%s without its tenant", (name, parameters) => {
  it("shows only the session's rows", async () => {
    const [mine, theirs] = [given.tenant(), given.tenant()];
    const asked: string[] = [];
    for (const viewer of [mine, theirs]) {
      await given.customers(viewer, 1);
      const column = name === "visible_customers" ? "id" : "party_id";
      const own = adHoc<{ id: string }>(`select ${column} as id from identity.customer`);
      asked.push(...(await testDatabase.session(viewer.tenantId).read(own, [])).map(({ id }) => id));
    }

    const found = await asSuperuser(async (client) => {
      await client.query("begin");
      const { rows } = await client.query<{ text: string }>("select pg_get_functiondef($1::regproc) as text", [
        `identity.${name}`,
      ]);
      await client.query(rows[0]?.text.replaceAll(/\w+\.tenant_id = tenant/g, "tenant is not null") ?? "");
      await client.query("select set_config('app.tenant_id', $1, true)", [mine.tenantId]);
      const text = `select id from identity.${name}(${parameters})`;
      const unwalled = await client.query(text, [mine.tenantId, asked]);
      await client.query(`set local role ${APP_ROLE}`);
      const walled = await client.query(text, [mine.tenantId, asked]);
      await client.query("rollback");
      return { unwalled: unwalled.rows.length, walled: walled.rows };
    });

    expect(found).toEqual({ unwalled: 2, walled: [{ id: asked[0] }] });
  });
});
