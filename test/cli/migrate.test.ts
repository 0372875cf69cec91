import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Client } from "pg";
import { readySchema } from "../../cli/graph/ready-schema.ts";
import { schemas } from "../../cli/graph/schemas.ts";
import { migrateTo } from "../../cli/migrate/run.ts";
import { launchPostgres } from "../../platform/database/embedded/index.ts";
import { historyOf, nameOf } from "../../platform/database/migrations/history.ts";
import { migrate } from "../../platform/database/migrations/migrate.ts";
import { createLog } from "../../platform/observability/log.ts";
import { projectFile } from "../../platform/project.ts";
import { as, freshDatabase, freshRole, query } from "../support/databases.ts";
import { asPooler } from "../support/pooler.ts";
import { ask, build, cleanUp, dataFolder, ended, type ServerProcess, serve } from "../support/server-process.ts";

const NAMES = historyOf(schemas).map(nameOf);
const NEWEST = NAMES.at(-1) ?? "";

beforeAll(build);
afterAll(cleanUp);

const { adminUrl: emptyUrl } = await freshDatabase({ migrated: false });
const { adminUrl: migratedUrl } = await freshDatabase({ migrated: true });

const LATER = "insert into finance.migrations (timestamp, name) values (1999999999999, 'Later1999999999999')";

describe("A serving process", () => {
  const silent = createLog({ name: "test", level: "silent" });
  let served: Awaited<ReturnType<typeof freshDatabase>>;
  let user: string;
  let graph: ServerProcess;

  beforeAll(async () => {
    served = await freshDatabase({ migrated: true });
    await query(served.adminUrl, LATER);
    user = await freshRole(served.adminUrl, "nosuperuser nocreaterole nocreatedb");
    await query(served.adminUrl, `grant customer_graph_app to ${user}`);
    graph = await serve("start", [], { DATABASE_URL: as(user, served.adminUrl), DEMO: "1" });
  });

  it("needs only a user that owns nothing and may act as the application", async () => {
    const { data } = await ask(graph.url, "{ customers(first: 1) { totalCount } }");

    expect(data).toEqual({ customers: { totalCount: 42 } });
    const owned = await query(
      served.adminUrl,
      "select c.relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = $1",
      [user],
    );
    expect(owned).toEqual([]);
  });

  it("serves from a newer schema, as in a rolling deployment, and says so", () => {
    expect(graph.stderr()).toContain('"unknown":["finance.Later1999999999999"]');
  });

  it.each([
    ["start", []],
    ["subgraph", ["identity"]],
    ["export", ["--as", "order-desk"]],
  ] as const)("changes no schema, and exits saying what is missing and what to run: %s", async (command, args) => {
    const { code, stdout, stderr } = await ended(command, args, { DATABASE_URL: emptyUrl, LOG_LEVEL: "warn" });

    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain(
      `The schema of the database is older than this version: it lacks ${NAMES.slice(0, 3).join(", ")} and ${NAMES.length - 3} more. ` +
        'Set MIGRATION_DATABASE_URL to the address for the owner of the schemas, run "npm run migrate"',
    );
    expect(await query(emptyUrl, "select from pg_namespace where nspname = 'identity'")).toEqual([]);
  });

  it("names the missing migration, even to a superuser", async () => {
    const { adminUrl } = await freshDatabase({ migrated: true });
    const [schema = "", name = ""] = NEWEST.split(".");
    await query(adminUrl, `delete from ${schema}.migrations where name = $1`, [name]);

    const starting = readySchema({ appUrl: adminUrl, ownerUrl: null }, silent);

    await expect(starting).rejects.toThrow(`it lacks ${NEWEST}. Set MIGRATION_DATABASE_URL`);
  });

  it("tells a user that may not act as the application who can grant that", async () => {
    const stranger = await freshRole(migratedUrl);

    const starting = readySchema({ appUrl: as(stranger, migratedUrl), ownerUrl: null }, silent);

    await expect(starting).rejects.toThrow('Have the owner of the database run "grant customer_graph_app to <user>".');
  });
});

const psql = spawnSync("psql", ["--version"]).status === 0;

describe("deploy/create-login.sql", () => {
  (psql ? it : it.skip)("makes such a user, also twice (skipped where there is no psql)", async () => {
    const user = await freshRole(migratedUrl);
    await query(migratedUrl, `drop role ${user}`);
    const args = [
      migratedUrl,
      "-v",
      `login=${user}`,
      "-v",
      "password=it's",
      "-f",
      projectFile("deploy/create-login.sql"),
    ];

    const [first, second] = [spawnSync("psql", args), spawnSync("psql", args)];

    expect([first.status, second.status]).toEqual([0, 0]);
    const able = await query(
      as(user, migratedUrl),
      "select pg_has_role('customer_graph_app', 'set') as app, current_setting('is_superuser') as super",
    );
    expect(able).toEqual([{ app: true, super: "off" }]);
  });
});

