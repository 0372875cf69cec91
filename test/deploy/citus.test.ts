import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { schemas as allSchemas } from "../../cli/graph/schemas.ts";
import { projectFile } from "../../platform/project.ts";
import { query } from "../support/databases.ts";
import { testDatabase } from "../support/graph.ts";
import { twoTenants } from "../support/second-wall.ts";
import { tablesWithoutTenant } from "../support/tenant-keys.ts";

const schemas = allSchemas.map(({ name }) => name);
const script = readFileSync(projectFile("deploy/citus.sql"), "utf8");

const catalog = (text: string): Promise<Record<string, unknown>[]> => query(testDatabase.adminUrl, text, [schemas]);
const names = async (text: string): Promise<unknown[]> => (await catalog(text)).map(({ name }) => name);

const OURS = "c.relnamespace::regnamespace::text = any ($1) and c.relname <> 'migrations'";
const TABLES = `select c.oid::regclass::text as name from pg_class c where c.relkind in ('r', 'p') and ${OURS} order by 1`;
const FUNCTIONS = `select p.oid::regprocedure::text as name from pg_proc p where p.pronamespace::regnamespace::text = any ($1) order by 1`;

/** The distributed tables, in the order of the script. */
const distributed = [
  ...script.matchAll(/^select create_distributed_table\('([\w.]+)', '(\w+)', colocate_with => '([\w.]+)'\);$/gm),
].map(([, table = "", column = "", group = ""]) => ({ table, column, group }));

describe("deploy/citus.sql", () => {
  it("distributes every table by the tenant, in one group", async () => {
    expect(distributed.map(({ table }) => table).toSorted()).toEqual(await names(TABLES));
    expect(distributed.filter(({ column }) => column !== "tenant_id")).toEqual([]);
    expect(distributed.map(({ group }) => group)).toEqual([
      "none",
      ...distributed.slice(1).map(() => "identity.tenant"),
    ]);
  });

  it("distributes a table after those that it references", async () => {
    const order = distributed.map(({ table }) => table);
    const references = await catalog(
      `select distinct k.conrelid::regclass::text as one, k.confrelid::regclass::text as other
       from pg_constraint k join pg_class c on c.oid = k.conrelid where k.contype = 'f' and k.conrelid <> k.confrelid and ${OURS}`,
    );

    expect(references.length).toBeGreaterThan(10);
    expect(references.filter(({ one, other }) => order.indexOf(String(one)) < order.indexOf(String(other)))).toEqual(
      [],
    );
  });

  it("says for every function that triggers, indexes and row conditions call whether workers have it", async () => {
    const onWorkers = [...script.matchAll(/create_distributed_function\('(.*)'\)/g)].map(([, name]) => name);
    const onCoordinator = [...script.matchAll(/^-- {3}(\w+\.\w+\(.*\))$/gm)].map(([, name]) => name);
    const readsTables = await names(
      `with p as materialized (select * from pg_proc where pronamespace::regnamespace::text = any ($1))
       select p.oid::regprocedure::text as name from p
       where pg_get_functiondef(p.oid) ~* '(from|join|update) (${schemas.join("|")})\\.' and p.prorettype <> 'trigger'::regtype`,
    );

    expect([...onWorkers, ...onCoordinator].toSorted()).toEqual(await names(FUNCTIONS));
    expect(onCoordinator.toSorted()).toEqual([...readsTables, "platform.analyze_grown_tables()"].toSorted());
  });

  it("covers the migration tables", async () => {
    for (const schema of schemas) expect(script).toContain(`${schema}.migrations`);
  });
});