describe("npm run migrate", () => {
  it("prefers MIGRATION_DATABASE_URL to DATABASE_URL, and its user needs only to own the database", async () => {
    const { adminUrl } = await freshDatabase({ migrated: false });
    const owner = await freshRole(adminUrl, "nosuperuser nocreaterole");
    const database = decodeURIComponent(new URL(adminUrl).pathname.slice(1));
    await query(adminUrl, `alter database "${database}" owner to ${owner}`);
    const env = { MIGRATION_DATABASE_URL: as(owner, adminUrl), DATABASE_URL: "postgres://nobody@127.0.0.1:1/nothing" };

    const { code, stdout } = await ended("migrate", [], env);

    expect({ code, ran: stdout.trim().split("\n") }).toEqual({ code: 0, ran: NAMES });
    const { stderr } = await ended("migrate", [], { MIGRATION_DATABASE_URL: "postgres://nobody@127.0.0.1:1/nothing" });
    expect(stderr).toContain("MIGRATION_DATABASE_URL cannot be used");
  });

  it("lists pending migrations with --check, and changes nothing", async () => {
    const behind = await ended("migrate", ["--check"], { DATABASE_URL: emptyUrl });
    const upToDate = await migrateTo(migratedUrl, { check: true });

    expect(behind).toMatchObject({ code: 1, stdout: `${NAMES.map((name) => `${name} (pending)`).join("\n")}\n` });
    expect(upToDate).toEqual(["up to date", 0]);
    expect(await query(emptyUrl, "select from pg_namespace where nspname = 'identity'")).toEqual([]);
  });

  it("lists with --down what undoing would run, runs it only with --yes, and can migrate up again", async () => {
    const { adminUrl } = await freshDatabase({ migrated: true });

    const [listed, code] = await migrateTo(adminUrl, { down: 2 });
    expect(code).toBe(1);
    expect(listed).toMatch(
      new RegExp(`^-- ${NEWEST}\n(create |alter |drop |do |select |-- Only the record of it goes)`),
    );
    expect(listed).toMatch(new RegExp(`^-- ${NAMES.at(-2)}\n(create |alter |drop |do |select |-- Only)`, "m"));
    expect(await migrateTo(adminUrl, { check: true })).toEqual(["up to date", 0]);

    const undone = await ended("migrate", ["--down", "2", "--yes"], { DATABASE_URL: adminUrl });
    expect(undone).toMatchObject({ code: 0, stdout: `${NEWEST} (undone)\n${NAMES.at(-2)} (undone)\n` });

    expect(await migrateTo(adminUrl, {})).toEqual([`${NAMES.at(-2)}\n${NEWEST}`, 0]);
  });

  it.each([
    [["--down", "0"], "a whole number from 1 to 9999"],
    [["--yes"], "--yes needs --down"],
    [["--check", "--down"], "cannot be combined"],
  ])("refuses %j", async (args, reason) => {
    const { code, stderr } = await ended("migrate", args, {});

    expect(code).toBe(1);
    expect(stderr).toContain(reason);
  });

  it("does not undo a migration that only a newer version knows", async () => {
    const { adminUrl } = await freshDatabase({ migrated: true });
    await query(adminUrl, LATER);

    const undoing = migrateTo(adminUrl, { down: true, yes: true });

    await expect(undoing).rejects.toThrow("A newer version has run finance.Later1999999999999");
  });

  it("refuses a URL that leads to a pooler", async () => {
    const pooler = await asPooler(migratedUrl);

    const { code, stderr } = await ended("migrate", [], { MIGRATION_DATABASE_URL: pooler.url });

    expect(code).toBe(1);
    expect(stderr).toContain("This address leads to a connection pooler");
    await pooler.close();
  });
});

describe("Migrating", () => {
  it("runs in one process at a time, and the others find it done", async () => {
    const { adminUrl } = await freshDatabase({ migrated: false });

    const ran = await Promise.all([1, 2, 3].map(() => migrate(adminUrl, schemas)));

    expect(ran.toSorted((one, other) => one.length - other.length)).toEqual([[], [], NAMES]);
  });

  it("tells a user that may not create the application's role which statements to have run", async () => {
    const postgres = await launchPostgres({ dataDir: join(await dataFolder(), "postgres"), durable: false });
    const admin = new Client({ connectionString: postgres.adminUrl });
    await admin.connect();
    await admin.query("drop role customer_graph_app");
    await admin.query("create role owner login");
    await admin.query("alter database customer_graph owner to owner");

    const migrating = migrate(as("owner", postgres.adminUrl), schemas);

    await expect(migrating).rejects.toThrow('Ask someone who may to run "create role customer_graph_app nologin"');
    await admin.end();
    await postgres.stop();
  });
});