describe("The catalog", () => {
  it("has only tables, primary keys and unique keys that begin with the tenant", async () => {
    const leaving = await names(
      `select c.oid::regclass::text as name from pg_class c where c.relkind in ('r', 'p') and ${OURS}
         and (not exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary)
           or exists (select from pg_index i where i.indrelid = c.oid and (i.indisunique or i.indisexclusion)
             and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attnum = i.indkey[0] and a.attname = 'tenant_id')))`,
    );

    expect(leaving).toEqual([]);
  });

  it("has only foreign keys that begin with the tenant on both sides", async () => {
    const leaving = await names(
      `select k.conrelid::regclass || '.' || k.conname as name from pg_constraint k join pg_class c on c.oid = k.conrelid
       where k.contype = 'f' and ${OURS} and not (
         exists (select from pg_attribute a where a.attrelid = k.conrelid and a.attnum = k.conkey[1] and a.attname = 'tenant_id')
         and exists (select from pg_attribute a where a.attrelid = k.confrelid and a.attnum = k.confkey[1] and a.attname = 'tenant_id'))`,
    );

    expect(leaving).toEqual([]);
  });

  it("has only row triggers, except those that keep entries and searchable texts", async () => {
    const triggers = await catalog(
      `select t.tgname as name, (t.tgtype & 1) = 1 as "ofRows" from pg_trigger t join pg_class c on c.oid = t.tgrelid where not t.tgisinternal and ${OURS}`,
    );

    expect(triggers.length).toBeGreaterThan(0);
    expect(
      triggers.filter(({ name, ofRows }) => !ofRows && !/^(entry_outdated_by|keep_search_text_on)_/.test(String(name))),
    ).toEqual([]);
  });

  it("has no function, trigger or other, that reads or writes a table without its tenant", async () => {
    const functions =
      await catalog(`select p.oid::regprocedure::text as name, pg_get_functiondef(p.oid) as text from pg_proc p
      where p.pronamespace::regnamespace::text = any ($1)`);

    const leaving = functions.map(({ name, text }) => ({ name, tables: tablesWithoutTenant(String(text)) }));

    expect(leaving.filter(({ tables }) => tables.length > 0)).toEqual([]);
  });
});

/** The string literals of a source file, which contain its SQL. */
const textsIn = (path: string): string[] =>
  [...readFileSync(path, "utf8").matchAll(/`(?:[^`\\]|\\.)*`|"(?:[^"\\\n]|\\.)*"/g)].map(([text]) => text);

describe("The statements of the graph", () => {
  it("name the tenant for each table they read", async () => {
    const { statements } = await twoTenants();

    const leaving = statements.map(({ name, text }) => ({ name: name ?? text, tables: tablesWithoutTenant(text) }));

    expect(leaving.length).toBeGreaterThan(50);
    expect(leaving.filter(({ tables }) => tables.length > 0)).toEqual([]);
  });

  it("name it for each table they write too, in the sources", () => {
    const sources = readdirSync(projectFile("subgraphs"), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts") && !path.includes("migrations"))
      .map((path) => join(projectFile("subgraphs"), path));

    const writing = sources.flatMap((path) =>
      textsIn(path)
        .filter((text) =>
          /\b(insert into|update|delete from) (identity|commercial|finance|contacts|directory)\./.test(text),
        )
        .map((text) => ({ text, tables: tablesWithoutTenant(text) })),
    );

    expect(writing.length).toBeGreaterThan(5);
    expect(writing.filter(({ tables }) => tables.length > 0)).toEqual([]);
  });

  it.each([
    ["select from identity.customer c where c.id = $1", ["identity.customer"]],
    [
      "select from identity.customer c join identity.party p on p.id = c.party_id where c.tenant_id = $1",
      ["identity.party"],
    ],
    [
      "select from identity.customer c join identity.party p on p.tenant_id = c.tenant_id and p.id = c.party_id where c.tenant_id = $1",
      [],
    ],
    ["insert into identity.party (id) values ($1)", ["identity.party"]],
    ["insert into identity.party (tenant_id, id) values ($1, $2)", []],
    ["update finance.profile set tax_exempt = true where customer_id = $1", ["finance.profile"]],
    ["select from identity.visible_customers($1, $2) s", []],
  ])("would be reported if they did not: %s", (text, tables) => {
    expect(tablesWithoutTenant(text)).toEqual(tables);
  });
});
